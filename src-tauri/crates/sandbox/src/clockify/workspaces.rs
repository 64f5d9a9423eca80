//! Workspaces: who belongs to them, which rules their entries obey, and everything inside them.

use std::sync::Arc;

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::access::{Caller, Member};
use super::clients::Client;
use super::entries::Entry;
use super::projects::Project;
use super::tags::Tag;
use super::tasks::Task;
use super::{Clockify, moment};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Owner,
    Plain,
}

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

async fn list(State(api): State<Arc<Clockify>>, caller: Caller) -> Json<Value> {
    Json(api.with(|state| {
        let mine = |workspace: &&Workspace| workspace.role_of(&caller.user).is_some();
        state.workspaces.iter().filter(mine).map(Workspace::show).collect()
    }))
}

async fn read(State(api): State<Arc<Clockify>>, member: Member) -> Json<Value> {
    Json(api.with(|state| member.workspace(state).show()))
}

/// No sample workspace has custom fields. The list ignores paging and carries no `Last-Page`.
async fn custom_fields(_: Member) -> Json<Value> {
    Json(json!([]))
}
