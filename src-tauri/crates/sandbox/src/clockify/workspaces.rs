//! Workspaces: who belongs to them, which rules their entries obey, and everything inside them.

use std::sync::Arc;

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use http::StatusCode;
use serde_json::{Value, json};

use super::access::{Caller, Member};
use super::clients::Client;
use super::entries::Entry;
use super::problem::Problem;
use super::projects::Project;
use super::tags::Tag;
use super::tasks::Task;
use super::{Clockify, moment};
use crate::pairs::Pairs;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Owner,
    Plain,
}

impl Role {
    /// As `roles` names it; plain members have none.
    fn word(self) -> Option<&'static str> {
        match self {
            Self::Owner => Some("OWNER"),
            Self::Plain => None,
        }
    }
}

/// The roles that `roles` may name. Nobody in the samples has one of the others.
const ROLES: [&str; 4] = ["OWNER", "WORKSPACE_ADMIN", "TEAM_MANAGER", "PROJECT_MANAGER"];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tracking {
    #[default]
    Free,
    /// "Force timer": nothing may be entered afterwards.
    TimerOnly,
}

/// The part of `workspaceSettings` that decides about entries.
#[derive(Debug, Clone, Default)]
pub(super) struct Rules {
    pub(super) projects: bool,
    pub(super) tasks: bool,
    pub(super) tags: bool,
    pub(super) description: bool,
    pub(super) billable_by_admins: bool,
    pub(super) tracking: Tracking,
    /// Entries that start before this are locked for plain members.
    pub(super) locked_before: Option<DateTime<Utc>>,
}

pub(super) struct Workspace {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) plan: &'static str,
    pub(super) features: &'static [&'static str],
    pub(super) rules: Rules,
    pub(super) members: Vec<(&'static str, Role)>,
    pub(super) clients: Vec<Client>,
    pub(super) projects: Vec<Project>,
    pub(super) tags: Vec<Tag>,
    pub(super) entries: Vec<Entry>,
}

impl Workspace {
    pub(super) fn role_of(&self, user: &str) -> Option<Role> {
        self.members.iter().find(|(member, _)| *member == user).map(|(_, role)| *role)
    }

    pub(super) fn project(&self, id: &str) -> Option<&Project> {
        self.projects.iter().find(|project| project.id == id)
    }

    pub(super) fn task(&self, id: &str) -> Option<&Task> {
        self.projects.iter().flat_map(|project| &project.tasks).find(|task| task.id == id)
    }

    pub(super) fn tag(&self, id: &str) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.id == id)
    }

    pub(super) fn has(&self, feature: &str) -> bool {
        self.features.contains(&feature)
    }

    fn show(&self) -> Value {
        let rules = &self.rules;
        json!({
            "id": self.id,
            "name": self.name,
            "imageUrl": "",
            "featureSubscriptionType": self.plan,
            "features": self.features,
            "subdomain": { "name": null, "enabled": false },
            "memberships": self.members.iter().map(|(user, _)| json!({
                "userId": user,
                "targetId": self.id,
                "membershipType": "WORKSPACE",
                "membershipStatus": "ACTIVE",
            })).collect::<Vec<_>>(),
            "workspaceSettings": {
                "forceProjects": rules.projects,
                "forceTasks": rules.tasks,
                "forceTags": rules.tags,
                "forceDescription": rules.description,
                "timeTrackingMode": match rules.tracking {
                    Tracking::Free => "DEFAULT",
                    Tracking::TimerOnly => "STOPWATCH_ONLY",
                },
                "lockTimeEntries": rules.locked_before.map(moment::write),
                "lockTimeZone": null,
                "automaticLock": null,
                "onlyAdminsCanChangeBillableStatus": rules.billable_by_admins,
                "defaultBillableProjects": true,
                "isProjectPublicByDefault": true,
                "trackTimeDownToSecond": true,
                "timeRoundingInReports": false,
                "durationFormat": "FULL",
                "projectLabel": "project",
                "taskLabel": "task",
            },
        })
    }
}

pub(super) fn routes() -> Router<Arc<Clockify>> {
    Router::new()
        .route("/workspaces", get(list))
        .route("/workspaces/{workspace}", get(read))
        .route("/workspaces/{workspace}/custom-fields", get(custom_fields))
}

/// With `roles`, only the workspaces where the caller has one of these roles; owners do not count as administrators.
async fn list(
    State(api): State<Arc<Clockify>>,
    caller: Caller,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    let wanted: Vec<&str> = query.all("roles").flat_map(|roles| roles.split(',')).collect();
    if wanted.iter().any(|role| !ROLES.contains(role)) {
        return Err(Problem::rejected(StatusCode::BAD_REQUEST, "There is no such role."));
    }
    Ok(Json(api.with(|state| {
        let has = |role: Role| wanted.is_empty() || role.word().is_some_and(|word| wanted.contains(&word));
        let mine = |workspace: &&Workspace| workspace.role_of(&caller.user).is_some_and(has);
        state.workspaces.iter().filter(mine).map(Workspace::show).collect()
    })))
}

async fn read(State(api): State<Arc<Clockify>>, member: Member) -> Json<Value> {
    Json(api.with(|state| member.workspace(state).show()))
}

/// No sample workspace has custom fields. The list ignores paging and carries no `Last-Page`.
async fn custom_fields(_: Member) -> Json<Value> {
    Json(json!([]))
}
