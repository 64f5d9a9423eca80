//! Reaching a resident: connect, or start one and wait for its word that it is ready.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::client::Client;
use crate::{ApiError, Place, Surface, words};

/// The line a resident writes to its standard output once its socket answers.
pub const READY: &str = "ready";

/// What may be done when no resident answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IfNone {
    /// Start this program as `PROGRAM resident --data-dir DIR …ARGUMENTS`.
    Start {
        /// `stint`.
        program: PathBuf,
        /// Further arguments, such as `--for-client`.
        arguments: Vec<String>,
    },
    /// Say so.
    Refuse,
}

/// Connects to the resident of a place, and starts one first if need be.
pub async fn reach(place: &Place, surface: Surface, if_none: &IfNone) -> Result<Client, ApiError> {
    if let Ok(client) = Client::connect(&place.socket(), surface).await {
        return Ok(client);
    }
    let IfNone::Start { program, arguments } = if_none else {
        return Err(words::resident::none_runs());
    };
    start(place.data_dir(), program, arguments)?;
    Client::connect(&place.socket(), surface)
        .await
        .map_err(|error| words::resident::socket_silent(&error.to_string()))
}

/// Starts a resident and waits for its `ready`. One that ends because another was quicker counts as started.
fn start(data_dir: &Path, program: &Path, arguments: &[String]) -> Result<(), ApiError> {
    let mut command = Command::new(program);
    command.arg("resident").arg("--data-dir").arg(data_dir).args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .map_err(|error| words::resident::not_started(&program.display().to_string(), &error.to_string()))?;
    let mut line = String::new();
    if let Some(output) = child.stdout.take() {
        // An unreadable pipe reads as an empty line, which is handled below.
        let _unreadable = BufReader::new(output).read_line(&mut line);
    }
    if line.trim() == READY {
        // A client that lives on must not leave a zombie behind when the resident ends.
        std::thread::spawn(move || child.wait());
        return Ok(());
    }
    let mut said = String::new();
    if let Some(errors) = child.stderr.take() {
        let _unreadable = std::io::Read::read_to_string(&mut BufReader::new(errors), &mut said);
    }
    // The process has closed its output; waiting for it leaves no zombie.
    let _status = child.wait();
    match serde_json::from_str::<Said>(said.trim().lines().last().unwrap_or_default()) {
        Ok(said) => Err(said.error),
        Err(_) => Err(words::resident::ended_at_once(said.trim())),
    }
}

/// What a resident that could not start writes to its standard error.
#[derive(serde::Deserialize)]
struct Said {
    error: ApiError,
}
