//! Tags of a workspace.

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

pub(super) struct Tag {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) archived: bool,
}

impl Tag {
    pub(super) fn show(&self, workspace: &str) -> Value {
        json!({ "id": self.id, "name": self.name, "workspaceId": workspace, "archived": self.archived })
    }
}

pub(super) fn routes() -> Router<Arc<Clockify>> {
    Router::new().route("/workspaces/{workspace}/tags", get(list))
}

async fn list(State(api): State<Arc<Clockify>>, member: Member, query: Pairs) -> Result<Response, Problem> {
    let page = Page::of(&query)?;
    Ok(api.with(|state| {
        let workspace = member.workspace(state);
        let excluded: Vec<_> = query.all("excluded-ids").flat_map(|ids| ids.split(',')).collect();
        let wanted = |tag: &&Tag| {
            name_matches(&query, tag.name)
                && archived_matches(&query, tag.archived)
                && !excluded.contains(&tag.id)
        };
        let tags = workspace.tags.iter().filter(wanted).collect();
        page.answer(tags, |tag| tag.show(workspace.id))
    }))
}
