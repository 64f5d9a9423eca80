//! `stint restore`: puts a backup in place while no resident runs.

use std::path::Path;

use api::{ApiError, Code, Place};
use engine::{Clock as _, Lock, SystemClock};

/// Puts a backup in place of the database, and says where the file before is kept.
pub(crate) async fn run(place: &Place, backup: &Path) -> Result<(), ApiError> {
    let _lock = Lock::take(place).map_err(|_| {
        ApiError::new(Code::NotNow, "A resident uses the database.").remedy("End it first with “stint quit”.")
    })?;
    let now = SystemClock::new().now();
    let restored = engine::restore(place, backup, now).await.map_err(|error| {
        ApiError::new(
            Code::Storage,
            format!("The backup was not put in place ({error}), so nothing was changed."),
        )
        .field("path")
        .remedy("Choose another backup; they are in the folder “backups” of the data folder.")
    })?;
    match restored.aside {
        Some(kept) => println!("Restored. The file before is kept as {}.", kept.display()),
        None => println!("Restored."),
    }
    Ok(())
}
