//! The sandbox's own routes under `/_sandbox`: what it holds, what was asked, which faults are in force.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use bytes::Bytes;
use chrono::TimeDelta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use crate::accounts::{self, Account};
use crate::faults::Rule;
use crate::load::Load;
use crate::record::Record;
use crate::request_log::LoggedRequest;
use crate::sandbox::Sandbox;

pub(crate) fn router(sandbox: Sandbox) -> Router {
    Router::new()
        .route("/_sandbox/records", get(records))
        .route("/_sandbox/requests", get(requests))
        .route("/_sandbox/accounts", get(accounts))
        .route("/_sandbox/load", get(load))
        .route("/_sandbox/most", get(most))
        .route("/_sandbox/faults", get(faults).post(set_faults).delete(clear_faults))
        .route("/_sandbox/reset", post(reset))
        .with_state(sandbox)
}

async fn records(State(sandbox): State<Sandbox>) -> Json<Vec<Record>> {
    Json(sandbox.records())
}

async fn requests(State(sandbox): State<Sandbox>) -> Json<Vec<LoggedRequest>> {
    Json(sandbox.requests())
}

async fn accounts() -> Json<&'static [Account]> {
    Json(accounts::ALL)
}

/// The length of a window; a minute unless it is named.
#[derive(Deserialize)]
struct Window {
    seconds: Option<u32>,
}

async fn load(State(sandbox): State<Sandbox>, Query(window): Query<Window>) -> Json<Vec<Load>> {
    Json(sandbox.load(window.seconds.unwrap_or(60)))
}

/// The most requests that came to each API within any such span, wherever it is laid.
async fn most(
    State(sandbox): State<Sandbox>,
    Query(window): Query<Window>,
) -> Json<BTreeMap<&'static str, usize>> {
    let span = TimeDelta::seconds(window.seconds.unwrap_or(60).into());
    let apis = sandbox.apis().iter().map(|api| api.name());
    Json(apis.map(|api| (api, sandbox.most_within(api, span))).collect())
}

async fn faults(State(sandbox): State<Sandbox>) -> Json<Vec<Rule>> {
    Json(sandbox.faults().rules())
}

/// One rule or a list of them; either replaces what was in force.
#[derive(Deserialize)]
#[serde(untagged)]
enum Rules {
    One(Rule),
    Many(Vec<Rule>),
}

async fn set_faults(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    let rules = match serde_json::from_slice(&body) {
        Ok(Rules::One(rule)) => vec![rule],
        Ok(Rules::Many(rules)) => rules,
        Err(_) => {
            return refuse(
                "Send a rule such as {\"fault\":\"drop_after\",\"reach\":{\"next\":1},\"requests\":\"writes\"}.",
            );
        }
    };
    let known: Vec<_> = sandbox.apis().iter().map(|api| api.name()).collect();
    let stranger = rules.iter().filter_map(|rule| rule.api.as_deref()).find(|api| !known.contains(api));
    if let Some(stranger) = stranger {
        return refuse(&format!("There is no API {stranger:?} here; choose one of {}.", known.join(", ")));
    }
    sandbox.faults().set_all(rules);
    Json(sandbox.faults().rules()).into_response()
}

async fn clear_faults(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.faults().clear();
    StatusCode::NO_CONTENT
}

async fn reset(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.reset();
    StatusCode::NO_CONTENT
}

fn refuse(message: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "message": message }))).into_response()
}
