//! Reaching the resident of a data directory, starting one when none runs.

use std::path::PathBuf;

use api::client::Client;
use api::starter::{self, IfNone};
use api::words::terminal;
use api::{ApiError, Place, Surface};

/// The place that the arguments and the environment mean.
pub(crate) fn place(data_dir: Option<PathBuf>) -> Result<Place, ApiError> {
    Place::find(data_dir, |name| std::env::var_os(name)).ok_or_else(terminal::no_home)
}

/// The resident of a place.
pub(crate) async fn resident(place: &Place, no_start: bool) -> Result<Client, ApiError> {
    let if_none = match (no_start, std::env::current_exe()) {
        (false, Ok(program)) => IfNone::Start { program, arguments: vec!["--for-client".into()] },
        (true, _) | (false, Err(_)) => IfNone::Refuse,
    };
    starter::reach(place, Surface::Cli, &if_none).await
}
