//! Users: whom a key belongs to, and their profile with the time zone the list windows are read in.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::Clockify;
use super::access::{Caller, Member};
use super::page::{Page, name_matches};
use super::problem::Problem;
use super::samples;
use crate::pairs::Pairs;

pub(super) struct User {
    pub(super) id: &'static str,
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    pub(super) email: &'static str,
    pub(super) zone: Tz,
}

impl User {
    pub(super) fn show(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "email": self.email,
            "activeWorkspace": samples::WORKSPACE,
            "defaultWorkspace": samples::WORKSPACE,
            "memberships": [],
            "customFields": [],
            "profilePicture": "",
            "status": "ACTIVE",
            "settings": {
                "timeZone": self.zone.name(),
                "weekStart": "MONDAY",
                "timeFormat": "HOUR24",
                "dateFormat": "YYYY-MM-DD",
                "lang": "EN",
                "timeTrackingManual": false,
            },
        })
    }
}

pub(super) fn routes() -> Router<Arc<Clockify>> {
    Router::new().route("/user", get(whoami)).route("/workspaces/{workspace}/users", get(list))
}

async fn whoami(State(api): State<Arc<Clockify>>, caller: Caller) -> Json<Value> {
    Json(api.with(|state| state.users.iter().find(|user| user.id == caller.user).map(User::show)).into())
}

/// Plain members are denied; a client must not depend on this list.
async fn list(State(api): State<Arc<Clockify>>, member: Member, query: Pairs) -> Result<Response, Problem> {
    if !member.is_admin() {
        return Err(Problem::denied());
    }
    let page = Page::of(&query)?;
    Ok(api.with(|state| {
        let members: Vec<_> = member.workspace(state).members.iter().map(|(id, _)| *id).collect();
        let wanted = |user: &&User| members.contains(&user.id) && name_matches(&query, user.name);
        page.answer(state.users.iter().filter(wanted).collect(), User::show)
    }))
}
