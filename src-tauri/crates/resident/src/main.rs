//! stint-resident: the service, and what needs its database while it does not run. `stint` turns into it where a
//! command asks for that, so that every other command starts a program a tenth of its size.

mod arguments;
mod print;
mod restore;
mod service;

use std::os::unix::process::CommandExt as _;
use std::process::ExitCode;

use api::Place;
use api::language::Language;
use api::words::terminal;
use arguments::{Arguments, Command};
use clap::Parser;
use engine::Lock;
use service::After;

fn main() -> ExitCode {
    // Wrong usage ends here with exit code 2 and the usage on standard error.
    let arguments = Arguments::parse();
    // Until the setting is known; the engine reads it when it starts.
    Language::of_system(|name| std::env::var(name).ok()).speak();
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("{}", terminal::cannot_start(&error.to_string()));
            return ExitCode::FAILURE;
        }
    };
    let json = arguments.command.wants_json();
    let place = Place::find(arguments.data_dir, |name| std::env::var_os(name)).ok_or_else(terminal::no_home);
    let done = place.and_then(|place| match arguments.command {
        Command::Resident(options) => {
            // Everything this process makes is for its owner alone.
            rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
            runtime.block_on(service::run(&place, &options))
        }
        Command::Restore { path } => runtime.block_on(restore::run(&place, &path)).map(|()| After::End),
    });
    match done {
        Ok(After::End) => ExitCode::SUCCESS,
        Ok(After::Again(lock)) => {
            let error = begin_anew(&lock);
            eprintln!("{}", terminal::not_again(&error.to_string()));
            ExitCode::FAILURE
        }
        Err(error) => {
            print::error(&error, json);
            ExitCode::FAILURE
        }
    }
}

/// Becomes this program once more, in the same process and with the same words; nothing of the old one is left over
/// but its lock, so that a command that asks meanwhile waits instead of starting a service of its own. Comes back only
/// with what went wrong.
fn begin_anew(lock: &Lock) -> std::io::Error {
    match lock.hand_over().and_then(|()| std::env::current_exe()) {
        Ok(program) => std::process::Command::new(program).args(std::env::args_os().skip(1)).exec(),
        Err(error) => error,
    }
}
