//! The search for work items, with its quirk: a number in the text finds every item of that number.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::access::Caller;
use super::items::Item;
use super::problem::Problem;
use super::projects::Project;
use super::{Plane, State};
use crate::pairs::Pairs;

/// The route under one of the two names that items have had.
pub(super) fn routes(family: &str) -> Router<Arc<Plane>> {
    Router::new().route(&format!("/workspaces/{{slug}}/{family}/search/"), get(search))
}

async fn search(
    Shared(api): Shared<Arc<Plane>>,
    caller: Caller,
    Path(slug): Path<String>,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        state.workspace(caller, &slug)?;
        let text = query.get("search").unwrap_or_default();
        let limit = query.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(10);
        // The project narrows only when the whole workspace is declined too.
        let narrowed = query.get("project_id").filter(|_| query.get("workspace_search") == Some("false"));
        let found =
            state.items.iter().filter_map(|item| Some((item, state.searchable(caller, &slug, item)?)));
        let found = found
            .filter(|(item, project)| !text.is_empty() && holds(item, project, text))
            .filter(|(_, project)| narrowed.is_none_or(|narrowed| project.id == narrowed))
            .take(limit);
        let shown: Vec<Value> = found
            .map(|(item, project)| {
                json!({
                    "id": item.id,
                    "name": item.name,
                    "sequence_id": item.number,
                    "project__identifier": project.identifier,
                    "project_id": project.id,
                    "workspace__slug": slug,
                })
            })
            .collect();
        Ok(Json(json!({ "issues": shown })))
    })
}

impl State {
    /// The item's project, if it is one that is searched for this caller.
    fn searchable(&self, caller: Caller, slug: &str, item: &Item) -> Option<&Project> {
        let project = self.projects.iter().find(|project| project.id == item.project)?;
        let is_in = project.workspace == slug && !project.archived && project.role(caller.user).is_some();
        is_in.then_some(project)
    }
}

fn holds(item: &Item, project: &Project, text: &str) -> bool {
    let folded = text.to_lowercase();
    let mut numbers = text.split(|sign: char| !sign.is_ascii_digit()).filter(|digits| !digits.is_empty());
    item.name.to_lowercase().contains(&folded)
        || numbers.any(|digits| digits == item.number.to_string())
        || project.identifier.to_lowercase().contains(&folded)
}
