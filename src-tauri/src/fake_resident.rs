//! A resident for tests: speaks the real wire on a real socket, and does what a test says.

use std::path::PathBuf;
use std::sync::Arc;

use api::wire::{Call, Line, RpcError, Version};
use api::{Answer, ApiError, Changed, Code, Hello, PROTOCOL, Place, Request};
use serde_json::Value;
use tauri::async_runtime::{self, JoinHandle};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Notify, broadcast, mpsc};
use tokio::task::JoinSet;

/// What to do about a request.
pub(crate) enum Manner {
    /// Answer it.
    Answer(Value),
    /// Answer it once somebody says so.
    AnswerLater(Arc<Notify>, Value),
    /// Refuse it.
    Refuse(ApiError),
    /// Close the connection instead of answering.
    HangUp,
}

/// A running fake.
pub(crate) struct FakeResident {
    /// Every request but `hello` and `subscribe`, in the order of arrival.
    pub(crate) seen: mpsc::UnboundedReceiver<Request>,
    /// Tells every subscriber.
    pub(crate) changes: broadcast::Sender<Changed>,
    socket: PathBuf,
    task: JoinHandle<()>,
}

#[derive(Clone)]
struct Desk {
    manner: Arc<dyn Fn(&Request) -> Manner + Send + Sync>,
    seen: mpsc::UnboundedSender<Request>,
    changes: broadcast::Sender<Changed>,
}

impl FakeResident {
    /// Listens at a place.
    pub(crate) fn start(place: &Place, manner: impl Fn(&Request) -> Manner + Send + Sync + 'static) -> Self {
        let socket = place.socket();
        let _none = std::fs::remove_file(&socket);
        let listener = std::os::unix::net::UnixListener::bind(&socket).expect("the folder is the test's own");
        listener.set_nonblocking(true).expect("sockets can do that");
        let (saw, seen) = mpsc::unbounded_channel();
        let (changes, _) = broadcast::channel(16);
        let desk = Desk { manner: Arc::new(manner), seen: saw, changes: changes.clone() };
        let task = async_runtime::spawn(async move {
            let listener = UnixListener::from_std(listener).expect("a runtime is here");
            let mut conversations = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                conversations.spawn(desk.clone().converse(stream));
            }
        });
        Self { seen, changes, socket, task }
    }

    /// Ends as by kill -9: connections break, the socket's file stays.
    pub(crate) fn crash(self) {
        self.task.abort();
        let _aborted = async_runtime::block_on(self.task);
    }

    /// Ends as by `stint quit`: the socket's file goes too.
    pub(crate) fn quit(self) {
        let socket = self.socket.clone();
        std::fs::remove_file(socket).expect("it was there");
        self.crash();
    }
}

impl Desk {
    async fn converse(self, stream: UnixStream) {
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        let mut changes: Option<broadcast::Receiver<Changed>> = None;
        loop {
            let line = tokio::select! {
                line = lines.next_line() => line,
                change = async { match &mut changes {
                    Some(changes) => changes.recv().await,
                    None => std::future::pending().await,
                } } => {
                    let params = change.expect("no test tells more than 16 at once");
                    let event = Line::Event { jsonrpc: Version::V2, method: "changed".into(), params };
                    write(&mut writer, &event).await;
                    continue;
                }
            };
            let Ok(Some(line)) = line else { return };
            let call: Call = serde_json::from_str(&line).expect("the client speaks the wire");
            let (id, jsonrpc) = (call.id, Version::V2);
            let result = match self.manner_for(call.request, &mut changes) {
                Manner::Answer(result) => result,
                Manner::AnswerLater(when, result) => {
                    when.notified().await;
                    result
                }
                Manner::Refuse(data) => {
                    let error = RpcError { code: -32000, message: data.message.clone(), data };
                    write(&mut writer, &Line::Error { jsonrpc, id: Some(id), language: None, error }).await;
                    continue;
                }
                Manner::HangUp => return,
            };
            let result = Answer::of(&result).expect("plain values");
            write(&mut writer, &Line::Result { jsonrpc, id, language: None, result }).await;
        }
    }

    fn manner_for(&self, request: Request, changes: &mut Option<broadcast::Receiver<Changed>>) -> Manner {
        match request {
            Request::Subscribe => {
                *changes = Some(self.changes.subscribe());
                hello()
            }
            Request::Hello { .. } => hello(),
            request => {
                let manner = (self.manner)(&request);
                let _ended = self.seen.send(request);
                manner
            }
        }
    }
}

fn hello() -> Manner {
    let hello = Hello { protocol: PROTOCOL, version: "0".into(), pid: 1, rev: 1 };
    Manner::Answer(serde_json::to_value(hello).expect("plain values"))
}

async fn write(writer: &mut (impl AsyncWriteExt + Unpin), line: &Line) {
    let mut text = serde_json::to_vec(line).expect("plain values");
    text.push(b'\n');
    // A client that went away reads nothing more.
    let _gone = writer.write_all(&text).await;
}

/// A refusal that no code of the shell could make up.
pub(crate) fn refusal() -> ApiError {
    ApiError::new(Code::NotNow, "Nothing is running.").field("verb").remedy("Start with “stint start”.")
}
