//! The service's program, which lies beside this one and takes the same words.

use std::path::PathBuf;

use api::ApiError;

use crate::words;

const NAME: &str = if cfg!(windows) { "stint-resident.exe" } else { "stint-resident" };

/// Goes on as the service's program, with the words this one was given. Comes back only with what went wrong.
pub(crate) fn become_it() -> ApiError {
    let Some(program) = program() else {
        return words::no_service(NAME);
    };
    let mut command = std::process::Command::new(&program);
    command.args(std::env::args_os().skip(1));
    let error = replace(&mut command);
    words::service_not_started(&program.display().to_string(), &error.to_string())
}

/// Beside this program, also where a link leads to it.
fn program() -> Option<PathBuf> {
    let own = std::env::current_exe().and_then(std::fs::canonicalize).ok()?;
    Some(own.with_file_name(NAME)).filter(|path| path.is_file())
}

/// The process stays the same one, so whoever started it can wait for it and end it.
#[cfg(unix)]
fn replace(command: &mut std::process::Command) -> std::io::Error {
    std::os::unix::process::CommandExt::exec(command)
}

/// Waits for it and ends as it did.
#[cfg(not(unix))]
fn replace(command: &mut std::process::Command) -> std::io::Error {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}
