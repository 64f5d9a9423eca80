//! Alignsoft: one time entry per local day in quarter hours, made once by key and reference, never removed.

mod api;
mod day;
mod entry;
mod hours;
mod key;
mod line;
mod problem;
mod project;
mod read;
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

/// Alignsoft.
#[derive(Clone, Copy, Debug)]
pub struct Alignsoft;

static ABOUT: Descriptor = Descriptor {
    kind: "alignsoft",
    name: "Alignsoft",
    monogram: "Al",
    hint: "Align, at alignsoft.us",
    default_url: Some("https://app.alignsoft.us"),
    secret_name: "API key",
    secret_url: "https://docs.alignsoft.us/docs/partner-guide/api-key",
    browser: None,
    workspace: None,
    fields: &[
        Field {
            key: "user",
            label: "Person",
            help: "The id of the person the time is for. Left empty, whoever made the key.",
            required: false,
            kind: FieldKind::Text,
        },
        Field {
            key: "round",
            label: "Rounding",
            help: "Alignsoft keeps quarter hours. Each upload shows what rounding does to it.",
            required: false,
            kind: FieldKind::Choice(&[
                ("nearest", "Nearest quarter"),
                ("up", "Up"),
                ("down", "Down, at least a quarter"),
            ]),
        },
    ],
    words: &[],
    can: Capabilities {
        dedupe: Dedupe::ServerKey { seconds: 24 * 60 * 60 },
        update: true,
        delete: false,
        break_entries: false,
        clock_times: false,
        tags: false,
        billable: true,
    },
    unit: Unit::Hours { step: 900 },
    default_policy: Policy { breaks: BreakPolicy::Subtract, rounding: Rounding::Nearest },
    looks: LookPlan { after_seconds: &[5, 60] },
    pace_millis: 300,
};

#[async_trait]
impl Tracker for Alignsoft {
    fn about(&self) -> &'static Descriptor {
        &ABOUT
    }

    async fn whoami(&self, cx: &Cx<'_>) -> Result<Identity, TrackerError> {
        whoami::whoami(cx).await
    }

    async fn targets(&self, cx: &Cx<'_>, query: TargetQuery) -> Result<Page<Target>, TrackerError> {
        targets::targets(&Line::open(cx).await?, query).await
    }

    /// No rule of Align is known to be readable; nothing is asked.
    async fn rules(&self, _: &Cx<'_>) -> Result<WorkspaceRules, TrackerError> {
        Ok(WorkspaceRules::default())
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

    async fn create(&self, cx: &Cx<'_>, payload: &Payload, key: UploadId) -> Result<Remote, TrackerError> {
        write::create(&Line::open(cx).await?, payload, key).await
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
