//! Fills an empty data directory with years of entries for the benchmarks: `fixture DIR ENTRIES`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use domain::Timestamp;
use store::fixture::{Plan, fill};
use store::{Paths, Store};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let folder = PathBuf::from(words.next().context("which directory?")?);
    let entries = words.next().context("how many entries?")?.parse()?;
    std::fs::create_dir_all(&folder)?;
    // Real entries end before now; the benchmarks ask for today.
    #[allow(clippy::disallowed_methods)]
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    let until = Timestamp::from_millis(i64::try_from(now.as_millis())?);
    let paths = Paths { file: folder.join("stint.db"), backups: folder.join("backups") };
    let mut store = Store::open(paths, until).await?;
    fill(&mut store, Plan { entries, until, seed: 1 }).await?;
    Ok(())
}
