//! The Http port: one request, one answer, and for every loss the word whether the server may have acted.

use std::fmt;

use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use thiserror::Error;
use url::Url;

/// One request. Redirects are never followed and nothing is repeated by the transport.
#[derive(Clone)]
pub struct Request {
    /// The verb.
    pub method: Method,
    /// The full address; never holds a secret.
    pub url: Url,
    /// Header fields; those with secrets are marked sensitive.
    pub headers: HeaderMap,
    /// The body; empty for none.
    pub body: Bytes,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.url.path())
    }
}

/// One complete answer.
#[derive(Clone, Debug)]
pub struct Response {
    /// Its status.
    pub status: StatusCode,
    /// Its header fields.
    pub headers: HeaderMap,
    /// Its whole body.
    pub body: Bytes,
}

/// Whether a request that got no answer may have reached the server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sent {
    /// Surely not: the name was not found, the connection refused, TLS did not come about.
    No,
    /// It may have: time ran out or the connection broke after connecting.
    Maybe,
}

/// Why there is no answer.
#[derive(Debug, Error)]
#[error("{detail}")]
pub struct TransportError {
    /// Whether the server may have acted.
    pub sent: Sent,
    /// What went wrong, without secrets: `connection refused`, `timed out`.
    pub detail: String,
}

/// The way out. The engine brings one over a real HTTP library; tests bring one that calls a server in process.
#[async_trait]
pub trait Http: Send + Sync {
    /// Sends one request once and waits for the complete answer.
    async fn send(&self, request: Request) -> Result<Response, TransportError>;
}
