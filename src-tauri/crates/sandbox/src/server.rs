//! The sandbox on a real socket, where a fault acts on the connection itself.
//!
//! Unless it is told to keep them, one request per connection: a client never meets a fault on a connection it had
//! kept from before, and every request can be refused.

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderValue, Request, Response, header};
use http_body::{Body, Frame};
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use crate::network::Outcome;
use crate::sandbox::Sandbox;

/// What becomes of a connection after an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Connections {
    /// It is closed.
    #[default]
    Closed,
    /// It stays for the next request, as with the services themselves.
    Kept,
}

/// Serves until the future is dropped.
///
/// # Errors
/// When the listener can accept no more connections.
pub async fn serve(sandbox: Sandbox, listener: TcpListener, connections: Connections) -> io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(converse(sandbox.clone(), stream, connections));
    }
}

/// Why the server ends a connection without an answer.
#[derive(Debug, thiserror::Error)]
enum HangUp {
    #[error("the connection is reset")]
    Reset,
    #[error("the connection is closed")]
    Close,
}

async fn converse(sandbox: Sandbox, stream: TcpStream, connections: Connections) {
    let service = service_fn(move |request| answer(sandbox.clone(), request));
    let mut connection = http1::Builder::new()
        .keep_alive(connections == Connections::Kept)
        .serve_connection(TokioIo::new(stream), service);
    let Err(end) = (&mut connection).await else { return };
    let reset = end
        .source()
        .and_then(|cause| cause.downcast_ref())
        .is_some_and(|cause| matches!(cause, HangUp::Reset));
    let stream = connection.into_parts().io.into_inner();
    if reset {
        // Without lingering, the close that follows is a reset. A socket that cannot be told so is gone already.
        let _ = stream.set_zero_linger();
    }
}

async fn answer(
    sandbox: Sandbox,
    request: Request<Incoming>,
) -> Result<Response<BoxBody<Bytes, io::Error>>, HangUp> {
    let (parts, body) = request.into_parts();
    let passage = sandbox.admit(&parts);
    if passage.is_reset() {
        return Err(HangUp::Reset);
    }
    let body = body.collect().await.map_err(|_| HangUp::Close)?.to_bytes();
    match sandbox.carry(passage, Request::from_parts(parts, body)).await {
        Outcome::Answer(response) => Ok(response.map(whole)),
        Outcome::Cut(response) if response.body().is_empty() => Err(HangUp::Close),
        Outcome::Cut(mut response) => {
            let length = HeaderValue::from(response.body().len());
            response.headers_mut().insert(header::CONTENT_LENGTH, length);
            Ok(response.map(|body| Half::of(&body).boxed()))
        }
        Outcome::Silence => Err(HangUp::Close),
    }
}

fn whole(body: Bytes) -> BoxBody<Bytes, io::Error> {
    Full::new(body).map_err(|never: Infallible| match never {}).boxed()
}

/// The first half of a body; then the connection breaks.
struct Half {
    stage: Stage,
}

enum Stage {
    Begin(Bytes),
    /// One turn of waiting, in which the server writes out what it has.
    Flush,
    Break,
}

impl Half {
    fn of(body: &Bytes) -> Self {
        Self { stage: Stage::Begin(body.slice(..body.len() / 2)) }
    }
}

impl Body for Half {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match std::mem::replace(&mut self.stage, Stage::Break) {
            Stage::Begin(half) => {
                self.stage = Stage::Flush;
                Poll::Ready(Some(Ok(Frame::data(half))))
            }
            Stage::Flush => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Stage::Break => Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into()))),
        }
    }
}
