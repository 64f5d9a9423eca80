//! Writing a file where the person wants it: the desktop's own dialog asks, and the file is whole or not there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use api::words::other as say;
use api::{ApiError, Exported, Request};
use serde::{Deserialize, Serialize};
use tauri::{Manager, Runtime, WebviewWindow};

use crate::client::Resident;

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(specta::Type))]
pub struct Saved {
    /// Where it is.
    pub path: String,
    /// How many entries it holds.
    pub entries: u32,
}

/// Which entries, and as what.
#[derive(Clone, Debug)]
pub struct Export {
    /// `csv`, `json` or `ics`.
    pub format: String,
    /// The first day.
    pub from: String,
    /// The last day, inclusive.
    pub to: String,
}

impl Export {
    /// The part that begins after another one, or the first.
    async fn part(&self, resident: &Resident, after: Option<String>) -> Result<Exported, ApiError> {
        let Self { format, from, to } = self.clone();
        resident.ask(Request::Export { format, from: Some(from), to: Some(to), after }).await
    }
}

/// Asks where to, and writes the entries there, part by part. `None` = the person changed their mind.
pub async fn save<R: Runtime>(
    window: &WebviewWindow<R>,
    resident: &Resident,
    name: &str,
    export: &Export,
) -> Result<Option<Saved>, ApiError> {
    // What is refused is never asked a place for. What is written is read anew: the dialog may stand open for long.
    export.part(resident, None).await?;
    match ask(window, file_name(name)).await {
        Some(path) => write(path, resident, export).await.map(Some),
        None => Ok(None),
    }
}

/// Writes a file; it is whole, or there is none.
async fn write(path: PathBuf, resident: &Resident, export: &Export) -> Result<Saved, ApiError> {
    let shown = path.display().to_string();
    let unwritten = |error: io::Error| say::file_unwritten(&shown, &error.to_string());
    let mut draft = aside(move || Draft::begin(&path)).await.map_err(unwritten)?;
    let (mut entries, mut after) = (0, None);
    loop {
        let part = export.part(resident, after).await?;
        draft = aside(move || draft.with(part.content.as_bytes())).await.map_err(unwritten)?;
        entries += part.entries;
        after = part.next;
        if after.is_none() {
            break;
        }
    }
    aside(move || draft.finish()).await.map_err(unwritten)?;
    Ok(Saved { path: shown, entries })
}

/// Does what waits for the disk away from the window's threads.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tauri::async_runtime::spawn_blocking(work).await.map_err(io::Error::other)?
}

/// A name proposed by the page, as the name of a file and no path.
fn file_name(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c }).collect()
}

/// A file that is written beside its place; what is there stays until the new one is whole.
#[derive(Debug)]
struct Draft {
    file: File,
    part: PathBuf,
    path: PathBuf,
    finished: bool,
}

impl Draft {
    fn begin(path: &Path) -> io::Result<Self> {
        let mut name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let part = path.with_file_name(name);
        let file = OpenOptions::new().write(true).create_new(true).open(&part)?;
        Ok(Self { file, part, path: path.to_owned(), finished: false })
    }

    /// The same with more in it.
    fn with(mut self, content: &[u8]) -> io::Result<Self> {
        self.file.write_all(content)?;
        Ok(self)
    }

