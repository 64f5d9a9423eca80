//! Targets as people write them: `connection:key`, found among those kept locally, else asked for once.

use api::{ApiError, Surface, VerbRequest, words};
use domain::{Booking, Connection, ConnectionId, Target, TargetId};
use trackers::{TargetQuery, Tracker, TrackerError, WorkspaceRules};

use crate::handle::{Input, Reply};
use crate::outbox::Line;
use crate::owner::Owner;
use crate::storage::storage_error;

/// A target that a verb names and that is not kept locally.
pub(crate) enum Missing {
    /// It cannot be looked up either.
    Unknown(ApiError),
    /// Its tracker may know it.
    AskTracker {
        /// Which one.
        connection: ConnectionId,
        /// The key as typed.
        key: String,
    },
}

/// What a tracker said about a target that a verb names, with the verb that waits for it.
#[derive(Debug)]
pub(crate) struct Found {
    connection: ConnectionId,
    key: String,
    answer: Result<Vec<Target>, TrackerError>,
    surface: Surface,
    request: VerbRequest,
    reply: Reply,
}

impl Owner {
    /// The first target of a verb that is not kept locally.
    pub(crate) async fn missing_target(&self, request: &VerbRequest) -> Option<Missing> {
        let on = match request {
            VerbRequest::Start { fields, .. } | VerbRequest::Add { fields, .. } => &fields.on,
            VerbRequest::Edit { fields, .. } => fields.on.as_ref()?,
            VerbRequest::EditMany { fields, .. } => &fields.add_on,
            _ => return None,
        };
        let booked = self.booked_before(request).await;
        for text in on.iter().filter(|text| booked.iter().all(|(name, _)| name != text.trim())) {
            let (name, key) = match split(text) {
                Ok(parts) => parts,
                Err(error) => return Some(Missing::Unknown(error)),
            };
            let connection = match self.connection_named(name).await {
                Ok(connection) => connection,
                Err(error) => return Some(Missing::Unknown(error.field("on"))),
            };
            match self.known_target(&connection, key).await {
                Ok(Some(_)) => {}
                Ok(None) => {
                    return Some(Missing::AskTracker { connection: connection.id, key: key.to_owned() });
                }
                Err(error) => return Some(Missing::Unknown(error)),
            }
        }
        None
    }

    /// Where the entry that a verb edits is booked, as it is shown: that may stay whatever became of its connection.
    async fn booked_before(&self, request: &VerbRequest) -> Vec<(String, Booking)> {
        let VerbRequest::Edit { id, .. } = request else { return Vec::new() };
        // An entry that is not there is said when the verb is read.
        let Ok(id) = self.entry_id(id).await else { return Vec::new() };
        match self.reader.entry(id).await {
            Ok(Some(entry)) => self.shown(&entry.bookings).await.unwrap_or_default(),
            Ok(None) | Err(_) => Vec::new(),
        }
    }

    /// Bookings beside the text they are shown and typed as.
    async fn shown(&self, bookings: &[Booking]) -> Result<Vec<(String, Booking)>, ApiError> {
        let names = self.names(bookings.iter()).await?;
        let text = |booking: &Booking| names.full(booking.connection, &booking.target);
        Ok(bookings.iter().map(|booking| (text(booking), booking.clone())).collect())
    }

    /// The bookings for targets as typed. All of them must be kept locally, or among those `before`.
    pub(crate) async fn bookings(&self, on: &[String], before: &[Booking]) -> Result<Vec<Booking>, ApiError> {
        let before = self.shown(before).await?;
        let mut bookings = Vec::with_capacity(on.len());
        for text in on {
            if let Some((_, kept)) = before.iter().find(|(name, _)| name == text.trim()) {
                bookings.push(kept.clone());
                continue;
            }
            let (name, key) = split(text)?;
            let connection = self.connection_named(name).await.map_err(|error| error.field("on"))?;
            let target = self.known_target(&connection, key).await?;
            let target = target.ok_or_else(|| words::trackers::unknown_target(text))?;
            bookings.push(Booking { connection: connection.id, target });
        }
        Ok(bookings)
    }

