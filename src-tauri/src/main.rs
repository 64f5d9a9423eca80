//! The window's program: reads arguments, and says in one sentence why it did not open.

use std::process::ExitCode;

use clap::Parser;
use stint_app::arguments::Arguments;
use stint_app::{program, renderer};

fn main() -> ExitCode {
    // Before anything else: it changes the environment, which only a single thread may do.
    renderer::choose();
    match program::run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("stint-app: {error}");
            ExitCode::FAILURE
        }
    }
}
