//! Yandex Tracker: worklogs on issues in working minutes, no idempotency, so a lost answer is looked for.

mod api;
mod duration;
mod line;
mod look;
mod moment;
mod org;
mod project;
mod read;
mod targets;
#[cfg(test)]
mod tests;
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

/// Yandex Tracker.
#[derive(Clone, Copy, Debug)]
pub struct Yandex;

static ABOUT: Descriptor = Descriptor {
    kind: "yandex",
    name: "Yandex Tracker",
    monogram: "Ya",
    hint: "Yandex 360 or Cloud",
    default_url: Some("https://api.tracker.yandex.net"),
    secret_name: "OAuth or IAM token",
    secret_url: "https://yandex.ru/support/tracker/en/concepts/access",
    browser: None,
    workspace: None,
    fields: &[
        Field {
            key: "org",
            label: "Organisation id",
            help: "In Tracker under Administration, Organizations.",
            required: true,
            kind: FieldKind::Text,
        },
        Field {
            key: "org_kind",
            label: "Kind of organisation",
            help: "Found out by asking when left alone.",
            required: false,
            kind: FieldKind::Choice(&[
                ("auto", "Find out"),
                ("360", "Yandex 360"),
                ("cloud", "Yandex Cloud"),
            ]),
        },
        Field {
            key: "auth",
            label: "Kind of token",
            help: "IAM tokens end after a few hours and work for Yandex Cloud only.",
            required: false,
            kind: FieldKind::Choice(&[("oauth", "OAuth"), ("iam", "IAM")]),
        },
        Field {
            key: "breaks",
            label: "Breaks",
            help: "One record with the net time, or one per stretch of work.",
            required: false,
            kind: FieldKind::Choice(&[("subtract", "Subtract"), ("gap", "Leave a gap")]),
        },
        Field {
            key: "round",
            label: "Rounding",
            help: "Tracker keeps whole minutes.",
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
    pace_millis: 500,
};

#[async_trait]
impl Tracker for Yandex {
    fn about(&self) -> &'static Descriptor {
        &ABOUT
    }

    async fn whoami(&self, cx: &Cx<'_>) -> Result<Identity, TrackerError> {
        whoami::find_out(cx).await.map(|(identity, _)| identity)
    }

    async fn targets(&self, cx: &Cx<'_>, query: TargetQuery) -> Result<Page<Target>, TrackerError> {
        targets::targets(&Line::open(cx).await?, query).await
    }

    /// Tracker has no such rules; nothing is asked.
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

    async fn create(&self, cx: &Cx<'_>, payload: &Payload, _: UploadId) -> Result<Remote, TrackerError> {
        write::create(&Line::open(cx).await?, payload).await
    }

    async fn find(&self, cx: &Cx<'_>, payload: &Payload, since: Timestamp) -> Result<Found, TrackerError> {
        look::find(&Line::open(cx).await?, payload, since).await
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
