//! The door of the window's process: whoever wants the window shown says so there, if a process is there to hear it.

use std::io;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;

use crate::Place;

/// The word by which the process says that it has taken a wish over.
pub const TAKEN: &str = "taken\n";

/// The longest wish in bytes; a view and a token are far shorter.
pub const LONGEST: u64 = 4096;

/// How long it may take to answer. Making a window takes a slow machine its time, and whoever gives up too early starts
/// a second process, whose wish then opens the window again that was closed meanwhile.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// What is wished of the window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Which view; none = as it is.
    pub view: Option<String>,
    /// What lets the window manager bring the window to the front.
    pub token: Option<String>,
}

/// Hands a wish over. `Err` = no process of the window took it, so its program has to be started.
pub async fn hand_over(place: &Place, wish: &Wish) -> io::Result<()> {
    let asking = async {
        let mut stream = UnixStream::connect(place.window_socket()).await?;
        let mut line = serde_json::to_vec(wish)?;
        line.push(b'\n');
        stream.write_all(&line).await?;
        let mut word = String::new();
        BufReader::new(stream.take(LONGEST)).read_line(&mut word).await?;
        if word == TAKEN { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    };
    tokio::time::timeout(PATIENCE, asking).await?
}
