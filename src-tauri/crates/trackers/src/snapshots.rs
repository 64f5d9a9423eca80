//! Every request that an adapter can send, compared with a committed file: `src/{kind}/tests/requests.txt`.
//!
//! After a wanted change: `STINT_RENEW=1 cargo test -p trackers snapshots`, and read the difference.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use domain::Timestamp;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use sandbox::scenes::{self, Scene};
use url::{Position, form_urlencoded};

use crate::contract::world::{MORNING, World};
use crate::rehearsal::{Exchange, Rehearsal, rehearse};
use crate::{Secret, Tracker};

/// What the adapter asks, in words that stay the same when the sandbox numbers its records anew.
fn written(rehearsal: &Rehearsal, root: &str) -> String {
    let mut text = String::new();
    let mut step = "";
    for exchange in &rehearsal.exchanges {
        if exchange.step != step {
            step = exchange.step;
            write!(text, "\n# {step}\n").unwrap();
        }
        write_exchange(&mut text, exchange, root);
    }
    for (number, id) in rehearsal.records.iter().enumerate() {
        text = text.replace(id.as_str(), &format!("<record {}>", number + 1));
    }
    text.trim_start().to_owned()
}

fn write_exchange(text: &mut String, exchange: &Exchange, root: &str) {
    let request = &exchange.request;
    let path = request.url[Position::BeforePath..].strip_prefix(root).unwrap();
    let status = exchange.answer.as_ref().map_or("no answer".to_owned(), |answer| answer.status.to_string());
    writeln!(text, "{} {path}  → {status}", request.method).unwrap();
    let mut headers: Vec<_> = request.headers.iter().filter(|(name, _)| *name != ACCEPT).collect();
    headers.sort_by_key(|(name, _)| name.as_str());
    for (name, value) in headers {
        writeln!(text, "  {name}: {}", shown(value)).unwrap();
    }
    let is_form =
        request.headers.get(CONTENT_TYPE).is_some_and(|kind| kind == "application/x-www-form-urlencoded");
    if is_form {
        let pairs: Vec<String> =
            form_urlencoded::parse(&request.body).map(|(name, value)| field(&name, &value)).collect();
        writeln!(text, "  {}", pairs.join("&")).unwrap();
    } else if !request.body.is_empty() {
        let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        writeln!(text, "  {body}").unwrap();
    }
}

/// A field of a form; what proves who asks is not shown.
fn field(name: &str, value: &str) -> String {
    match name {
        "code" | "code_verifier" | "refresh_token" => format!("{name}=<{name}>"),
        _ => format!("{name}={value}"),
    }
}

/// The scheme before a token is part of the request; the token is not.
fn shown(value: &HeaderValue) -> String {
    let text = value.to_str().unwrap();
    match (value.is_sensitive(), text.split_once(' ')) {
        (false, _) => text.to_owned(),
        (true, Some((scheme, _))) => format!("{scheme} <token>"),
        (true, None) => "<token>".to_owned(),
    }
}

async fn asked(tracker: &'static dyn Tracker) -> String {
    let kind = tracker.about().kind;
    let mut text = String::new();
    for scene in scenes::of(kind) {
        let said = asked_in(tracker, &scene).await;
        writeln!(text, "## {}\n\n{said}", scene.name).unwrap();
    }
    text
}

async fn asked_in(tracker: &'static dyn Tracker, scene: &Scene) -> String {
    let (kind, sample) = (tracker.about().kind, scene.account);
    let mut world = World::with_options(tracker, kind, sample.token, scene.options.clone());
    world.account.workspace = sample.workspace.map(str::to_owned);
    world.account.settings =
        sample.settings.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let now: Timestamp = MORNING;
    let secret = Secret::new(sample.token);
    let rehearsal = rehearse(tracker, world.account.clone(), &secret, &world.network, now).await;
    written(&rehearsal.unwrap_or_else(|ended| panic!("{kind}, {}: {ended}", scene.name)), &format!("/{kind}"))
}

#[tokio::test]
async fn every_request_is_what_the_committed_file_says() {
    let renew = std::env::var_os("STINT_RENEW").is_some();
    for tracker in crate::all() {
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("src")
            .join(tracker.about().kind)
            .join("tests")
            .join("requests.txt");
        let now = asked(*tracker).await;
        assert_eq!(now, asked(*tracker).await, "the same every time");
        if renew {
            fs::write(&file, &now).unwrap();
        }
        let committed = fs::read_to_string(&file).unwrap_or_default();
        assert!(now == committed, "{} is not what is asked now:\n{now}", file.display());
    }
}
