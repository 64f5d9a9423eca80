//! Connections and kinds as clients see them; the targets kept of them.

use api::{ApiError, Choice, FormField, Health, Policies, Target, Tracker, TrackerKind, words};
use domain::payload::{BreakPolicy, Rounding};
use domain::{Booking, Connection, Timestamp};
use trackers::{Descriptor, Field, FieldKind};

use crate::answer::form_words::said;
use crate::answer::log::at_most;
use crate::outbox::pause_code;
use crate::owner::Owner;
use crate::storage::storage_error;
use crate::views::{PauseWords, pause_words};

/// Every tracker kind and its form.
pub(super) fn kinds() -> Vec<TrackerKind> {
    trackers::all()
        .iter()
        .map(|tracker| {
            let about = tracker.about();
            TrackerKind {
                kind: about.kind.into(),
                name: about.name.into(),
                monogram: about.monogram.into(),
                hint: said(about, about.hint).into(),
                default_url: about.default_url.unwrap_or_default().into(),
                secret_name: said(about, about.secret_name).into(),
                secret_url: about.secret_url.into(),
                browser: about.browser.is_some(),
                workspace: about.workspace.as_ref().map(|field| form_field(about, field)),
                fields: about.fields.iter().map(|field| form_field(about, field)).collect(),
                token_env: "STINT_TOKEN_<NAME>".into(),
            }
        })
        .collect()
}

fn form_field(about: &Descriptor, field: &Field) -> FormField {
    FormField {
        key: field.key.into(),
        label: said(about, field.label).into(),
        help: said(about, field.help).into(),
        required: field.required,
        choices: match field.kind {
            FieldKind::Text => Vec::new(),
            FieldKind::Choice(choices) => choices
                .iter()
                .map(|(value, label)| Choice { value: (*value).into(), label: said(about, label).into() })
                .collect(),
        },
    }
}

impl Owner {
    /// All connections.
    pub(crate) async fn trackers(&self) -> Result<Vec<Tracker>, ApiError> {
        let mut views = Vec::new();
        for connection in self.reader.connections().await.map_err(|error| storage_error(&error))? {
            views.push(self.tracker_view(&connection).await?);
        }
        Ok(views)
    }

    /// One connection.
    pub(crate) async fn tracker_view(&self, connection: &Connection) -> Result<Tracker, ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        let about = trackers::by_kind(&connection.kind).map(|tracker| tracker.about());
        let pauses = self.reader.pauses().await.map_err(fail)?;
        let pause = pauses.iter().find(|(id, _)| *id == connection.id).map(|(_, pause)| pause);
        let unsaved = || self.sign_ins.is_unsaved(connection.id).then(words::sign_in::unsaved);
        let words = self.pause_words().await?.remove(&connection.id).or_else(unsaved);
        let targets = self.reader.target_count(connection.id).await.map_err(fail)?;
        let refreshed = self.reader.targets_at(connection.id).await.map_err(fail)?;
        Ok(Tracker {
            id: connection.id.to_string(),
            name: connection.name.clone(),
            kind: connection.kind.clone(),
            kind_name: about.map_or_else(|| connection.kind.clone(), |about| about.name.into()),
            monogram: about.map_or("·", |about| about.monogram).into(),
            url: connection.base_url.clone(),
            workspace: connection.workspace.clone(),
            settings: connection.settings.clone(),
            account: connection.identity.as_ref().map(|identity| identity.display.clone()),
            health: match pause {
                Some(pause) if pause.reason == pause_code::BY_HAND => Health::Paused,
                Some(pause) if pause.until.is_none() => Health::SignIn,
                Some(_) => Health::Waiting,
                None if connection.identity.is_none() => Health::Untested,
                None => Health::Ok,
            },
            reason: words.as_ref().map(|words| words.0.clone()),
            remedy: words.map(|words| words.1),
            answered: self.outbox.answered(connection.id).map(Timestamp::rfc3339),
            targets,
            refreshed: refreshed.map(Timestamp::rfc3339),
            secret: self.secret_source(connection).await,
            policy: Policies {
                breaks: match connection.policy.breaks {
                    BreakPolicy::Gap => "gap",
                    BreakPolicy::Entry => "entry",
                    BreakPolicy::Subtract => "subtract",
                }
                .into(),
                rounding: match connection.policy.rounding {
                    Rounding::Nearest => "nearest",
                    Rounding::Up => "up",
                    Rounding::Down => "down",
                }
                .into(),
            },
        })
    }

    /// Why connections wait, in words.
    pub(crate) async fn pause_words(&self) -> Result<PauseWords, ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        let pauses = self.reader.pauses().await.map_err(fail)?;
        if pauses.is_empty() {
            return Ok(PauseWords::new());
        }
        let connections = self.reader.connections().await.map_err(fail)?;
        Ok(pause_words(pauses, &connections, self.ports.clock.zone()))
    }

    /// Forgets a connection, its catalogue, its uploads and its secret. What its tracker holds stays there.
    pub(crate) async fn tracker_remove(&mut self, name: &str) -> Result<(), ApiError> {
        let connection = self.connection_named(name).await?;
        self.store.remove_connection(connection.id).await.map_err(|error| storage_error(&error))?;
        self.known_secrets.remove(&connection.id);
        self.sign_ins.forget(connection.id);
        self.outbox.forget(connection.id);
        self.forget_care(connection.id).await?;
        if let Err(error) = self.ports.secrets.remove(connection.id).await {
            tracing::warn!(%error, connection = %connection.id, "the secret stays in the keychain");
        }
        self.tell(&[api::Topic::Trackers, api::Topic::Uploads, api::Topic::Entries], None).await;
        Ok(())
    }

    /// The kept targets that fit a text.
    pub(crate) async fn targets(
        &self,
        text: &str,
        tracker: Option<String>,
        limit: Option<u32>,
    ) -> Result<Vec<Target>, ApiError> {
        let only = match tracker {
            Some(name) => Some(self.connection_named(&name).await?.id),
            None => None,
        };
        let found = self
            .reader
            .targets(only, text, at_most(limit, 20, 500))
            .await
            .map_err(|error| storage_error(&error))?;
        let bookings: Vec<Booking> = found
            .iter()
            .map(|known| Booking { connection: known.connection, target: known.target.id.clone() })
            .collect();
        let names = self.names(bookings.iter()).await?;
        Ok(found
            .iter()
            .map(|known| Target {
                target: format!("{}:{}", names.connection(known.connection), known.target.key),
                connection: names.connection(known.connection),
                monogram: names.monogram(known.connection),
                key: known.target.key.clone(),
                title: known.target.title.clone(),
                parent: known.target.parent.clone(),
                mine: known.target.mine,
            })
            .collect())
    }
}
