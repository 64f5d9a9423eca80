//! Putting a backup in place of the database, for a person whose file is damaged.

use std::path::{Path, PathBuf};

use api::Place;
use store::{BackupError, Paths};

/// Puts a verified backup in place; gives where the file before is kept. The caller holds the place's lock.
pub async fn restore(place: &Place, backup: &Path) -> Result<Option<PathBuf>, BackupError> {
    let paths = Paths { file: place.database(), backups: place.backups() };
    Ok(store::restore(&paths, backup).await?.aside)
}
