//! The socket: JSON-RPC 2.0, one object per line, for the own user alone.

use std::io;
use std::path::PathBuf;

use api::language::spoken;
use api::wire::{Call, LINE_MAX, Line, RpcError, Version};
use api::{ApiError, Changed, PROTOCOL, Place, Request, words};
use thiserror::Error;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;

use crate::EngineHandle;
use crate::lock::make_private_dir;

/// The listening socket of a resident.
#[derive(Debug)]
pub struct Server {
    listener: UnixListener,
    path: PathBuf,
    clients: watch::Sender<u32>,
}

/// Why the socket could not be opened.
#[derive(Debug, Error)]
#[error("the socket {path} could not be opened")]
pub struct ServeError {
    path: String,
    #[source]
    source: io::Error,
}

impl Server {
    /// Opens the socket of a place. The caller holds the place's lock, so an old socket file is a leftover.
    pub fn open(place: &Place) -> Result<Self, ServeError> {
        let path = place.socket();
        let failed = |source| ServeError { path: path.display().to_string(), source };
        if let Some(dir) = path.parent() {
            make_private_dir(dir).map_err(failed)?;
        }
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            Ok(()) | Err(_) => {}
        }
        let listener = UnixListener::bind(&path).map_err(failed)?;
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600))
            .map_err(failed)?;
        let (clients, _) = watch::channel(0);
        Ok(Self { listener, path, clients })
    }

    /// How many clients are connected, now and from now on.
    pub fn clients(&self) -> watch::Receiver<u32> {
        self.clients.subscribe()
    }

    /// Answers clients until the engine ends.
    pub async fn run(self, handle: EngineHandle) {
        loop {
            let stream = tokio::select! {
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, _)) => stream,
                    Err(error) => {
                        // Out of file descriptors, for instance: give clients time to leave.
                        tracing::warn!(%error, "a client could not be accepted");
                        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
                        continue;
                    }
                },
                () = handle.ended() => break,
            };
            if !is_own_user(&stream) {
                tracing::warn!("a client of another user was turned away");
                continue;
            }
            let handle = handle.clone();
            let clients = self.clients.clone();
            tokio::spawn(async move {
                clients.send_modify(|count| *count += 1);
                if let Err(error) = converse(stream, handle).await {
                    tracing::debug!(%error, "a client left");
                }
                clients.send_modify(|count| *count -= 1);
            });
        }
        // The path is ours while the lock is held.
        let _gone = std::fs::remove_file(&self.path);
    }
}

/// Whether the other side is the user this process runs as: the owner of the data directory's lock.
fn is_own_user(stream: &UnixStream) -> bool {
    let own = std::fs::metadata("/proc/self").map(|meta| std::os::unix::fs::MetadataExt::uid(&meta));
    match (stream.peer_cred(), own) {
        (Ok(peer), Ok(own)) => peer.uid() == own,
        // Without /proc the rights of the socket file (0600, in a 0700 directory) are the check.
        (Ok(_), Err(_)) => true,
        (Err(_), _) => false,
    }
}

async fn converse(stream: UnixStream, handle: EngineHandle) -> io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut reader = BufReader::new(reader);
    let mut changes: Option<broadcast::Receiver<Changed>> = None;
    let mut text = Vec::new();
    loop {
        let read = tokio::select! {
            read = next_line(&mut reader, &mut text) => read?,
            change = next_change(&mut changes) => {
                let Some(change) = change else { return Ok(()) };
                write(&mut writer, &Line::Event { jsonrpc: Version::V2, method: "changed".into(), params: change }).await?;
                continue;
            }
        };
        if !read {
            return Ok(());
        }
        let line = match serde_json::from_slice::<Call>(&text) {
            Ok(call) => {
                if call.request == Request::Subscribe && changes.is_none() {
                    changes = Some(handle.changes());
                }
                respond(&handle, call).await
            }
            Err(error) => refusal(None, -32_600, unreadable(&error.to_string())),
        };
        text.clear();
        write(&mut writer, &line).await?;
    }
}

async fn respond(handle: &EngineHandle, call: Call) -> Line {
    let Call { id, surface, request, .. } = call;
    if let Request::Hello { protocol } = request
        && protocol != PROTOCOL
    {
        return refusal(Some(id), -32_000, other_version(protocol));
    }
    match handle.ask(surface, request).await {
        Ok(result) => Line::Result { jsonrpc: Version::V2, id, language: Some(spoken()), result },
        Err(error) => refusal(Some(id), -32_000, error),
    }
}

fn refusal(id: Option<u64>, code: i32, error: ApiError) -> Line {
    Line::Error {
        jsonrpc: Version::V2,
        id,
        language: Some(spoken()),
        error: RpcError { code, message: error.message.clone(), data: error },
    }
}

fn unreadable(detail: &str) -> ApiError {
    words::resident::unreadable_request(detail)
}

fn other_version(protocol: u32) -> ApiError {
    words::resident::other_protocol(PROTOCOL, protocol)
}

/// Reads on into `text` until a line is complete. Cancel-safe: what was read stays in `text`. `false` = the end.
async fn next_line(reader: &mut BufReader<OwnedReadHalf>, text: &mut Vec<u8>) -> io::Result<bool> {
    let room = LINE_MAX.saturating_sub(text.len());
    let mut limited = reader.take(u64::try_from(room).unwrap_or(u64::MAX));
    let read = limited.read_until(b'\n', text).await?;
    if text.last() == Some(&b'\n') {
        return Ok(true);
    }
    if read == 0 && text.len() < LINE_MAX {
        return Ok(false);
    }
    Err(io::Error::new(io::ErrorKind::InvalidData, "the line is too long or was cut"))
}

/// The next change for a client that subscribed; waits for ever for one that did not. `None` = the engine ended.
async fn next_change(changes: &mut Option<broadcast::Receiver<Changed>>) -> Option<Changed> {
    let Some(receiver) = changes else { return std::future::pending().await };
    loop {
        match receiver.recv().await {
            Ok(change) => return Some(change),
            // It missed some: every later change carries the revision, so it will ask again.
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return None,
        }
    }
}

async fn write(writer: &mut OwnedWriteHalf, line: &Line) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    writer.write_all(&bytes).await
}
