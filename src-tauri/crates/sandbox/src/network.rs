//! The way of one request through the faults to an API and back. The socket and the in-process call share it.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::IntoResponse;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use crate::control;
use crate::faults::{Approach, Delivery, Fate, Fault, Outage, Page, window};
use crate::registry::Api;
use crate::request_log::LoggedRequest;
use crate::sandbox::Sandbox;
use crate::stage::pages;

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
    /// None for the control routes.
    api: Option<Arc<dyn Api>>,
    writes: bool,
    fate: Fate,
}

impl Passage {
    /// Whether the connection is reset before anything is read.
    pub(crate) fn is_reset(&self) -> bool {
        self.fate.strike.is_some_and(Fault::resets)
    }
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
        if passage.is_reset() {
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
        let writes = api.as_ref().is_some_and(|api| api.writes(&parts.method, path));
        let fate = api.as_ref().map_or_else(Fate::default, |api| {
            self.faults().take(&Approach { api: api.name(), method: &parts.method, writes })
        });
        let passage = Passage { api, writes, fate };
        if passage.is_reset() {
            // Nobody waits for the answer of a connection that was reset.
            let _place = self.note(&passage, parts, None);
        }
        passage
    }

    /// Takes an admitted, not refused request to the API and what comes of it back.
    pub(crate) async fn carry(&self, passage: Passage, request: Request<Bytes>) -> Outcome {
        let Some(api) = &passage.api else { return Outcome::Answer(self.untroubled(request).await) };
        let (parts, body) = request.into_parts();
        if let Some(outcome) = self.turned_away(api.as_ref(), &passage.fate) {
            let status = match &outcome {
                Outcome::Answer(response) => Some(response.status()),
                Outcome::Cut(_) | Outcome::Silence => None,
            };
            let _place = self.note(&passage, &parts, status);
            return outcome;
        }
        let mut request = Request::from_parts(parts.clone(), body);
        if let Some(Fault::TokenRevoked { .. }) = passage.fate.strike {
            forget_token(request.headers_mut(), api.secret_headers());
        }
        let mut response = self.play(request.clone(), passage.writes, &passage.fate);
        if let Some(Fault::Duplicate { answer }) = passage.fate.strike {
            let second = self.play(request, passage.writes, &passage.fate);
            response = if answer == Delivery::Second { second } else { response };
        }
        let place = self.note(&passage, &parts, Some(response.status()));
        let response = self.dated(response, &passage.fate);
        match passage.fate.strike {
            Some(Fault::DropAfter | Fault::Duplicate { answer: Delivery::Neither }) => Outcome::Silence,
            Some(Fault::Truncate) => Outcome::Cut(response),
            Some(Fault::ErrorAfter) => {
                let message = "Something went wrong on our side";
                let failed = error(api.as_ref(), StatusCode::INTERNAL_SERVER_ERROR, message);
                Outcome::Answer(self.dated(failed, &passage.fate))
            }
            Some(Fault::Slow { millis }) => {
                let patient = Patient { sandbox: self, place };
                tokio::time::sleep(Duration::from_millis(millis)).await;
                patient.answered();
                Outcome::Answer(response)
            }
            _ => Outcome::Answer(response),
        }
    }

    /// What a request meets that never gets to the API.
    fn turned_away(&self, api: &dyn Api, fate: &Fate) -> Option<Outcome> {
        let response = match fate.strike? {
            Fault::Refuse | Fault::DropBefore => return Some(Outcome::Silence),
            Fault::TooMany { retry_after_seconds } => too_many(api, retry_after_seconds),
            Fault::Quota { window_seconds, .. } => too_many(api, window(self.now(), window_seconds).1),
            Fault::Outage { shows: Outage::Refused, .. } => return Some(Outcome::Silence),
            Fault::Outage { shows: Outage::Unavailable, .. } => {
                error(api, StatusCode::SERVICE_UNAVAILABLE, "The service is not available")
            }
            Fault::Edge { page } => edge(page),
            _ => return None,
        };
        Some(Outcome::Answer(self.dated(response, fate)))
    }

