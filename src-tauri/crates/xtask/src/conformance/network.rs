//! The sandbox as the network, and a tracker's rehearsal on it.

use std::sync::Arc;

use anyhow::Result;
use async_trait::async_trait;
use domain::Timestamp;
use sandbox::Sandbox;
use sandbox::scenes::{self, Scene};
use trackers::rehearsal::{Exchange, rehearse};
use trackers::{Account, Http, Request, Response, Secret, Sent, Tracker, TransportError};
use url::{Position, Url};

/// 2026-11-20T17:00:00Z.
const NOW: Timestamp = Timestamp::from_millis(1_795_194_000_000);

/// Every request of a tracker and its answer; addresses begin with the API's path, as at the vendor's own root.
pub(crate) fn exchanges(tracker: &'static dyn Tracker) -> Result<Vec<Exchange>> {
    let kind = tracker.about().kind;
    let scenes = scenes::of(kind);
    anyhow::ensure!(!scenes.is_empty(), "the sandbox has no account at {kind}");
    let played: Vec<_> = scenes.iter().map(|scene| play(tracker, scene)).collect::<Result<_>>()?;
    Ok(played.into_iter().flatten().collect())
}

fn play(tracker: &'static dyn Tracker, scene: &Scene) -> Result<Vec<Exchange>> {
    let (kind, sample) = (tracker.about().kind, scene.account);
    let sandbox = Sandbox::new(scene.options.clone(), Arc::new(|| NOW.utc()));
    let settings = sample.settings.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    let account = Account {
        base_url: Url::parse("http://127.0.0.1:9")?,
        workspace: sample.workspace.map(str::to_owned),
        settings: settings.collect(),
        identity: None,
        tags: std::collections::BTreeMap::new(),
    };
    let wire = Wire { sandbox, mount: kind };
    let secret = Secret::new(sample.token);
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let played = runtime.block_on(rehearse(tracker, account, &secret, &wire, NOW));
    Ok(played.map_err(|ended| anyhow::anyhow!("{kind}, {}: {ended}", scene.name))?.exchanges)
}

/// The way to one API of the sandbox.
struct Wire {
    sandbox: Sandbox,
    mount: &'static str,
}

#[async_trait]
impl Http for Wire {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let path = format!("/{}{}", self.mount, &request.url[Position::BeforePath..]);
        let mut call = http::Request::new(request.body);
        *call.method_mut() = request.method;
        *call.uri_mut() = path.parse().expect("an address has a sound path");
        *call.headers_mut() = request.headers;
        let answer = self.sandbox.call(call).await;
        let (parts, body) = answer
            .map_err(|lost| TransportError {
                sent: match lost.sent {
                    sandbox::Sent::No => Sent::No,
                    sandbox::Sent::Maybe => Sent::Maybe,
                },
                detail: "no answer came".to_owned(),
            })?
            .into_parts();
        Ok(Response { status: parts.status, headers: parts.headers, body })
    }
}
