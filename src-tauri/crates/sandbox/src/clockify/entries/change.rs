//! PUT and DELETE. A PUT replaces the whole entry: what it leaves out is cleared, without an end it runs again.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use http::StatusCode;
use serde_json::Value;

use super::draft::Draft;
use super::{Content, Entry, rules, timer};
use crate::clockify::access::{Member, Payload};
use crate::clockify::problem::Problem;
use crate::clockify::{Clockify, State};
use crate::pairs::Pairs;

pub(super) async fn replace(
    Shared(api): Shared<Arc<Clockify>>,
    member: Member,
    Path((_, id)): Path<(String, String)>,
    Payload(draft): Payload<Draft>,
) -> Result<Json<Value>, Problem> {
    let content = draft.understand_replacement()?;
    api.with(|state| {
        let content = allowed(state, &member, &id, content)?;
        Ok(Json(apply(state, &member, &id, content)?))
    })
}

/// Bulk edit: the whole array is checked before the first is written.
pub(super) async fn replace_many(
    Shared(api): Shared<Arc<Clockify>>,
    member: Member,
    Path((_, user)): Path<(String, String)>,
    Payload(drafts): Payload<Vec<Draft>>,
) -> Result<Json<Value>, Problem> {
    member.reach(&user)?;
    let mut replacements = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        let id = draft.id.take().ok_or_else(|| Problem::rule("Id of the time entry is required"))?;
        replacements.push((id, draft.understand_replacement()?));
    }
    api.with(|state| {
        let mut checked = Vec::with_capacity(replacements.len());
        for (id, content) in replacements {
            let content = allowed(state, &member, &id, content)?;
            checked.push((id, content));
        }
        checked
            .into_iter()
            .map(|(id, content)| apply(state, &member, &id, content))
            .collect::<Result<_, _>>()
            .map(Json)
    })
}

fn allowed(state: &mut State, member: &Member, id: &str, mut content: Content) -> Result<Content, Problem> {
    let workspace = &*member.workspace(state);
    rules::may_touch(workspace, member, workspace.entry(id)?)?;
    rules::check(workspace, member, &mut content)?;
    Ok(content)
}

fn apply(state: &mut State, member: &Member, id: &str, content: Content) -> Result<Value, Problem> {
    let workspace = member.workspace(state);
    let user = workspace.entry(id)?.user.clone();
    if content.end.is_none() {
        timer::end_others(state, &user, Some(id), content.start)?;
    }
    let workspace = member.workspace(state);
    let entry = Entry { id: id.to_owned(), user, content };
    let shown = entry.show(workspace);
    if let Some(place) = workspace.entries.iter_mut().find(|entry| entry.id == id) {
        *place = entry;
    }
    Ok(shown)
}

pub(super) async fn delete(
    Shared(api): Shared<Arc<Clockify>>,
    member: Member,
    Path((_, id)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    api.with(|state| remove(state, &member, &[id.as_str()]))?;
    Ok(StatusCode::NO_CONTENT)
}

/// `time-entry-ids=a,b`: answers with what it deleted, or refuses the whole.
pub(super) async fn delete_many(
    Shared(api): Shared<Arc<Clockify>>,
    member: Member,
    Path((_, user)): Path<(String, String)>,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    member.reach(&user)?;
    let ids: Vec<_> = query.all("time-entry-ids").flat_map(|ids| ids.split(',')).collect();
    api.with(|state| {
        let removed = remove(state, &member, &ids)?;
        let workspace = member.workspace(state);
        Ok(Json(removed.iter().map(|entry| entry.show(workspace)).collect()))
    })
}

fn remove(state: &mut State, member: &Member, ids: &[&str]) -> Result<Vec<Entry>, Problem> {
    let workspace = member.workspace(state);
    for id in ids {
        rules::may_touch(workspace, member, workspace.entry(id)?)?;
    }
    let (removed, kept) = workspace.entries.drain(..).partition(|entry| ids.contains(&entry.id.as_str()));
    workspace.entries = kept;
    Ok(removed)
}
