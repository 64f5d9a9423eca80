//! The way of one request through the faults to an API and back. The socket and the in-process call share it.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderValue, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use crate::faults::{Approach, Fault};
use crate::registry::Api;
use crate::request_log::LoggedRequest;
use crate::sandbox::Sandbox;

/// No answer arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no answer arrived ({sent:?} was sent)")]
pub struct Lost {
    /// What a client on a real network would know of its request.
    pub sent: Sent,
}

/// Whether a request without an answer may have reached the tracker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// The connection was refused: it certainly did not.
    No,
    /// The connection broke later: it may have.
    Maybe,
}

/// A request whose fate is decided, before its body is read.
pub(crate) struct Passage {
    api: Option<Arc<dyn Api>>,
    pub(crate) fault: Option<Fault>,
}

/// How a request ends.
pub(crate) enum Outcome {
    Answer(Response<Bytes>),
    /// The answer that breaks off half way.
    Cut(Response<Bytes>),
    /// The connection closes in silence.
    Silence,
}

impl Sandbox {
    /// Sends a request over the imagined network, faults included, without a socket.
    ///
    /// # Errors
    /// [`Lost`] when a fault swallowed the answer.
    pub async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Lost> {
        let (parts, body) = request.into_parts();
        let passage = self.admit(&parts);
        if passage.fault == Some(Fault::Refuse) {
            return Err(Lost { sent: Sent::No });
        }
        match self.carry(passage, Request::from_parts(parts, body)).await {
            Outcome::Answer(response) => Ok(response),
            Outcome::Cut(_) | Outcome::Silence => Err(Lost { sent: Sent::Maybe }),
        }
    }

    /// Decides the fate of a request by its head. The control routes are never struck.
    pub(crate) fn admit(&self, parts: &Parts) -> Passage {
        let path = parts.uri.path();
        let api = self.apis().iter().find(|api| is_under(path, api.mount())).cloned();
        let fault = api.as_ref().and_then(|api| {
            let writes = api.writes(&parts.method, path);
            self.faults().take(&Approach { api: api.name(), method: &parts.method, writes })
        });
        let passage = Passage { api, fault };
        if fault == Some(Fault::Refuse) {
            self.note(&passage, parts, None);
        }
        passage
    }

    /// Takes an admitted, not refused request to the API and what comes of it back.
    pub(crate) async fn carry(&self, passage: Passage, request: Request<Bytes>) -> Outcome {
        let (parts, body) = request.into_parts();
        let early = match (&passage.api, passage.fault) {
            (Some(_), Some(Fault::Refuse | Fault::DropBefore)) => Some(Outcome::Silence),
            (Some(api), Some(Fault::TooMany { retry_after_seconds })) => {
                let mut response = error(api.as_ref(), StatusCode::TOO_MANY_REQUESTS, "Too many requests");
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after_seconds));
                Some(Outcome::Answer(response))
            }
            _ => None,
        };
        if let Some(outcome) = early {
            let status = match &outcome {
                Outcome::Answer(response) => Some(response.status()),
                Outcome::Cut(_) | Outcome::Silence => None,
            };
            self.note(&passage, &parts, status);
            return outcome;
        }
        let response = self.process(Request::from_parts(parts.clone(), body)).await;
        self.note(&passage, &parts, Some(response.status()));
        match (&passage.api, passage.fault) {
            (_, Some(Fault::DropAfter)) => Outcome::Silence,
            (_, Some(Fault::Truncate)) => Outcome::Cut(response),
            (Some(api), Some(Fault::ErrorAfter)) => {
                let message = "Something went wrong on our side";
                Outcome::Answer(error(api.as_ref(), StatusCode::INTERNAL_SERVER_ERROR, message))
            }
            (_, Some(Fault::Slow { millis })) => {
                tokio::time::sleep(Duration::from_millis(millis)).await;
                Outcome::Answer(response)
            }
            _ => Outcome::Answer(response),
        }
    }

    async fn process(&self, request: Request<Bytes>) -> Response<Bytes> {
        let response = match self.router().oneshot(request.map(Body::from)).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("every answer is built in memory").to_bytes();
        Response::from_parts(parts, body)
    }

    fn note(&self, passage: &Passage, parts: &Parts, status: Option<StatusCode>) {
        let Some(api) = &passage.api else { return };
        let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
        self.log().add(LoggedRequest {
            api: api.name(),
            method: parts.method.to_string(),
            path: path.to_owned(),
            status: status.map(|status| status.as_u16()),
            fault: passage.fault,
        });
    }
}

fn is_under(path: &str, mount: &str) -> bool {
    path.strip_prefix(mount).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn error(api: &dyn Api, status: StatusCode, message: &str) -> Response<Bytes> {
    let body: Value = api.error_body(status, message);
    let mut response = Response::new(Bytes::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
