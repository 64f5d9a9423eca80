//! Putting a backup in place of the database, while no engine runs.

use std::path::{Path, PathBuf};

use api::Place;
use domain::Timestamp;
use domain::upload::after_restore;
use store::{BackupError, OpenError, Paths, Stage, Store, StoreError, UploadFilter};
use thiserror::Error;

/// How many uploads are looked at together.
const AT_A_TIME: usize = 200;

/// What a restore did.
#[derive(Debug)]
pub struct Restored {
    /// Where the file that was there is now; `None` when there was none.
    pub aside: Option<PathBuf>,
}

/// Why a backup is not in place, or not ready to be used.
#[derive(Debug, Error)]
pub enum RestoreError {
    /// It was not put there; everything is as it was.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// It is there, and cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It is there, and cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts a verified backup in place. What it has not uploaded yet may have been uploaded since, so each of those uploads
/// is looked for before it is sent. The caller holds the place's lock.
pub async fn restore(place: &Place, backup: &Path, now: Timestamp) -> Result<Restored, RestoreError> {
    let paths = Paths { file: place.database(), backups: place.backups() };
    let aside = store::restore(&paths, backup).await?.aside;
    let mut store = Store::open(paths, now).await?;
    let done = look_first(&mut store).await;
    store.close().await?;
    done?;
    Ok(Restored { aside })
}

async fn look_first(store: &mut Store) -> Result<(), StoreError> {
    for stage in [Stage::Queued, Stage::Stuck] {
        let mut skip = 0;
        loop {
            let rows = store.reader().uploads(UploadFilter::Open { stage, skip, most: AT_A_TIME }).await?;
            let after: Vec<_> = rows.iter().filter_map(after_restore).collect();
            // Those that stay are left out of the next look.
            skip += rows.len() - after.len();
            if !after.is_empty() {
                store.put_uploads(&after, &[]).await?;
            }
            if rows.len() < AT_A_TIME {
                break;
            }
        }
    }
    Ok(())
}