    /// The connection of this name or id.
    pub(crate) async fn connection_named(&self, name: &str) -> Result<Connection, ApiError> {
        let connections = self.reader.connections().await.map_err(|error| storage_error(&error))?;
        connections
            .into_iter()
            .find(|connection| {
                connection.name.eq_ignore_ascii_case(name) || connection.id.to_string() == name
            })
            .ok_or_else(|| words::trackers::unknown(name))
    }

    /// A connection with its tracker and rules; `None` when it was removed.
    pub(crate) async fn tracker_of(
        &self,
        id: ConnectionId,
    ) -> Result<Option<(Connection, &'static dyn Tracker, WorkspaceRules)>, ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        let Some(connection) = self.reader.connection(id).await.map_err(fail)? else { return Ok(None) };
        let Some(tracker) = trackers::by_kind(&connection.kind) else { return Ok(None) };
        let rules = self.reader.rules(id).await.map_err(fail)?;
        let rules = rules.and_then(|(json, _)| serde_json::from_str(&json).ok()).unwrap_or_default();
        Ok(Some((connection, tracker, rules)))
    }

    /// The target of this key or id, if it is kept locally.
    async fn known_target(&self, connection: &Connection, key: &str) -> Result<Option<TargetId>, ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        if let Some(target) = self.reader.target_by_key(connection.id, key).await.map_err(fail)? {
            return Ok(Some(target.target.id));
        }
        let id = TargetId::new(key);
        Ok(self.reader.target(connection.id, &id).await.map_err(fail)?.map(|known| known.target.id))
    }

    /// Asks the tracker for a target while the verb waits; the owner goes on with other things.
    pub(crate) async fn look_up(
        &mut self,
        connection: ConnectionId,
        key: String,
        surface: Surface,
        request: VerbRequest,
        reply: Reply,
    ) {
        let line = match self.line_to(connection).await {
            Ok(line) => line,
            Err(_) => return reply.send(Err::<(), _>(words::trackers::unknown_target(&key))),
        };
        let Some(me) = self.me.upgrade() else { return };
        tokio::spawn(async move {
            let answer = ask(&line, &key).await;
            // The engine may be ending; then the reply is dropped and says so.
            let _ending =
                me.send(Input::Found(Found { connection, key, answer, surface, request, reply })).await;
        });
    }

    /// Keeps what was found, and says the verb that waited.
    pub(crate) async fn take_found(&mut self, found: Found) {
        let Found { connection, key, answer, surface, request, reply } = found;
        let targets = match answer {
            Ok(targets) => targets,
            Err(error) => {
                let name = self
                    .reader
                    .connection(connection)
                    .await
                    .ok()
                    .flatten()
                    .map(|c| c.name)
                    .unwrap_or_default();
                return reply.send(Err::<(), _>(crate::outbox::tracker_words(&name, &error)));
            }
        };
        let fits = |target: &&Target| target.key.eq_ignore_ascii_case(&key) || target.id.as_str() == key;
        let fitting: Vec<Target> = targets.iter().filter(fits).cloned().collect();
        if fitting.is_empty() {
            return reply.send(Err::<(), _>(words::trackers::unknown_target(&key)));
        }
        if let Err(error) = self.store.add_targets(connection, &fitting).await {
            return reply.send(Err::<(), _>(storage_error(&error)));
        }
        Box::pin(self.verb(surface, request, reply)).await;
    }
}

/// `connection:key` in its two halves; the key may hold colons.
pub(crate) fn split(text: &str) -> Result<(&str, &str), ApiError> {
    match text.trim().split_once(':') {
        Some((name, key)) if !name.trim().is_empty() && !key.trim().is_empty() => {
            Ok((name.trim(), key.trim()))
        }
        _ => Err(words::trackers::bad_target(text)),
    }
}

async fn ask(line: &Line, key: &str) -> Result<Vec<Target>, TrackerError> {
    let query = TargetQuery { text: key.to_owned(), cursor: None };
    line.tracker.targets(&line.cx(), query).await.map(|page| page.items)
}
