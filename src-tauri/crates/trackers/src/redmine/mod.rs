//! Redmine: time entries by the day in decimal hours, without idempotency, so a lost answer is looked for by the clock
//! times that open the comment.

mod activity;
mod api;
mod day;
mod entry;
mod fields;
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
mod whoami;
mod wire;
mod write;

use async_trait::async_trait;
use domain::payload::{BreakPolicy, Rounding};
use domain::target::Identity;
use domain::upload::Unsendable;
use domain::{Booking, Entry, Part, Payload, Policy, Target, Timestamp, UploadId};

use self::day::HUNDREDTH;
use self::line::Line;
use crate::{
    Capabilities, Cx, Dedupe, Descriptor, Field, FieldKind, Found, LookPlan, Page, Remote, TargetQuery,
    Tracker, TrackerError, Unit, Words, WorkspaceRules,
};

/// Redmine.
#[derive(Clone, Copy, Debug)]
pub struct Redmine;

static ABOUT: Descriptor = Descriptor {
    kind: "redmine",
    name: "Redmine",
    monogram: "R",
    hint: "On a server of your own",
    default_url: None,
    secret_name: "API access key",
    secret_url: "https://www.redmine.org/projects/redmine/wiki/Rest_api",
    browser: None,
    workspace: None,
    fields: &[
        Field {
            key: "activity",
            label: "Activity",
            help: "Its name or id, for every entry. Left empty, the server's default.",
            required: false,
            kind: FieldKind::Text,
        },
        Field {
            key: "fields",
            label: "Custom fields",
            help: "What the server demands of every entry, by number: 1=4711; 3=Home.",
            required: false,
            kind: FieldKind::Text,
        },
        Field {
            key: "round",
            label: "Rounding",
            help: "Redmine keeps hundredths of an hour.",
            required: false,
            kind: FieldKind::Choice(&[("nearest", "Nearest hundredth"), ("up", "Up"), ("down", "Down")]),
        },
    ],
    words: &[
        Words {
            en: "On a server of your own",
            de: "Auf einem eigenen Server",
            fr: "Sur votre propre serveur",
        },
        Words { en: "API access key", de: "API-Zugriffsschlüssel", fr: "Clé d’accès API" },
        Words { en: "Activity", de: "Aktivität", fr: "Activité" },
        Words {
            en: "Its name or id, for every entry. Left empty, the server's default.",
            de: "Ihr Name oder ihre Kennung, für jeden Eintrag. Leer: die Vorgabe des Servers.",
            fr: "Son nom ou son identifiant, pour chaque entrée. Vide\u{a0}: celle par défaut du serveur.",
        },
        Words { en: "Custom fields", de: "Benutzerdefinierte Felder", fr: "Champs personnalisés" },
        Words {
            en: "What the server demands of every entry, by number: 1=4711; 3=Home.",
            de: "Was der Server von jedem Eintrag verlangt, nach Nummer: 1=4711; 3=Home.",
            fr: "Ce que le serveur demande de chaque entrée, par numéro\u{a0}: 1=4711; 3=Home.",
        },
        Words {
            en: "Redmine keeps hundredths of an hour.",
            de: "Redmine behält Hundertstelstunden.",
            fr: "Redmine garde des centièmes d’heure.",
        },
        Words { en: "Nearest hundredth", de: "Nächstes Hundertstel", fr: "Centième le plus proche" },
    ],
    can: Capabilities {
        dedupe: Dedupe::Natural,
        update: true,
        delete: true,
        break_entries: false,
        clock_times: false,
        tags: false,
        billable: false,
    },
    unit: Unit::Hours { step: HUNDREDTH },
    default_policy: Policy { breaks: BreakPolicy::Subtract, rounding: Rounding::Nearest },
    looks: LookPlan { after_seconds: &[2, 15, 60, 300] },
    pace_millis: 100,
};

#[async_trait]
impl Tracker for Redmine {
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
        _: &Payload,
        payload: &Payload,
    ) -> Result<Remote, TrackerError> {
        write::update(&Line::open(cx).await?, remote_id, payload).await
    }

    async fn delete(&self, cx: &Cx<'_>, remote_id: &str, _: &Payload) -> Result<(), TrackerError> {
        write::delete(&Line::open(cx).await?, remote_id).await
    }
}
