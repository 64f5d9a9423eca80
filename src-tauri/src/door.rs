//! One window process per data directory: a lock says who is first, a socket beside it lets later ones hand over.
//!
//! Needs no session bus, and two data directories never meet.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt};

/// The word by which the first says that it has taken a wish over.
const TAKEN: &str = "taken\n";

/// The longest wish in bytes; a view and a token are far shorter.
const LONGEST: u64 = 4096;

/// How long the first may take to answer. It may be starting or ending just then.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often to try, and the pause between.
const TRIES: (u32, Duration) = (60, Duration::from_millis(50));

/// What a start of the program asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Which view; none = as it is.
    pub view: Option<String>,
    /// What lets the window manager bring the window to the front.
    pub token: Option<String>,
}

/// Which start this one is.
#[derive(Debug)]
pub enum Turn {
    /// The first: it opens the window and answers at the door.
    First(Door),
    /// A later one, whose wish the first has taken over.
    HandedOver,
}

/// What the first holds: the lock, for as long as the process lives, and the socket.
#[derive(Debug)]
pub struct Door {
    _lock: File,
    listener: UnixListener,
}

/// Becomes the first, or hands the wish over. `resident` is the socket the door's own files stand beside.
pub fn knock(resident: &Path, wish: &Wish) -> io::Result<Turn> {
    let (tries, pause) = TRIES;
    let mut outcome = Err(io::ErrorKind::TimedOut.into());
    for _ in 0..tries {
        if let Some(door) = Door::claim(resident)? {
            return Ok(Turn::First(door));
        }
        match hand_over(&socket(resident), wish) {
            Ok(()) => return Ok(Turn::HandedOver),
            Err(error) => outcome = Err(error),
        }
        std::thread::sleep(pause);
    }
    outcome
}

fn socket(resident: &Path) -> PathBuf {
    resident.with_extension("window.sock")
}

fn hand_over(socket: &Path, wish: &Wish) -> io::Result<()> {
    let mut stream = UnixStream::connect(socket)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut line = serde_json::to_vec(wish)?;
    line.push(b'\n');
    stream.write_all(&line)?;
    let mut word = String::new();
    BufReader::new(stream.take(LONGEST)).read_line(&mut word)?;
    if word == TAKEN { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

impl Door {
    /// `None` = another process is first.
    fn claim(resident: &Path) -> io::Result<Option<Self>> {
        if let Some(folder) = resident.parent() {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        let path = resident.with_extension("window.lock");
        let lock = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let socket = socket(resident);
        // Left behind by one that was killed: the lock says that nobody answers there.
        match std::fs::remove_file(&socket) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(&socket)?;
        std::fs::set_permissions(&socket, PermissionsExt::from_mode(0o600))?;
        listener.set_nonblocking(true)?;
        Ok(Some(Self { _lock: lock, listener }))
    }

    /// Takes wishes over for as long as the process lives. `open` says whether it could still be done.
    pub async fn answer(self, open: impl Fn(Wish) -> bool) -> io::Result<()> {
        let listener = tokio::net::UnixListener::from_std(self.listener)?;
        loop {
            let (stream, _) = listener.accept().await?;
            // One that goes away half-way tries again, or was ended by its person.
            let _gone = take(stream, &open).await;
        }
    }
}

async fn take(mut stream: tokio::net::UnixStream, open: &impl Fn(Wish) -> bool) -> io::Result<()> {
    let (reader, mut writer) = stream.split();
    let mut line = String::new();
    let reading = async { tokio::io::BufReader::new(reader.take(LONGEST)).read_line(&mut line).await };
    tokio::time::timeout(PATIENCE, reading).await??;
    let wish = serde_json::from_str(&line)?;
    if open(wish) {
        writer.write_all(TAKEN.as_bytes()).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc;

    use super::*;

    fn wish(view: &str) -> Wish {
        Wish { view: Some(view.into()), token: Some("t".into()) }
    }

    async fn knock_elsewhere(resident: PathBuf, wish: Wish) -> io::Result<Turn> {
        tokio::task::spawn_blocking(move || knock(&resident, &wish)).await.unwrap()
    }

    #[tokio::test]
    async fn the_second_start_hands_its_wish_to_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let resident = folder.path().join("run/stint/a.sock");
        let Turn::First(door) = knock(&resident, &Wish::default()).unwrap() else {
            panic!("nobody else is here")
        };
        let (heard, mut wishes) = mpsc::unbounded_channel();
        tokio::spawn(door.answer(move |wish| heard.send(wish).is_ok()));

        let second = knock_elsewhere(resident.clone(), wish("settings")).await.unwrap();
        assert!(matches!(second, Turn::HandedOver));
        assert_eq!(wishes.recv().await, Some(wish("settings")));
    }

    #[test]
    fn two_data_directories_have_a_first_each() {
        let folder = tempfile::tempdir().unwrap();
        let first = |name: &str| knock(&folder.path().join(name), &Wish::default()).unwrap();
        let (one, two) = (first("a.sock"), first("b.sock"));
        assert!(matches!((one, two), (Turn::First(_), Turn::First(_))));
    }

    #[test]
    fn a_door_left_behind_by_a_killed_process_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        let resident = folder.path().join("a.sock");
        let Turn::First(killed) = knock(&resident, &Wish::default()).unwrap() else {
            panic!("nobody else is here")
        };
        drop(killed);
        assert!(socket(&resident).exists());
        assert!(matches!(knock(&resident, &Wish::default()).unwrap(), Turn::First(_)));
    }

    #[tokio::test]
    async fn a_start_while_the_first_is_ending_becomes_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let resident = folder.path().join("a.sock");
        let Turn::First(door) = knock(&resident, &Wish::default()).unwrap() else {
            panic!("nobody else is here")
        };
        let (refused, mut refusals) = mpsc::unbounded_channel();
        let ending = tokio::spawn(door.answer(move |_| {
            let _kept = refused.send(());
            false
        }));
        let second = tokio::spawn(knock_elsewhere(resident, wish("today")));
        refusals.recv().await;
        ending.abort();
        assert!(matches!(second.await.unwrap().unwrap(), Turn::First(_)));
    }

    #[test]
    fn the_door_is_the_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let resident = folder.path().join("run/a.sock");
        let _door = knock(&resident, &Wish::default()).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder.path().join("run")), 0o700);
        assert_eq!(mode(&socket(&resident)), 0o600);
    }
}
