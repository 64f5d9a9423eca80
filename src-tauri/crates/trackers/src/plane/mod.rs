//! Plane: worklogs on work items in whole minutes, without a date and without idempotency, so a lost answer is looked for.

mod api;
mod line;
mod place;
mod problem;
mod project;
mod read;
mod rules;
mod stamp;
mod targets;
#[cfg(test)]
mod tests;
mod text;
mod whoami;
mod wire;
mod worklog;
mod write;

use async_trait::async_trait;
use domain::payload::{BreakPolicy, Rounding};
use domain::target::Identity;
use domain::upload::Unsendable;
use domain::{Booking, Entry, Part, Payload, Policy, Target, Timestamp, UploadId};

use self::line::Line;
use crate::{
    Capabilities, Cx, Dedupe, Descriptor, Field, FieldKind, Found, LookPlan, Page, Remote, TargetQuery,
    Tracker, TrackerError, Unit, WorkspaceRules,
};

/// Plane.
#[derive(Clone, Copy, Debug)]
pub struct Plane;

static ABOUT: Descriptor = Descriptor {
    kind: "plane",
    name: "Plane",
    monogram: "Pl",
    hint: "Cloud or your own server",
    default_url: Some("https://api.plane.so"),
    secret_name: "Personal access token",
    secret_url: "https://developers.plane.so/api-reference/introduction",
    browser: None,
    workspace: Some(Field {
        key: "workspace",
        label: "Workspace slug",
        help: "The part after app.plane.so/ in the address of the workspace.",
        required: true,
        kind: FieldKind::Text,
    }),
    fields: &[
        Field {
            key: "auth",
            label: "Kind of token",
            help: "Personal access tokens begin with plane_api_.",
            required: false,
            kind: FieldKind::Choice(&[("key", "Personal access token"), ("oauth", "OAuth token")]),
        },
        Field {
            key: "round",
            label: "Rounding",
            help: "Plane keeps whole minutes.",
            required: false,
            kind: FieldKind::Choice(&[("nearest", "Nearest minute"), ("up", "Up"), ("down", "Down")]),
        },
    ],
    words: &[],
    can: Capabilities {
        dedupe: Dedupe::Natural,
        update: true,
        delete: true,
        break_entries: false,
        clock_times: true,
        tags: false,
        billable: false,
    },
    unit: Unit::Minutes,
    default_policy: Policy { breaks: BreakPolicy::Subtract, rounding: Rounding::Nearest },
    looks: LookPlan { after_seconds: &[2, 15, 60, 300] },
    // 60 requests a minute are taken, and a change is two: a read and the change.
    pace_millis: 2_100,
};

#[async_trait]
impl Tracker for Plane {
    fn about(&self) -> &'static Descriptor {
        &ABOUT
    }

    async fn whoami(&self, cx: &Cx<'_>) -> Result<Identity, TrackerError> {
        whoami::find_out(cx).await
    }

    async fn targets(&self, cx: &Cx<'_>, query: TargetQuery) -> Result<Page<Target>, TrackerError> {
        targets::targets(&Line::open(cx).await?, query).await
    }

    async fn rules(&self, cx: &Cx<'_>) -> Result<WorkspaceRules, TrackerError> {
        rules::rules(&Line::open(cx).await?).await
    }

    fn project(
        &self,
        entry: &Entry,
        booking: &Booking,
        policy: &Policy,
        _: &WorkspaceRules,
    ) -> Result<Vec<Part>, Unsendable> {
        project::project(entry, booking, policy)
    }

    async fn create(&self, cx: &Cx<'_>, payload: &Payload, _: UploadId) -> Result<Remote, TrackerError> {
        write::create(&Line::open(cx).await?, payload).await
    }

    async fn find(&self, cx: &Cx<'_>, payload: &Payload, _: Timestamp) -> Result<Found, TrackerError> {
        read::find(&Line::open(cx).await?, payload).await
    }

    async fn read(
        &self,
        cx: &Cx<'_>,
        remote_id: &str,
        payload: &Payload,
    ) -> Result<Option<Remote>, TrackerError> {
        read::one(&Line::open(cx).await?, remote_id, payload).await
    }

    async fn update(
        &self,
        cx: &Cx<'_>,
        remote_id: &str,
        before: &Payload,
        payload: &Payload,
    ) -> Result<Remote, TrackerError> {
        write::update(&Line::open(cx).await?, remote_id, before, payload).await
    }

    async fn delete(&self, cx: &Cx<'_>, remote_id: &str, payload: &Payload) -> Result<(), TrackerError> {
        write::delete(&Line::open(cx).await?, remote_id, payload).await
    }
}
