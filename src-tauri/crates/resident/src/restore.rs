//! `stint restore`: puts a backup in place while no resident runs.

use std::path::Path;

use api::words::terminal;
use api::{ApiError, Place};
use engine::{Clock as _, Lock, SystemClock};

/// Puts a backup in place of the database, and says where the file before is kept.
pub(crate) async fn run(place: &Place, backup: &Path) -> Result<(), ApiError> {
    let _lock = Lock::take(place).map_err(|_| terminal::in_use())?;
    let now = SystemClock::new().now();
    let restored = engine::restore(place, backup, now).await;
    let restored = restored.map_err(|error| terminal::not_restored(&error.to_string()))?;
    let kept = restored.aside.map(|kept| kept.display().to_string());
    println!("{}", terminal::restored(kept.as_deref()));
    Ok(())
}
