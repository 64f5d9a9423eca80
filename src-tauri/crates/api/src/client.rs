//! The socket client: one connection, calls in order, events on the side.

use std::collections::VecDeque;
use std::path::Path;

use serde::de::DeserializeOwned;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};

use crate::language::Language;
use crate::wire::{Call, LINE_MAX, Line, Version};
use crate::{Answer, ApiError, Changed, Request, Surface, words};

/// A connection to a resident.
pub struct Client {
    surface: Surface,
    reader: BufReader<OwnedReadHalf>,
    writer: OwnedWriteHalf,
    next_id: u64,
    events: VecDeque<Changed>,
}

impl Client {
    /// Connects to the resident behind `socket`. `Err` = none answers there.
    pub async fn connect(socket: &Path, surface: Surface) -> std::io::Result<Self> {
        let stream = UnixStream::connect(socket).await?;
        let (reader, writer) = stream.into_split();
        Ok(Self { surface, reader: BufReader::new(reader), writer, next_id: 1, events: VecDeque::new() })
    }

    /// Asks and waits for the answer, as the type the request promises.
    pub async fn call<T: DeserializeOwned>(&mut self, request: Request) -> Result<T, ApiError> {
        self.ask(request).await?.read()
    }

    /// Asks and waits for the answer, unread.
    pub async fn ask(&mut self, request: Request) -> Result<Answer, ApiError> {
        let id = self.next_id;
        self.next_id += 1;
        let call = Call { jsonrpc: Version::V2, id, surface: self.surface, request };
        let mut line = serde_json::to_vec(&call).map_err(|error| garbled(&error.to_string()))?;
        line.push(b'\n');
        self.writer.write_all(&line).await.map_err(|_| gone())?;
        loop {
            match self.line().await? {
                Line::Event { params, .. } => self.events.push_back(params),
                Line::Error { error, language, .. } => {
                    follow(language);
                    return Err(error.data);
                }
                Line::Result { id: answered, language, result, .. } if answered == id => {
                    follow(language);
                    return Ok(result);
                }
                Line::Result { .. } => {}
            }
        }
    }

    /// Waits for the next event. Needs an earlier [`Request::Subscribe`].
    pub async fn event(&mut self) -> Result<Changed, ApiError> {
        loop {
            if let Some(event) = self.events.pop_front() {
                return Ok(event);
            }
            if let Line::Event { params, .. } = self.line().await? {
                return Ok(params);
            }
        }
    }

    async fn line(&mut self) -> Result<Line, ApiError> {
        let mut text = Vec::new();
        let limit = u64::try_from(LINE_MAX).unwrap_or(u64::MAX);
        let read = (&mut self.reader).take(limit).read_until(b'\n', &mut text).await.map_err(|_| gone())?;
        if read == 0 {
            return Err(gone());
        }
        Line::read(&text).map_err(|error| garbled(&error.to_string()))
    }
}

/// What this process says beside an answer is in the answer's language.
fn follow(language: Option<Language>) {
    if let Some(language) = language {
        language.speak();
    }
}

fn gone() -> ApiError {
    words::resident::went_away()
}

fn garbled(detail: &str) -> ApiError {
    words::resident::unreadable_answer(detail)
}
