//! awork: one time entry per stretch of work, day and time of day apart, found again by the moment of its making.

mod api;
mod entry;
mod kind_of_work;
mod line;
mod moment;
mod place;
mod problem;
mod project;
mod read;
mod rules;
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
    Capabilities, Cx, Dedupe, Descriptor, Field, FieldKind, Found, LookPlan, OAuth, Page, Remote,
    TargetQuery, Tracker, TrackerError, Unit, WorkspaceRules,
};

/// awork.
#[derive(Clone, Copy, Debug)]
pub struct Awork;

static ABOUT: Descriptor = Descriptor {
    kind: "awork",
    name: "awork",
    monogram: "aw",
    hint: "awork.com",
    default_url: Some("https://api.awork.com"),
    secret_name: "API key or access token",
    secret_url: "https://developers.awork.com",
    browser: Some(OAuth {
        api: api::API,
        register: &["clientapplications", "register"],
        authorize: &["accounts", "authorize"],
        token: &["accounts", "token"],
        scope: "full_access offline_access",
        unused_days: 30,
    }),
    workspace: None,
    fields: &[
        Field {
            key: "type_of_work",
            label: "Type of work",
            help: "Its name or id, for every entry. Left empty, the one of the task.",
            required: false,
            kind: FieldKind::Text,
        },
        Field {
            key: "user",
            label: "Person",
            help: "With an API key, which is no person: your e-mail address or id there.",
            required: false,
            kind: FieldKind::Text,
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
        billable: true,
    },
    unit: Unit::Seconds,
    default_policy: Policy { breaks: BreakPolicy::Gap, rounding: Rounding::Nearest },
    looks: LookPlan { after_seconds: &[5, 40, 160] },
    // 1000 requests a minute are taken from all clients of a workspace together, and a change is up to three.
    pace_millis: 250,
};

#[async_trait]
impl Tracker for Awork {
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
        _: &Policy,
        rules: &WorkspaceRules,
    ) -> Result<Vec<Part>, Unsendable> {
        project::project(entry, booking, rules)
    }

    async fn create(&self, cx: &Cx<'_>, payload: &Payload, _: UploadId) -> Result<Remote, TrackerError> {
        write::create(&Line::open(cx).await?, payload).await
    }

    async fn find(&self, cx: &Cx<'_>, payload: &Payload, since: Timestamp) -> Result<Found, TrackerError> {
        read::find(&Line::open(cx).await?, payload, since).await
    }

    async fn read(&self, cx: &Cx<'_>, remote_id: &str, _: &Payload) -> Result<Option<Remote>, TrackerError> {
        read::one(&Line::open(cx).await?, remote_id).await
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
