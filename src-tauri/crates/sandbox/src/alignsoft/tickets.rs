//! Tickets of a project. Align calls them entries; a time entry is another thing.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::access::Caller;
use super::problem::Problem;
use super::{Alignsoft, State, page};
use crate::pairs::Pairs;

pub(super) struct Ticket {
    pub(super) id: &'static str,
    pub(super) project: &'static str,
    pub(super) title: &'static str,
    pub(super) assignee: Option<&'static str>,
}

impl Ticket {
    fn show(&self) -> Value {
        json!({
            "id": self.id,
            "projectId": self.project,
            "type": "task",
            "title": self.title,
            "status": "open",
            "assigneeId": self.assignee,
        })
    }
}

impl State {
    pub(super) fn ticket(&self, id: &str) -> Option<&Ticket> {
        self.tickets.iter().find(|ticket| ticket.id == id)
    }
}

pub(super) fn routes() -> Router<Arc<Alignsoft>> {
    Router::new().route("/projects/{project}/entries", get(list))
}

async fn list(
    Shared(api): Shared<Arc<Alignsoft>>,
    caller: Caller,
    Path(project): Path<String>,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let project = caller.project(state, &project)?.id;
        let tickets = state.tickets.iter().filter(|ticket| ticket.project == project).collect();
        page::answer(&query, tickets, Ticket::show).map(Json)
    })
}
