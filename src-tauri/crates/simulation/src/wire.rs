//! The sandbox as the network: one request there and what comes of it back, without a socket.

use async_trait::async_trait;
use sandbox::Sandbox;
use trackers::{Http, Request, Response, Sent, TransportError};

/// The way to the sandbox; every request passes at once.
pub(crate) struct Wire(pub(crate) Sandbox);

#[async_trait]
impl Http for Wire {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let mut call = http::Request::builder().method(request.method).uri(request.url.as_str());
        *call.headers_mut().expect("method and address are sound") = request.headers;
        match self.0.call(call.body(request.body).expect("a sound request")).await {
            Ok(answer) => {
                let (parts, body) = answer.into_parts();
                Ok(Response { status: parts.status, headers: parts.headers, body })
            }
            Err(lost) => {
                let sent = match lost.sent {
                    sandbox::Sent::No => Sent::No,
                    sandbox::Sent::Maybe => Sent::Maybe,
                };
                Err(TransportError { sent, detail: "the line broke".into() })
            }
        }
    }
}

/// What a person types to connect an API of the sandbox; the connection is called like it.
pub(crate) fn account(sample: &sandbox::Account) -> api::AddTracker {
    let own = |pair: &(&str, &str)| (pair.0.to_owned(), pair.1.to_owned());
    api::AddTracker {
        kind: sample.api.into(),
        name: sample.api.into(),
        url: Some(format!("http://127.0.0.1:9/{}", sample.api)),
        workspace: sample.workspace.map(str::to_owned),
        settings: sample.settings.iter().map(own).collect(),
        token: Some(sample.token.into()),
        policy: None,
    }
}
