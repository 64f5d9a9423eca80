//! Writing a file where the person wants it: the desktop's own dialog asks, and the file is whole or not there.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use api::words::other as say;
use api::{ApiError, Exported};
use serde::{Deserialize, Serialize};
use tauri::{Manager, Runtime, WebviewWindow};

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(specta::Type))]
pub struct Saved {
    /// Where it is.
    pub path: String,
    /// How many entries it holds.
    pub entries: u32,
}

/// Asks where to, and writes it there. `None` = the person changed their mind.
pub async fn save<R: Runtime>(
    window: &WebviewWindow<R>,
    name: &str,
    exported: Exported,
) -> Result<Option<Saved>, ApiError> {
    let Some(path) = ask(window, file_name(name)).await else { return Ok(None) };
    let entries = exported.entries;
    let shown = path.display().to_string();
    let written = tauri::async_runtime::spawn_blocking(move || write(&path, exported.content.as_bytes()));
    match written.await {
        Ok(Ok(())) => Ok(Some(Saved { path: shown, entries })),
        Ok(Err(error)) => Err(say::file_unwritten(&shown, &error.to_string())),
        Err(error) => Err(say::file_unwritten(&shown, &error.to_string())),
    }
}

/// A name proposed by the page, as the name of a file and no path.
fn file_name(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c }).collect()
}

/// Writes beside it, then gives it its name; what was there under that name is replaced whole.
fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&part)
        .and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&part, path));
    if written.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::AlreadyExists) {
        // It only takes room; that it is gone already is as good.
        let _ = fs::remove_file(&part);
    }
    written
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
    use super::*;

    #[test]
    fn a_proposed_name_never_leads_into_another_folder() {
        assert_eq!(file_name("../../etc/x: 1.csv"), "..-..-etc-x- 1.csv");
        assert_eq!(file_name("Stint 2026-11-16.csv"), "Stint 2026-11-16.csv");
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("week.csv");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_written_leaves_the_old_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("week.csv");
        // A folder of that name cannot be replaced by a file.
        fs::create_dir(&path).unwrap();
        fs::write(path.join("kept"), "x").unwrap();
        assert!(write(&path, b"new").is_err());
        assert_eq!(fs::read(path.join("kept")).unwrap(), b"x");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
