//! Opening the window: by its process where one runs, else by starting its program.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use api::Place;
use api::door::{self, Wish};
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
    /// The quick entry, a window of its own.
    Quick,
    /// The mini timer, a window of its own.
    Mini,
}

impl View {
    /// As the window's program spells it; `None` = no argument.
    const fn argument(self) -> Option<&'static str> {
        match self {
            Self::Last => None,
            Self::Today => Some("today"),
            Self::Trackers => Some("trackers"),
            Self::Settings => Some("settings"),
            Self::Quick => Some("quick"),
            Self::Mini => Some("mini"),
        }
    }
}

/// Where the window's program is and which resident it is to speak to.
#[derive(Clone, Debug)]
pub struct WindowProgram {
    program: Option<PathBuf>,
    place: Place,
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
    pub fn new(program: Option<PathBuf>, place: Place) -> Self {
        Self { program, place }
    }

    /// Opens the window, or brings the open one to the front. `token` lets a Wayland compositor allow the latter.
    ///
    /// Gives the process if one was started, which the caller waits for so that no zombie stays.
    pub async fn open(&self, view: View, token: Option<&str>) -> Result<Option<Child>, WindowError> {
        let wish = Wish { view: view.argument().map(str::to_owned), token: token.map(str::to_owned) };
        // A process that is there hears it sooner from here than from a second one started to say so.
        if door::hand_over(&self.place, &wish).await.is_ok() {
            return Ok(None);
        }
        let program = self.locate();
        let started = self.command(&program, view, token).spawn();
        started.map(Some).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => WindowError::Missing(program),
            _ => WindowError::NotStarted(program, error),
        })
    }

    fn command(&self, program: &Path, view: View, token: Option<&str>) -> Command {
        let mut command = Command::new(program);
        command.args(view.argument()).arg("--data-dir").arg(self.place.data_dir());
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
    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};

    use super::*;

    fn place(folder: &Path) -> Place {
        Place::new(folder.to_owned(), None)
    }

    #[tokio::test]
    async fn a_missing_program_is_named() {
        let program = WindowProgram::new(Some("/nowhere/stint-app".into()), place(Path::new("/nowhere")));
        let error = program.open(View::Last, None).await.expect_err("there is no such program");
        assert_eq!(error.to_string(), "/nowhere/stint-app was not found");
    }

    #[tokio::test]
    async fn a_process_that_is_there_is_asked_and_no_second_one_started() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = place(folder.path());
        let listener = tokio::net::UnixListener::bind(place.window_socket()).expect("its socket");
        let heard = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("somebody comes");
            let (reader, mut writer) = stream.split();
            let mut line = String::new();
            BufReader::new(reader).read_line(&mut line).await.expect("a wish");
            writer.write_all(door::TAKEN.as_bytes()).await.expect("it waits for the word");
            serde_json::from_str::<Wish>(&line).expect("a wish")
        });
        let program = WindowProgram::new(Some("/nowhere/stint-app".into()), place);
        let started = program.open(View::Settings, Some("token")).await.expect("it is there");
        assert!(started.is_none());
        let wish = Wish { view: Some("settings".into()), token: Some("token".into()) };
        assert_eq!(heard.await.expect("it heard"), wish);
    }

    #[test]
    fn the_view_the_data_folder_and_the_token_reach_the_program() {
        let window = WindowProgram::new(None, place(Path::new("/data")));
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
