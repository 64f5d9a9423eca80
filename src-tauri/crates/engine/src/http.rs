//! The real way out: reqwest, made when first needed, that never repeats and never follows redirects.

use std::sync::OnceLock;
use std::time::Duration;

use async_trait::async_trait;
use trackers::{Http, Request, Response, Sent, TransportError};

/// How long a whole request may take. Long, because giving up early on a write makes its outcome unknown.
const TIMEOUT: Duration = Duration::from_secs(45);
/// How long connecting may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);
/// The largest answer taken, in bytes.
const BODY_MAX: usize = 16 * 1024 * 1024;

/// HTTP over the system's network and certificates.
#[derive(Debug, Default)]
pub struct HttpClient {
    client: OnceLock<reqwest::Client>,
}

impl HttpClient {
    /// Nothing is loaded before the first request.
    pub const fn new() -> Self {
        Self { client: OnceLock::new() }
    }

    fn client(&self) -> Result<&reqwest::Client, TransportError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = reqwest::Client::builder()
            .user_agent(concat!("Stint/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .timeout(TIMEOUT)
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_idle_timeout(Duration::from_secs(20))
            .pool_max_idle_per_host(1)
            .build()
            .map_err(|error| TransportError { sent: Sent::No, detail: chain(&error) })?;
        Ok(self.client.get_or_init(|| client))
    }
}

#[async_trait]
impl Http for HttpClient {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let client = self.client()?;
        let sent = client
            .request(request.method, request.url)
            .headers(request.headers)
            .body(request.body)
            .send()
            .await
            .map_err(|error| lost(&error))?;
        let status = sent.status();
        let headers = sent.headers().clone();
        let mut response = sent;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| lost(&error))? {
            if body.len() + chunk.len() > BODY_MAX {
                return Err(TransportError { sent: Sent::Maybe, detail: "the answer is too long".into() });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Response { status, headers, body: body.into() })
    }
}

/// A request that did not even connect was surely not sent; anything later may have arrived.
fn lost(error: &reqwest::Error) -> TransportError {
    let sent = if error.is_connect() || error.is_builder() { Sent::No } else { Sent::Maybe };
    let detail = if error.is_timeout() { "no answer in time".into() } else { chain(error) };
    TransportError { sent, detail }
}

/// The innermost cause, which says what happened; the outer ones repeat the address.
fn chain(error: &dyn std::error::Error) -> String {
    let mut inner = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    inner.to_string()
}
