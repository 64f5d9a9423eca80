//! Projects: what entries are booked on, with their tasks when asked for hydrated.

use std::cmp::Ordering;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::Clockify;
use super::access::Member;
use super::page::{Page, archived_matches, bad_query, name_matches};
use super::problem::Problem;
use super::tasks::Task;
use super::workspaces::Workspace;
use crate::pairs::Pairs;

pub(super) struct Project {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) client: Option<&'static str>,
    pub(super) color: &'static str,
    pub(super) billable: bool,
    pub(super) archived: bool,
    pub(super) tasks: Vec<Task>,
}

impl Project {
    fn client_name<'a>(&self, workspace: &'a Workspace) -> &'a str {
        let client = workspace.clients.iter().find(|client| Some(client.id) == self.client);
        client.map_or("", |client| client.name)
    }

    pub(super) fn show(&self, workspace: &Workspace, hydrated: bool) -> Value {
        let mut project = json!({
            "id": self.id,
            "name": self.name,
            "workspaceId": workspace.id,
            "clientId": self.client.unwrap_or_default(),
            "clientName": self.client_name(workspace),
            "color": self.color,
            "billable": self.billable,
            "archived": self.archived,
            "public": true,
            "template": false,
            "note": "",
            "duration": "PT0S",
            "hourlyRate": null,
            "costRate": null,
            "memberships": [],
        });
        if hydrated {
            project["tasks"] = self.tasks.iter().map(|task| task.show(self.id)).collect();
            project["customFields"] = json!([]);
        }
        project
    }
}

pub(super) fn routes() -> Router<Arc<Clockify>> {
    Router::new()
        .route("/workspaces/{workspace}/projects", get(list))
        .route("/workspaces/{workspace}/projects/{project}", get(read))
        .route("/workspaces/{workspace}/projects/{project}/custom-fields", get(custom_fields))
}

async fn list(State(api): State<Arc<Clockify>>, member: Member, query: Pairs) -> Result<Response, Problem> {
    let page = Page::of(&query)?;
    api.with(|state| {
        let workspace = &*member.workspace(state);
        let wanted = |project: &&Project| {
            name_matches(&query, project.name)
                && archived_matches(&query, project.archived)
                && query.get("billable").is_none_or(|billable| billable == project.billable.to_string())
                && client_matches(&query, project)
        };
        let mut projects: Vec<_> = workspace.projects.iter().filter(wanted).collect();
        let order: fn(&Workspace, &Project, &Project) -> Ordering = match query.get("sort-column") {
            None | Some("NAME") => |_, one, two| one.name.cmp(two.name),
            Some("ID") => |_, one, two| one.id.cmp(two.id),
            Some("CLIENT_NAME") => |here, one, two| one.client_name(here).cmp(two.client_name(here)),
            // The sample projects have neither hours nor budgets to sort by.
            Some("DURATION" | "BUDGET" | "PROGRESS") => |_, _, _| Ordering::Equal,
            Some(_) => return Err(bad_query("sort-column")),
        };
        projects.sort_by(|one, two| order(workspace, one, two));
        if query.get("sort-order") == Some("DESCENDING") {
            projects.reverse();
        }
        let hydrated = query.says("hydrated");
        Ok(page.answer(projects, |project| project.show(workspace, hydrated)))
    })
}

/// `clients` with `contains-client`: these clients' projects, or everyone else's.
fn client_matches(query: &Pairs, project: &Project) -> bool {
    let clients: Vec<_> = query.all("clients").flat_map(|ids| ids.split(',')).collect();
    let inside = project.client.is_some_and(|client| clients.contains(&client));
    clients.is_empty() || inside == (query.get("contains-client") != Some("false"))
}

async fn read(
    State(api): State<Arc<Clockify>>,
    member: Member,
    Path((_, id)): Path<(String, String)>,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let workspace = member.workspace(state);
        let project = workspace.project(&id).ok_or_else(|| Problem::stranger("Project"))?;
        Ok(Json(project.show(workspace, query.says("hydrated"))))
    })
}

async fn custom_fields(_: Member) -> Json<Value> {
    Json(json!([]))
}
