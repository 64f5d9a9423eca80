//! Starting the resident with the session: a file of the desktop's own kind, as freedesktop.org describes it.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use api::Place;
use engine::{Autostart, NoAutostart};

use crate::words;

/// What starts the resident of this place with the session.
pub fn autostart(place: &Place) -> Arc<dyn Autostart> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let config = set("XDG_CONFIG_HOME")
        .filter(|dir| dir.is_absolute())
        .or_else(|| set("HOME").map(|home| home.join(".config")));
    let (Some(config), Ok(program)) = (config.filter(|_| cfg!(target_os = "linux")), std::env::current_exe())
    else {
        return Arc::new(NoAutostart);
    };
    let usual = Place::find(None, |name| std::env::var_os(name).filter(|_| name != "STINT_DATA_DIR"));
    let is_usual = usual.is_some_and(|usual| usual.data_dir() == place.data_dir());
    Arc::new(Entry {
        file: config.join("autostart").join(file_name(place, is_usual)),
        program,
        data_dir: (!is_usual).then(|| place.data_dir().to_owned()),
    })
}

/// Every data folder has its own entry, so that none speaks for another.
fn file_name(place: &Place, is_usual: bool) -> String {
    if is_usual {
        "dev.stint.app.desktop".to_owned()
    } else {
        format!("dev.stint.app-{}.desktop", place.mark())
    }
}

/// One entry in the folder of what starts with the session.
struct Entry {
    file: PathBuf,
    program: PathBuf,
    /// `None` = the usual one.
    data_dir: Option<PathBuf>,
}

impl Autostart for Entry {
    fn is_on(&self) -> Option<bool> {
        let text = fs::read_to_string(&self.file).unwrap_or_default();
        let says = |line: &str| text.lines().any(|known| known.trim().eq_ignore_ascii_case(line));
        // Desktops switch an entry off in one of these ways instead of removing it.
        let off = says("Hidden=true") || says("X-GNOME-Autostart-enabled=false");
        Some(says("[Desktop Entry]") && !off)
    }

    fn set(&self, on: bool) -> io::Result<()> {
        if !on {
            return match fs::remove_file(&self.file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
        let text = self.text().ok_or(io::ErrorKind::InvalidFilename)?;
        let folder = self.file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        // Whole or not at all: the desktop may read it at any time.
        let part = self.file.with_extension("part");
        let written = fs::File::create(&part)
            .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&part, &self.file));
        if written.is_err() {
            let _ = fs::remove_file(&part);
        }
        written
    }
}

impl Entry {
    /// `None` = a path that cannot be written as text.
    fn text(&self) -> Option<String> {
        let mut exec = format!("{} resident", quoted(self.program.to_str()?));
        if let Some(data_dir) = &self.data_dir {
            exec = format!("{exec} --data-dir {}", quoted(data_dir.to_str()?));
        }
        Some(format!(
            "[Desktop Entry]\nType=Application\nName=Stint\nComment={}\nExec={exec}\nIcon=dev.stint.app\nNoDisplay=true\n\
             X-GNOME-Autostart-enabled=true\n",
            words::AUTOSTART_COMMENT
        ))
    }
}

/// One word of a command line: quoted for the command, then escaped once more as a value of the file.
fn quoted(word: &str) -> String {
    let mut said = String::from("\"");
    for letter in word.chars() {
        match letter {
            '"' | '`' | '$' => said.extend(['\\', '\\', letter]),
            '\\' => said.push_str("\\\\\\\\"),
            '%' => said.push_str("%%"),
            '\n' => said.push_str("\\n"),
            other => said.push(other),
        }
    }
    said.push('"');
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(folder: &Path) -> Entry {
        Entry {
            file: folder.join("autostart/dev.stint.app.desktop"),
            program: "/opt/My Stint/stint-resident".into(),
            data_dir: Some("/home/a/100% $mine".into()),
        }
    }

    #[test]
    fn switched_on_the_file_is_there_and_switched_off_it_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let entry = entry(folder.path());
        assert_eq!(entry.is_on(), Some(false));
        entry.set(true).expect("written");
        assert_eq!(entry.is_on(), Some(true));
        entry.set(false).expect("removed");
        entry.set(false).expect("removing what is not there is fine");
        assert_eq!(entry.is_on(), Some(false));
        assert!(!entry.file.exists());
    }

    #[test]
    fn what_the_desktop_switched_off_is_off() {
        let folder = tempfile::tempdir().expect("a folder");
        let entry = entry(folder.path());
        entry.set(true).expect("written");
        for off in ["Hidden=true", "X-GNOME-Autostart-enabled=false"] {
            fs::write(&entry.file, format!("[Desktop Entry]\n{off}\n")).expect("written");
            assert_eq!(entry.is_on(), Some(false), "{off}");
        }
    }

    #[test]
    fn the_command_names_program_and_data_folder_quoted() {
        let text = entry(Path::new("/x")).text().expect("plain paths");
        let exec = r#"Exec="/opt/My Stint/stint-resident" resident --data-dir "/home/a/100%% \\$mine""#;
        assert!(text.lines().any(|line| line == exec), "{text}");
    }

    #[test]
    fn every_data_folder_has_its_own_entry() {
        let one = Place::new("/a".into(), None);
        assert_eq!(file_name(&one, true), "dev.stint.app.desktop");
        let names = ["/a", "/b"].map(|dir| file_name(&Place::new(dir.into(), None), false));
        assert_ne!(names[0], names[1]);
    }
}
