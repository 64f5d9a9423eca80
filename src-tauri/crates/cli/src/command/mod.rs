//! The commands: each turns what was typed into one request, and prints the answer.

mod files;
mod import;
mod link;
mod preview;
mod show;
mod tracker;
mod upload;
mod verb;

use std::path::PathBuf;
use std::process::ExitCode;

use api::client::Client;
use api::{ApiError, Request};
use clap::CommandFactory;
use serde::de::DeserializeOwned;

use crate::arguments::{Arguments, Command};
use crate::{print, reach};

/// Runs a command that speaks to the resident.
pub(crate) async fn run(
    command: Command,
    data_dir: Option<PathBuf>,
    no_start: bool,
) -> Result<ExitCode, ApiError> {
    let place = reach::place(data_dir)?;
    if let Command::Quit = command {
        return show::quit(&place).await;
    }
    let mut client = reach::resident(&place, no_start).await?;
    match command {
        Command::Status { json } => show::status(&mut client, json).await,
        Command::Log { from, to, search, json } => show::log(&mut client, from, to, search, json).await,
        Command::Preview { id, json } => preview::run(&mut client, id, json).await,
        Command::Report { week, month, from, to, by, json } => {
            show::report(&mut client, show::Range { week, month, from, to }, by, json).await
        }
        Command::Doctor { json } => show::doctor(&mut client, json).await,
        Command::Set { key, value, json } => show::set(&mut client, key, value, json).await,
        Command::Show { view } => show::window(&place, view).await,
        Command::Quick => show::window(&place, Some("quick".into())).await,
        Command::Tracker(action) => tracker::run(&mut client, action).await,
        Command::Target(action) => tracker::targets(&mut client, action).await,
        Command::Link(action) => link::run(&mut client, action).await,
        Command::Sync { wait, json } => upload::sync(&mut client, wait, json).await,
        Command::Uploads { action, json } => upload::run(&mut client, action, json).await,
        Command::Import(import) => import::run(&mut client, import).await,
        Command::Export { format, from, to } => files::export(&mut client, format, from, to).await,
        Command::Backup { path, json } => files::backup(&mut client, path, json).await,
        verb => verb::run(&mut client, verb).await,
    }
}

/// Prints completions for a shell.
pub(crate) fn completions(shell: clap_complete::Shell) -> ExitCode {
    clap_complete::generate(shell, &mut Arguments::command(), "stint", &mut std::io::stdout());
    ExitCode::SUCCESS
}

/// Asks, and prints the answer as it came or as `shown` words it.
async fn answer<T: DeserializeOwned>(
    client: &mut Client,
    request: Request,
    json: bool,
    shown: impl FnOnce(&T) -> String,
) -> Result<ExitCode, ApiError> {
    let answer = client.ask(request).await?;
    if json {
        print::line(answer.json());
    } else {
        print::line(shown(&answer.read()?).trim_end());
    }
    Ok(ExitCode::SUCCESS)
}
