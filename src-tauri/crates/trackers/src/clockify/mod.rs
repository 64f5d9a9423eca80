//! Clockify: one entry per stretch of work, whole seconds, no idempotency, so a lost answer is looked for.

mod api;
mod entry;
mod line;
mod moment;
mod project;
mod read;
mod rules;
mod tags;
mod targets;
#[cfg(test)]
mod tests;
mod whoami;
mod wire;
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

/// Clockify.
#[derive(Clone, Copy, Debug)]
pub struct Clockify;

static ABOUT: Descriptor = Descriptor {
    kind: "clockify",
    name: "Clockify",
    monogram: "C",
    hint: "Any region",
    default_url: Some("https://api.clockify.me"),
    secret_name: "API key",
    secret_url: "https://clockify.me/help/administration/api-webhook-settings",
    browser: None,
    workspace: Some(Field {
        key: "workspace",
        label: "Workspace",
        help: "Its name or id. Left empty, the one that is active in Clockify.",
        required: false,
        kind: FieldKind::Text,
    }),
    fields: &[Field {
        key: "breaks",
        label: "Breaks",
        help: "Break entries need a workspace that has them switched on; elsewhere a gap is left.",
        required: false,
        kind: FieldKind::Choice(&[("gap", "Leave a gap"), ("entry", "Break entries")]),
    }],
    words: &[],
    can: Capabilities {
        dedupe: Dedupe::Natural,
        update: true,
        delete: true,
        break_entries: true,
        clock_times: true,
        tags: true,
        billable: true,
    },
    unit: Unit::Seconds,
    default_policy: Policy { breaks: BreakPolicy::Gap, rounding: Rounding::Nearest },
    looks: LookPlan { after_seconds: &[5, 45, 180] },
    pace_millis: 100,
};

#[async_trait]
impl Tracker for Clockify {
    fn about(&self) -> &'static Descriptor {
        &ABOUT
    }

    async fn whoami(&self, cx: &Cx<'_>) -> Result<Identity, TrackerError> {
        whoami::whoami(cx).await
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
        rules: &WorkspaceRules,
    ) -> Result<Vec<Part>, Unsendable> {
        project::project(entry, booking, policy, rules)
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
        _: &Payload,
        payload: &Payload,
    ) -> Result<Remote, TrackerError> {
        write::update(&Line::open(cx).await?, remote_id, payload).await
    }

    async fn delete(&self, cx: &Cx<'_>, remote_id: &str, _: &Payload) -> Result<(), TrackerError> {
        write::delete(&Line::open(cx).await?, remote_id).await
    }
}