    /// Gives it its name; what was there under that name is replaced whole.
    fn finish(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.part, &self.path)?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.finished {
            // It only takes room; that it is gone already is as good.
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// The toolkit's dialog, which asks before it gives a name that is taken.
#[cfg(target_os = "linux")]
async fn ask<R: Runtime>(window: &WebviewWindow<R>, name: String) -> Option<PathBuf> {
    use std::cell::RefCell;

    use gtk::prelude::{FileChooserExt as _, NativeDialogExt as _};

    let (tell, told) = tokio::sync::oneshot::channel();
    let parent = window.clone();
    let asked = window.app_handle().run_on_main_thread(move || {
        let over = parent.gtk_window().ok();
        let action = gtk::FileChooserAction::Save;
        let title = say::SAVE_TITLE.said();
        let dialog = gtk::FileChooserNative::new(Some(title), over.as_ref(), action, None, None);
        dialog.set_do_overwrite_confirmation(true);
        dialog.set_current_name(&name);
        // The toolkit keeps no hold of such a dialog; it lives until it was answered.
        let kept = RefCell::new(Some((dialog.clone(), tell)));
        dialog.connect_response(move |_, response| {
            let Some((dialog, tell)) = kept.take() else { return };
            let path = dialog.filename().filter(|_| response == gtk::ResponseType::Accept);
            // The page that asked may be gone.
            let _gone = tell.send(path);
        });
        dialog.show();
    });
    asked.ok()?;
    told.await.ok().flatten()
}

/// Elsewhere: the folder of downloads, under a name that is free.
#[cfg(not(target_os = "linux"))]
async fn ask<R: Runtime>(window: &WebviewWindow<R>, name: String) -> Option<PathBuf> {
    let folder = window.app_handle().path().download_dir().ok()?;
    let (stem, end) = name.rsplit_once('.').unwrap_or((&name, "txt"));
    let numbered = (2..).map(|number| format!("{stem} {number}.{end}"));
    std::iter::once(name.clone()).chain(numbered).map(|name| folder.join(name)).find(|path| !path.exists())
}

#[cfg(test)]
mod tests {
    use api::starter::IfNone;
    use api::{Code, Place};
    use serde_json::{Value, json};

    use super::*;
    use crate::fake_resident::{FakeResident, Manner};

    #[test]
    fn a_proposed_name_never_leads_into_another_folder() {
        assert_eq!(file_name("../../etc/x: 1.csv"), "..-..-etc-x- 1.csv");
        assert_eq!(file_name("Stint 2026-11-16.csv"), "Stint 2026-11-16.csv");
    }

    fn part(content: &str, next: Option<&str>) -> Value {
        json!({ "media_type": "text/csv", "content": content, "entries": 1, "next": next })
    }

    /// Writes into a folder what a resident gives after nothing, after `2` and after anything else.
    fn written(path: &Path, third: Result<Value, ApiError>) -> Result<Saved, ApiError> {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::new(folder.path().into(), None);
        let (resident, lane) = Resident::new(place.clone(), IfNone::Refuse);
        let _lane = tauri::async_runtime::spawn(lane);
        let _fake = FakeResident::start(&place, move |request| {
            let Request::Export { after, .. } = request else { return Manner::HangUp };
            match (after.as_deref(), &third) {
                (None, _) => Manner::Answer(part("one\n", Some("2"))),
                (Some("2"), _) => Manner::Answer(part("two\n", Some("3"))),
                (Some(_), Ok(part)) => Manner::Answer(part.clone()),
                (Some(_), Err(error)) => Manner::Refuse(error.clone()),
            }
        });
        let export = Export { format: "csv".into(), from: "a".into(), to: "b".into() };
        tauri::async_runtime::block_on(write(path.to_owned(), &resident, &export))
    }

    #[test]
    fn all_parts_are_in_the_file_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("week.csv");
        fs::write(&path, "before").unwrap();
        let saved = written(&path, Ok(part("three\n", None))).unwrap();
        assert_eq!((saved.entries, saved.path), (3, path.display().to_string()));
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntwo\nthree\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_part_that_does_not_come_leaves_the_old_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("week.csv");
        fs::write(&path, "before").unwrap();
        let refused = written(&path, Err(ApiError::new(Code::Storage, "The disk is gone."))).unwrap_err();
        assert_eq!(refused.code, Code::Storage);
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_written_leaves_what_is_there_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("week.csv");
        // A folder of that name cannot be replaced by a file.
        fs::create_dir(&path).unwrap();
        fs::write(path.join("kept"), "x").unwrap();
        let refused = written(&path, Ok(part("three\n", None))).unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Storage, Some("path")));
        assert_eq!(fs::read_to_string(path.join("kept")).unwrap(), "x");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