    /// Answers of an API tell its time, as every server's do.
    fn dated(&self, mut response: Response<Bytes>, fate: &Fate) -> Response<Bytes> {
        let date = (self.now() + fate.skew).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        let date = HeaderValue::try_from(date).expect("a date is plain text");
        response.headers_mut().insert(header::DATE, date);
        response
    }

    /// Every API, the pages of people and the control routes, as they answer on a perfect network: faults and the log
    /// belong to [`call`](Self::call) and [`serve`](crate::serve).
    pub fn router(&self) -> Router {
        let sandbox = self.clone();
        Router::new().fallback(async move |request: Request<Body>| {
            let (parts, body) = request.into_parts();
            match body.collect().await {
                Ok(body) => {
                    sandbox.untroubled(Request::from_parts(parts, body.to_bytes())).await.map(Body::from)
                }
                Err(_) => StatusCode::BAD_REQUEST.into_response(),
            }
        })
    }

    /// Answers where nothing goes wrong: an API, what people do on its pages, and whoever steers the sandbox.
    async fn untroubled(&self, request: Request<Bytes>) -> Response<Bytes> {
        let (path, method) = (request.uri().path(), request.method());
        let writes = self.apis().iter().find_map(|api| {
            let asked = is_under(path, api.mount()).then(|| api.writes(method, path));
            asked.or_else(|| is_under(path, &pages(api.as_ref())).then(|| !method.is_safe()))
        });
        if let Some(writes) = writes {
            return self.play(request, writes, &Fate::default());
        }
        let Ok(response) = control::router(self.clone()).oneshot(request.map(Body::from)).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("every answer is built in memory").to_bytes();
        Response::from_parts(parts, body)
    }

    /// Keeps what was asked of an API; gives its place in the log.
    fn note(&self, passage: &Passage, parts: &Parts, status: Option<StatusCode>) -> Option<usize> {
        let api = passage.api.as_ref()?;
        let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
        Some(self.log().add(LoggedRequest {
            at: self.now(),
            api: api.name(),
            method: parts.method.to_string(),
            path: path.to_owned(),
            status: status.map(|status| status.as_u16()),
            fault: passage.fate.strike,
            abandoned: false,
        }))
    }
}

/// A client that waits for an answer which takes its time. Where the connection ends first, the server drops what it
/// was about, and this with it.
struct Patient<'a> {
    sandbox: &'a Sandbox,
    place: Option<usize>,
}

impl Patient<'_> {
    fn answered(mut self) {
        self.place = None;
    }
}

impl Drop for Patient<'_> {
    fn drop(&mut self) {
        if let Some(place) = self.place {
            self.sandbox.log().abandon(place);
        }
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

fn too_many(api: &dyn Api, retry_after_seconds: u32) -> Response<Bytes> {
    let mut response = error(api, StatusCode::TOO_MANY_REQUESTS, "Too many requests");
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after_seconds));
    response
}

fn edge(page: Page) -> Response<Bytes> {
    let (status, title) = match page {
        Page::Forbidden => (StatusCode::FORBIDDEN, "Attention required"),
        Page::BadGateway => (StatusCode::BAD_GATEWAY, "Bad gateway"),
    };
    let text =
        format!("<!doctype html>\n<title>{title}</title>\n<h1>{title}</h1>\n<p>Edge of the sandbox</p>\n");
    let mut response = Response::new(Bytes::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=UTF-8"));
    response
}

/// Puts a word that no API knows in the place of the secret, and leaves the scheme before it.
fn forget_token(headers: &mut HeaderMap, names: &[&'static str]) {
    for name in names {
        let Some(value) = headers.get_mut(*name) else { continue };
        let scheme = value.to_str().ok().and_then(|text| text.split_once(' ')).map(|(scheme, _)| scheme);
        let forgotten = scheme.map_or_else(|| "revoked".to_owned(), |scheme| format!("{scheme} revoked"));
        *value = HeaderValue::try_from(forgotten).expect("a scheme of a header makes a header");
    }
}
