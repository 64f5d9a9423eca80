//! The timer: one running entry per user, stopped by PATCH or by starting another.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;

use super::{Entry, rules};
use crate::clockify::access::{Member, Payload};
use crate::clockify::page::Page;
use crate::clockify::problem::Problem;
use crate::clockify::{Clockify, State, moment};
use crate::pairs::Pairs;

#[derive(Deserialize)]
pub(super) struct Stop {
    end: Option<String>,
}

pub(super) async fn stop(
    Shared(api): Shared<Arc<Clockify>>,
    member: Member,
    Path((_, user)): Path<(String, String)>,
    Payload(stop): Payload<Stop>,
) -> Result<Json<Value>, Problem> {
    member.reach(&user)?;
    let end = moment::read("end", &stop.end.ok_or_else(|| Problem::rule("End datetime is required."))?)?;
    api.with(|state| {
        let workspace = member.workspace(state);
        let running = |entry: &Entry| entry.user == user && entry.is_running();
        let place = workspace.entries.iter().position(running).ok_or_else(Problem::nothing_runs)?;
        let entry = &workspace.entries[place];
        if entry.content.start > end {
            let (start, end) = (moment::write(entry.content.start), moment::write(end));
            let message = format!("Start datetime {start} is greater than end datetime {end}.");
            return Err(Problem::rule(message));
        }
        rules::may_end(workspace, &entry.content)?;
        workspace.entries[place].content.end = Some(end);
        Ok(Json(workspace.entries[place].show(workspace)))
    })
}

/// Everybody's running entries; the only list here that declares its largest page.
pub(super) async fn running(
    Shared(api): Shared<Arc<Clockify>>,
    member: Member,
    query: Pairs,
) -> Result<Response, Problem> {
    let page = Page::with_default(&query, 10)?.at_most(1000)?;
    Ok(api.with(|state| {
        let workspace = &*member.workspace(state);
        let running = workspace.entries.iter().filter(|entry| entry.is_running()).collect();
        page.answer(running, |entry: &Entry| entry.show_in_list(workspace, false))
    }))
}

/// Ends what else runs for this user, in whichever workspace; refused when that entry lacks a required field.
pub(super) fn end_others(
    state: &mut State,
    user: &str,
    except: Option<&str>,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    let runs = |entry: &Entry| entry.user == user && entry.is_running() && Some(entry.id.as_str()) != except;
    for workspace in &state.workspaces {
        for entry in workspace.entries.iter().filter(|entry| runs(entry)) {
            rules::may_end(workspace, &entry.content)?;
        }
    }
    for entry in state.workspaces.iter_mut().flat_map(|workspace| &mut workspace.entries) {
        if runs(entry) {
            entry.content.end = Some(at.max(entry.content.start));
        }
    }
    Ok(())
}
