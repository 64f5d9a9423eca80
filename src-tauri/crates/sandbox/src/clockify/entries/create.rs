//! POST of an entry, for oneself or for a named user. Two equal requests make two entries.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::draft::Draft;
use super::{Entry, rules, timer};
use crate::clockify::Clockify;
use crate::clockify::access::{Member, Payload};
use crate::clockify::problem::Problem;
use crate::clockify::workspaces::Tracking;

pub(super) async fn for_oneself(
    State(api): State<Arc<Clockify>>,
    member: Member,
    Payload(draft): Payload<Draft>,
) -> Result<Response, Problem> {
    let owner = member.user.clone();
    create(&api, &member, owner, draft, Exempt::Nobody)
}

pub(super) async fn for_user(
    State(api): State<Arc<Clockify>>,
    member: Member,
    Path((_, owner)): Path<(String, String)>,
    Payload(draft): Payload<Draft>,
) -> Result<Response, Problem> {
    member.reach(&owner)?;
    create(&api, &member, owner, draft, Exempt::Admins)
}

/// Who may enter finished time where time comes from the timer only; the two routes differ.
#[derive(PartialEq)]
enum Exempt {
    Nobody,
    Admins,
}

fn create(
    api: &Clockify,
    member: &Member,
    owner: String,
    draft: Draft,
    exempt: Exempt,
) -> Result<Response, Problem> {
    let now = api.now();
    let mut content = draft.understand_new(now)?;
    api.with(|state| {
        let workspace = member.workspace(state);
        workspace.role_of(&owner).ok_or_else(|| Problem::stranger("User"))?;
        let exempted = exempt == Exempt::Admins && member.is_admin();
        if content.end.is_some() && workspace.rules.tracking == Tracking::TimerOnly && !exempted {
            return Err(Problem::timer_only());
        }
        rules::check(workspace, member, &mut content)?;
        if content.end.is_none() {
            timer::end_others(state, &owner, None, content.start)?;
        }
        let entry = Entry { id: state.ids.next(now), user: owner, content };
        let workspace = member.workspace(state);
        let shown = entry.show(workspace);
        workspace.entries.push(entry);
        Ok((StatusCode::CREATED, Json(shown)).into_response())
    })
}
