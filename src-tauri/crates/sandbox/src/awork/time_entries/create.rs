//! POST of a time entry: answered with 200, and made as often as it is asked for.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Shared;
use serde_json::Value;

use super::{Draft, TimeEntry, rights};
use crate::awork::Awork;
use crate::awork::access::{Caller, Payload};
use crate::awork::problem::Problem;

pub(super) async fn create(
    Shared(api): Shared<Arc<Awork>>,
    caller: Caller,
    Payload(body): Payload,
) -> Result<Json<Value>, Problem> {
    let now = api.now();
    api.with(|state| {
        let draft = Draft::new(body);
        let user = draft.user(state, caller)?.ok_or_else(|| Problem::field("UserId", "is required"))?;
        let content = draft.content(state, caller)?;
        rights::write(state, caller, user, &content, (now, api.zone))?;
        let me = caller.user(state);
        let (workspace, me) = (me.workspace, me.id);
        let entry = TimeEntry {
            id: state.fresh_id(now),
            workspace,
            user,
            content,
            created: (me, now),
            updated: (me, now),
            version: state.fresh_version(now),
        };
        let shown = entry.show(state);
        state.time_entries.push(entry);
        Ok(Json(shown))
    })
}
