//! Time entries: what one is, how it is shown, and which file answers which route.

mod change;
mod create;
mod draft;
mod list;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, patch};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::{Value, json};

use super::hours::{self, Shape};
use super::{Alignsoft, State, moment};
use crate::record::Record;

pub(super) use self::draft::Draft;

/// How far a time entry is on its way to the invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Draft,
    Submitted,
    Approved,
    Rejected,
    Locked,
    Invoiced,
}

impl Status {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Draft, "draft"),
        (Self::Submitted, "submitted"),
        (Self::Approved, "approved"),
        (Self::Rejected, "rejected"),
        (Self::Locked, "locked"),
        (Self::Invoiced, "invoiced"),
    ];

    pub(super) fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == word).map(|(status, _)| status)
    }

    fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(status, _)| *status == self).map_or("", |(_, word)| word)
    }

    fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Rejected)
    }
}

/// What stands for the entry in another system.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ExternalRef {
    provider: String,
    kind: String,
    id: String,
}

#[derive(Debug, Clone)]
pub(super) struct TimeEntry {
    pub(super) id: String,
    organization: &'static str,
    project: &'static str,
    user: String,
    pub(super) content: Content,
    pub(super) status: Status,
    external: Option<ExternalRef>,
    created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}

/// What can be changed.
#[derive(Debug, Clone)]
pub(super) struct Content {
    ticket: Option<String>,
    release: Option<String>,
    work_date: NaiveDate,
    quarters: u32,
    /// As sent: rounding touches the hours alone.
    minutes: u32,
    description: Option<String>,
    billable: bool,
}

impl TimeEntry {
    fn show(&self, shape: Shape) -> Value {
        let content = &self.content;
        json!({
            "id": self.id,
            "organizationId": self.organization,
            "projectId": self.project,
            "userId": self.user,
            "entryId": content.ticket,
            "releaseId": content.release,
            "workDate": content.work_date.to_string(),
            "hours": hours::write(content.quarters, shape),
            "minutes": content.minutes,
            "description": content.description,
            "billable": content.billable,
            "source": "api",
            "status": self.status.word(),
            "invoiced": self.status == Status::Invoiced,
            "createdAt": moment(self.created_at),
            "updatedAt": moment(self.updated_at),
        })
    }

    pub(super) fn record(&self, state: &State) -> Record {
        let content = &self.content;
        let project = state.projects.iter().find(|project| project.id == self.project);
        let project = project.map_or("", |project| project.name);
        let ticket = content.ticket.as_deref().and_then(|id| state.ticket(id));
        Record {
            api: "alignsoft",
            kind: "time_entry",
            id: self.id.clone(),
            target: Some(ticket.map_or(project.to_owned(), |ticket| format!("{project}/{}", ticket.title))),
            target_id: Some(match &content.ticket {
                Some(ticket) => format!("{}/{ticket}", self.project),
                None => self.project.to_owned(),
            }),
            start: Some(content.work_date.and_time(NaiveTime::MIN).and_utc()),
            end: None,
            seconds: content.quarters * 900,
            text: content.description.clone().unwrap_or_default(),
            user: self.user.clone(),
        }
    }
}

pub(super) fn routes() -> Router<Arc<Alignsoft>> {
    Router::new()
        .route("/projects/{project}/time-entries", get(list::of_project).post(create::create))
        .route("/time-entries", get(list::of_organization))
        .route("/time-entries/{entry}", patch(change::change))
}
