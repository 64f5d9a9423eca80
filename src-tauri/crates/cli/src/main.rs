//! stint: the verbs on the command line. What needs the database itself is another program, which it turns into.

mod arguments;
mod command;
mod print;
mod reach;
mod service;
mod words;

use std::process::ExitCode;

use api::language::Language;
use api::words::terminal;
use arguments::{Arguments, Command};
use clap::Parser;

fn main() -> ExitCode {
    // Wrong usage ends here with exit code 2 and the usage on standard error.
    let arguments = Arguments::parse();
    // Until the resident answers, which knows the setting.
    Language::of_system(|name| std::env::var(name).ok()).speak();
    if let Command::Resident(_) | Command::Restore { .. } = arguments.command {
        print::error(&service::become_it(), false);
        return ExitCode::FAILURE;
    }
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("{}", terminal::cannot_start(&error.to_string()));
            return ExitCode::FAILURE;
        }
    };
    match arguments.command {
        Command::Completions { shell } => command::completions(shell),
        command => {
            let json = command.wants_json();
            let asked = runtime.block_on(command::run(command, arguments.data_dir, arguments.no_start));
            match asked {
                Ok(code) => code,
                Err(error) => {
                    print::error(&error, json);
                    ExitCode::FAILURE
                }
            }
        }
    }
}
