//! One window process per data directory: a lock says who is first, a socket beside it lets later ones hand over.
//!
//! Needs no session bus, and two data directories never meet.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::os::unix::net::UnixListener;
use std::time::Duration;

use api::Place;
use api::door::{LONGEST, PATIENCE, TAKEN, Wish, hand_over};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt};

/// How often to try, and the pause between.
const TRIES: (u32, Duration) = (20, Duration::from_millis(150));

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

/// Becomes the first, or hands the wish over.
pub async fn knock(place: &Place, wish: &Wish) -> io::Result<Turn> {
    let (tries, pause) = TRIES;
    let mut outcome = Err(io::ErrorKind::TimedOut.into());
    for _ in 0..tries {
        if let Some(door) = Door::claim(place)? {
            return Ok(Turn::First(door));
        }
        match hand_over(place, wish).await {
            Ok(()) => return Ok(Turn::HandedOver),
            Err(error) => outcome = Err(error),
        }
        tokio::time::sleep(pause).await;
    }
    outcome
}

impl Door {
    /// `None` = another process is first.
    fn claim(place: &Place) -> io::Result<Option<Self>> {
        if let Some(folder) = place.window_lock().parent() {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(place.window_lock())?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let socket = place.window_socket();
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
    pub async fn answer<Opened: Future<Output = bool>>(
        self,
        open: impl Fn(Wish) -> Opened,
    ) -> io::Result<()> {
        let listener = tokio::net::UnixListener::from_std(self.listener)?;
        loop {
            let (stream, _) = listener.accept().await?;
            // One that goes away half-way tries again, or was ended by its person.
            let _gone = take(stream, &open).await;
        }
    }
}

async fn take<Opened: Future<Output = bool>>(
    mut stream: tokio::net::UnixStream,
    open: &impl Fn(Wish) -> Opened,
) -> io::Result<()> {
    let (reader, mut writer) = stream.split();
    let mut line = String::new();
    let reading = async { tokio::io::BufReader::new(reader.take(LONGEST)).read_line(&mut line).await };
    tokio::time::timeout(PATIENCE, reading).await??;
    let wish = serde_json::from_str(&line)?;
    if open(wish).await {
        writer.write_all(TAKEN.as_bytes()).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use tokio::sync::mpsc;

    use super::*;

    fn wish(view: &str) -> Wish {
        Wish { view: Some(view.into()), token: Some("t".into()) }
    }

    fn place(folder: &tempfile::TempDir, data: &str) -> Place {
        Place::new(folder.path().join(data), Some(folder.path().join("run")))
    }

    async fn first(place: &Place) -> Door {
        let Turn::First(door) = knock(place, &Wish::default()).await.unwrap() else {
            panic!("nobody else is here")
        };
        door
    }

    #[tokio::test]
    async fn the_second_start_hands_its_wish_to_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let place = place(&folder, "a");
        let (heard, mut wishes) = mpsc::unbounded_channel();
        tokio::spawn(first(&place).await.answer(move |wish| std::future::ready(heard.send(wish).is_ok())));

        let second = knock(&place, &wish("settings")).await.unwrap();
        assert!(matches!(second, Turn::HandedOver));
        assert_eq!(wishes.recv().await, Some(wish("settings")));
    }

    #[tokio::test]
    async fn two_data_directories_have_a_first_each() {
        let folder = tempfile::tempdir().unwrap();
        let _both = (first(&place(&folder, "a")).await, first(&place(&folder, "b")).await);
    }

    #[tokio::test]
    async fn a_door_left_behind_by_a_killed_process_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        let place = place(&folder, "a");
        drop(first(&place).await);
        assert!(place.window_socket().exists());
        assert!(hand_over(&place, &Wish::default()).await.is_err());
        first(&place).await;
    }

    #[tokio::test]
    async fn a_start_while_the_first_is_ending_becomes_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let place = place(&folder, "a");
        let (refused, mut refusals) = mpsc::unbounded_channel();
        let ending = tokio::spawn(first(&place).await.answer(move |_| {
            let _kept = refused.send(());
            std::future::ready(false)
        }));
        let second = tokio::spawn(async move { knock(&place, &wish("today")).await });
        refusals.recv().await;
        ending.abort();
        assert!(matches!(second.await.unwrap().unwrap(), Turn::First(_)));
    }

    #[tokio::test]
    async fn the_door_is_the_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let place = place(&folder, "a");
        let _door = first(&place).await;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(place.window_socket().parent().unwrap()), 0o700);
        assert_eq!(mode(&place.window_socket()), 0o600);
    }
}
