//! Clients: whom a project is for. Entries reach them through their project only.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use super::Clockify;
use super::access::Member;
use super::page::{Page, archived_matches, name_matches};
use super::problem::Problem;
use crate::pairs::Pairs;

pub(super) struct Client {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) archived: bool,
}

impl Client {
    fn show(&self, workspace: &str) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "workspaceId": workspace,
            "archived": self.archived,
            "email": null,
            "address": null,
            "note": null,
            "currencyCode": "EUR",
        })
    }
}

pub(super) fn routes() -> Router<Arc<Clockify>> {
    Router::new().route("/workspaces/{workspace}/clients", get(list))
}

async fn list(State(api): State<Arc<Clockify>>, member: Member, query: Pairs) -> Result<Response, Problem> {
    let page = Page::of(&query)?;
    Ok(api.with(|state| {
        let workspace = member.workspace(state);
        let wanted =
            |client: &&Client| name_matches(&query, client.name) && archived_matches(&query, client.archived);
        let mut clients: Vec<_> = workspace.clients.iter().filter(wanted).collect();
        clients.sort_by_key(|client| client.name);
        page.answer(clients, |client| client.show(workspace.id))
    }))
}
