//! Opening the window: a program of its own, which forwards to the one already running.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use thiserror::Error;
use tokio::process::{Child, Command};

const NAME: &str = "stint-app";

/// A view of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Whichever was shown last.
    Last,
    /// Quick entry, running card and today's list.
    Today,
    /// Connections and uploads.
    Trackers,
    /// Settings.
    Settings,
}

impl View {
    /// As the window's program spells it; `None` = no argument.
    const fn argument(self) -> Option<&'static str> {
        match self {
            Self::Last => None,
            Self::Today => Some("today"),
            Self::Trackers => Some("trackers"),
            Self::Settings => Some("settings"),
        }
    }
}

/// Where the window's program is and which resident it is to speak to.
#[derive(Clone, Debug)]
pub struct WindowProgram {
    program: Option<PathBuf>,
    data_dir: PathBuf,
}

/// Why the window did not open.
#[derive(Debug, Error)]
pub enum WindowError {
    /// The program is not there.
    #[error("{0} was not found")]
    Missing(PathBuf),
    /// The system did not start it.
    #[error("{0} could not be started")]
    NotStarted(PathBuf, #[source] std::io::Error),
}

impl WindowProgram {
    /// Takes a given program, or looks beside the own one and then on the search path.
    pub fn new(program: Option<PathBuf>, data_dir: PathBuf) -> Self {
        Self { program, data_dir }
    }

    /// Opens the window, or brings the open one to the front. `token` lets a Wayland compositor allow the latter.
    ///
    /// Gives the process, which the caller waits for so that no zombie stays.
    pub fn open(&self, view: View, token: Option<&str>) -> Result<Child, WindowError> {
        let program = self.locate();
        self.command(&program, view, token).spawn().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => WindowError::Missing(program),
            _ => WindowError::NotStarted(program, error),
        })
    }

    fn command(&self, program: &Path, view: View, token: Option<&str>) -> Command {
        let mut command = Command::new(program);
        command.args(view.argument()).arg("--data-dir").arg(&self.data_dir);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // A group of its own: Ctrl+C in the resident's terminal is not meant for the window.
        command.process_group(0);
        if let Some(token) = token {
            command.env("XDG_ACTIVATION_TOKEN", token).env("DESKTOP_STARTUP_ID", token);
        }
        command
    }

    fn locate(&self) -> PathBuf {
        if let Some(program) = &self.program {
            return program.clone();
        }
        let own = std::env::current_exe().ok();
        let beside = own.as_deref().and_then(Path::parent).map(|folder| folder.join(NAME));
        beside.filter(|path| path.is_file()).unwrap_or_else(|| PathBuf::from(NAME))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_missing_program_is_named() {
        let program = WindowProgram::new(Some("/nowhere/stint-app".into()), "/tmp".into());
        let error = program.open(View::Last, None).expect_err("there is no such program");
        assert_eq!(error.to_string(), "/nowhere/stint-app was not found");
    }

    #[test]
    fn the_view_the_data_folder_and_the_token_reach_the_program() {
        let window = WindowProgram::new(None, "/data".into());
        let program = Path::new("stint-app");
        let with_view = window.command(program, View::Settings, Some("token"));
        let arguments: Vec<_> = with_view.as_std().get_args().collect();
        assert_eq!(arguments, ["settings", "--data-dir", "/data"]);
        assert!(with_view.as_std().get_envs().any(|(name, value)| {
            name == "XDG_ACTIVATION_TOKEN" && value.is_some_and(|value| value == "token")
        }));
        let last = window.command(program, View::Last, None);
        assert_eq!(last.as_std().get_args().collect::<Vec<_>>(), ["--data-dir", "/data"]);
        assert_eq!(last.as_std().get_envs().count(), 0);
    }
}
