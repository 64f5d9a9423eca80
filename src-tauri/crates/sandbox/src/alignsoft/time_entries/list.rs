//! Lists of time entries by work date: of a project, and of the whole organization.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use chrono::NaiveDate;
use serde_json::Value;

use super::TimeEntry;
use crate::alignsoft::access::Caller;
use crate::alignsoft::hours::Shape;
use crate::alignsoft::problem::Problem;
use crate::alignsoft::{Alignsoft, State, page};
use crate::pairs::Pairs;

pub(super) async fn of_project(
    Shared(api): Shared<Arc<Alignsoft>>,
    caller: Caller,
    Path(project): Path<String>,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        caller.tracks_time(state)?;
        let project = caller.project(state, &project)?.id;
        list(state, &query, |entry| entry.project == project)
    })
}

pub(super) async fn of_organization(
    Shared(api): Shared<Arc<Alignsoft>>,
    caller: Caller,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        caller.tracks_time(state)?;
        let organization = caller.organization_wide(state)?;
        list(state, &query, |entry| entry.organization == organization)
    })
}

/// The latest first; both edges of the window count.
fn list(state: &State, query: &Pairs, of: impl Fn(&TimeEntry) -> bool) -> Result<Json<Value>, Problem> {
    let edge = |name: &str| -> Result<Option<NaiveDate>, Problem> {
        let Some(text) = query.get(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| Problem::validation(name, "must be YYYY-MM-DD"))
    };
    let (from, to) = (edge("startDate")?, edge("endDate")?);
    let wanted = |entry: &&TimeEntry| {
        let date = entry.content.work_date;
        of(entry) && from.is_none_or(|from| from <= date) && to.is_none_or(|to| date <= to)
    };
    let entries = state.time_entries.iter().rev().filter(wanted).collect();
    page::answer(query, entries, |entry: &TimeEntry| entry.show(Shape::Decimal)).map(Json)
}
