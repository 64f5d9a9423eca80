//! Putting a backup in the place of the database, with the old file kept aside. Only while nothing has it open.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::backup::{io, settle, verify};
use crate::{BackupError, Paths, open};

/// What a restore did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restored {
    /// Where the file that was there is now; `None` when there was none.
    pub aside: Option<PathBuf>,
}

/// Checks a backup and puts it in the place of the database. The backup itself stays where it is.
///
/// The caller sees to it that no process has the database open.
pub async fn restore(paths: &Paths, backup: &Path) -> Result<Restored, BackupError> {
    verify(backup).await?;
    let folder = paths.file.parent().unwrap_or(Path::new("."));
    open::make_folder(folder).map_err(|source| io(folder, source))?;
    let fresh = beside(&paths.file, ".restoring");
    tokio::fs::copy(backup, &fresh).await.map_err(|source| io(&fresh, source))?;
    open::only_ours(&fresh).map_err(|source| io(&fresh, source))?;
    File::open(&fresh).and_then(|file| file.sync_all()).map_err(|source| io(&fresh, source))?;
    // The copy is what is used, so the copy is what must be sound.
    verify(&fresh).await?;
    let aside = set_aside(&paths.file)?;
    if let Err(source) = fs::rename(&fresh, &paths.file) {
        // Without a file in its place the next start would begin an empty one.
        if let Some(aside) = &aside {
            for end in ["-wal", ""] {
                let _ = fs::rename(beside(aside, end), beside(&paths.file, end));
            }
        }
        return Err(io(&paths.file, source));
    }
    settle(&paths.file)?;
    Ok(Restored { aside })
}

/// Moves the database and its log away; a log that stayed would be played into the restored file.
fn set_aside(file: &Path) -> Result<Option<PathBuf>, BackupError> {
    let aside = (1..)
        .map(|number| beside(file, &format!(".aside-{number}")))
        .find(|aside| !aside.exists() && !beside(aside, "-wal").exists())
        .expect("some number is free");
    let mut moved = None;
    for (end, matters) in [("-wal", true), ("-shm", false), ("", true)] {
        let from = beside(file, end);
        let done = if matters { fs::rename(&from, beside(&aside, end)) } else { fs::remove_file(&from) };
        match done {
            Ok(()) if end.is_empty() => moved = Some(aside.clone()),
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(io(&from, error)),
        }
    }
    Ok(moved)
}

/// The path with something added to its name.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}
