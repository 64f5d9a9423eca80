//! Time entries: what one is, how it is shown, and which file answers which route.

mod change;
mod create;
mod draft;
mod list;
mod rights;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::access::Caller;
use super::problem::Problem;
use super::{Awork, State};
use crate::record::Record;

use self::draft::Draft;

#[derive(Debug, Clone)]
pub(super) struct TimeEntry {
    id: String,
    workspace: &'static str,
    user: &'static str,
    content: Content,
    created: (&'static str, DateTime<Utc>),
    updated: (&'static str, DateTime<Utc>),
    version: i64,
}

/// What can be changed. Breaks come from the timer alone, which is not played here.
#[derive(Debug, Clone)]
struct Content {
    project: Option<&'static str>,
    task: Option<String>,
    type_of_work: &'static str,
    zone: Tz,
    when: When,
    seconds: u32,
    note: Option<String>,
    billable: bool,
    billed: bool,
}

#[derive(Debug, Clone, Copy)]
enum When {
    /// From this instant on.
    Clock(DateTime<Utc>),
    /// Some time of this day.
    Day(NaiveDate),
}

impl When {
    /// The day it is booked on, in a zone.
    fn day(self, zone: Tz) -> NaiveDate {
        match self {
            Self::Clock(at) => at.with_timezone(&zone).date_naive(),
            Self::Day(day) => day,
        }
    }

    fn start(self) -> DateTime<Utc> {
        match self {
            Self::Clock(at) => at,
            Self::Day(day) => day.and_time(NaiveTime::MIN).and_utc(),
        }
    }
}

impl TimeEntry {
    /// What is nothing is left out.
    fn show(&self, state: &State) -> Value {
        let content = &self.content;
        let moment = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Millis, true);
        let user = state.user(self.workspace, self.user).map(super::users::User::nested);
        let types = &state.workspace(self.workspace).types_of_work;
        let kind = types.iter().find(|kind| kind.id == content.type_of_work);
        let mut shown = json!({
            "id": self.id,
            "userId": self.user,
            "user": user,
            "createdBy": self.created.0,
            "createdOn": moment(self.created.1),
            "updatedBy": self.updated.0,
            "updatedOn": moment(self.updated.1),
            "resourceVersion": self.version,
            "timezone": content.zone.name(),
            "duration": content.seconds,
            "breakDuration": 0,
            "breaks": [],
            "typeOfWorkId": content.type_of_work,
            "typeOfWork": kind.map(super::workspaces::TypeOfWork::show),
            "isBillable": content.billable,
            "isBilled": content.billed,
            "isExternal": false,
        });
        self.show_times(&mut shown);
        let project = content.project.and_then(|id| state.project(self.workspace, id));
        if let Some(project) = project {
            shown["projectId"] = project.id.into();
            shown["project"] = project.nested();
        }
        if let Some(task) = content.task.as_deref().and_then(|id| state.task(self.workspace, id)) {
            shown["taskId"] = task.id.as_str().into();
            shown["task"] = json!({ "id": task.id, "name": task.name, "typeOfWorkId": task.type_of_work });
        }
        if let Some(note) = &content.note {
            shown["note"] = note.as_str().into();
        }
        shown
    }

    /// Day and time of day apart, in UTC and in the entry's zone; without a time of day there is no end either.
    fn show_times(&self, shown: &mut Value) {
        let content = &self.content;
        let When::Clock(start) = content.when else {
            let day = content.when.start().format("%Y-%m-%dT00:00:00");
            shown["startDateUtc"] = format!("{day}Z").into();
            shown["startDateLocal"] = day.to_string().into();
            return;
        };
        let end = start + Duration::seconds(i64::from(content.seconds));
        for (name, at) in [("start", start), ("end", end)] {
            let local = at.with_timezone(&content.zone);
            shown[format!("{name}DateUtc")] = at.format("%Y-%m-%dT00:00:00Z").to_string().into();
            shown[format!("{name}TimeUtc")] = at.format("%H:%M:%S").to_string().into();
            shown[format!("{name}DateLocal")] = local.format("%Y-%m-%dT00:00:00").to_string().into();
            shown[format!("{name}TimeLocal")] = local.format("%H:%M:%S").to_string().into();
        }
    }

    pub(super) fn record(&self, state: &State) -> Record {
        let content = &self.content;
        let project = content.project.and_then(|id| state.project(self.workspace, id));
        let task = content.task.as_deref().and_then(|id| state.task(self.workspace, id));
        let (target, target_id) = match (project, task) {
            (Some(project), Some(task)) => (
                Some(task.identifier(state).unwrap_or_else(|| format!("{}/{}", project.name, task.name))),
                Some(format!("{}/{}", project.id, task.id)),
            ),
            (Some(project), None) => (Some(project.name.to_owned()), Some(project.id.to_owned())),
            (None, Some(task)) => {
                (Some(format!("Private/{}", task.name)), Some(format!("private/{}", task.id)))
            }
            (None, None) => (None, None),
        };
        let start = content.when.start();
        let has_end = matches!(content.when, When::Clock(_));
        Record {
            api: "awork",
            kind: "time_entry",
            id: self.id.clone(),
            target,
            target_id,
            start: Some(start),
            end: has_end.then(|| start + Duration::seconds(i64::from(content.seconds))),
            seconds: content.seconds,
            text: content.note.clone().unwrap_or_default(),
            user: self.user.to_owned(),
        }
    }
}

impl State {
    /// Where the entry of this id is, in the caller's workspace.
    fn place_of(&self, caller: Caller, id: &str) -> Result<usize, Problem> {
        let workspace = caller.user(self).workspace;
        let found = self.time_entries.iter().position(|entry| entry.workspace == workspace && entry.id == id);
        found.ok_or_else(|| Problem::unknown("time entry", id))
    }
}

pub(super) fn routes() -> Router<Arc<Awork>> {
    Router::new()
        .route("/timeentries", get(list::list).post(create::create))
        .route("/timeentries/{entry}", get(list::read).put(change::change).delete(change::delete))
}
