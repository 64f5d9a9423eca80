//! From the domain's values to the promise's views.

use std::collections::{HashMap, HashSet};

use api::{ApiError, BookingUpload, PartTime, SegmentKind, UploadState};
use chrono_tz::Tz;
use domain::upload::State;
use domain::{Booking, Cause, Connection, ConnectionId, Entry, EntryId, Kind, Segment, TargetId, Timestamp};

use store::{Booked, KnownTarget, Pause, Progress};

use crate::outbox::token_variable;
use crate::owner::Owner;
use crate::storage::storage_error;

/// Milliseconds as whole seconds, rounded down, for the wire.
pub(crate) fn seconds(millis: i64) -> u32 {
    u32::try_from(millis.max(0) / 1000).unwrap_or(u32::MAX)
}

/// A count for the wire.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// How far an upload has come, for the wire.
pub(crate) fn upload_state(state: &State) -> UploadState {
    match state {
        State::Queued => UploadState::Queued,
        State::InFlight { .. } => UploadState::InFlight,
        State::Unsure { .. } => UploadState::Unsure,
        State::Done | State::Dropped => UploadState::Done,
        State::Stuck { .. } => UploadState::Stuck,
    }
}

/// Names of connections and targets, for showing bookings.
#[derive(Default)]
pub(crate) struct Names {
    connections: HashMap<ConnectionId, Connection>,
    /// Those that were removed.
    former: HashMap<ConnectionId, Connection>,
    targets: HashMap<(ConnectionId, TargetId), KnownTarget>,
    /// The zone of this machine.
    here: Option<Tz>,
}

/// The zone of an account, where its tracker tells.
fn account_zone(connection: &Connection) -> Option<Tz> {
    connection.identity.as_ref()?.zone.as_deref()?.parse().ok()
}

impl Names {
    fn of(
        connections: Vec<Connection>,
        former: Vec<Connection>,
        targets: Vec<KnownTarget>,
        here: Tz,
    ) -> Self {
        let targets = targets.into_iter();
        Self {
            connections: by_id(connections),
            former: by_id(former),
            targets: targets.map(|known| ((known.connection, known.target.id.clone()), known)).collect(),
            here: Some(here),
        }
    }

    /// What a target of it is written with: the connection's name; its id when it was removed, because its name may
    /// be another one's by now.
    pub(crate) fn connection(&self, id: ConnectionId) -> String {
        self.connections.get(&id).map_or_else(|| id.to_string(), |connection| connection.name.clone())
    }

    /// Whether the connection is in use.
    pub(crate) fn is_in_use(&self, id: ConnectionId) -> bool {
        self.connections.contains_key(&id)
    }

    /// The tracker's monogram; a dot when nothing is known of the connection any more.
    pub(crate) fn monogram(&self, id: ConnectionId) -> String {
        self.connections
            .get(&id)
            .or_else(|| self.former.get(&id))
            .and_then(|connection| trackers::by_kind(&connection.kind))
            .map_or_else(|| "·".into(), |tracker| tracker.about().monogram.to_owned())
    }

    /// The unit of time the tracker keeps; seconds when the connection was removed.
    pub(crate) fn unit(&self, id: ConnectionId) -> trackers::Unit {
        self.connections
            .get(&id)
            .and_then(|connection| trackers::by_kind(&connection.kind))
            .map_or(trackers::Unit::Seconds, |tracker| tracker.about().unit)
    }

    /// How much of when a record was the tracker keeps; clock times when the connection was removed.
    pub(crate) fn time(&self, id: ConnectionId) -> PartTime {
        let tracker = self.connections.get(&id).and_then(|connection| trackers::by_kind(&connection.kind));
        if tracker.is_none_or(|tracker| tracker.about().can.clock_times) {
            PartTime::Clock
        } else {
            PartTime::Day
        }
    }

    /// The zone whose days are meant there: the account's own, else this machine's.
    pub(crate) fn zone(&self, id: ConnectionId) -> Tz {
        let account = self.connections.get(&id).and_then(account_zone);
        account.or(self.here).unwrap_or(Tz::UTC)
    }

    /// The target's key and title; its id when it is not kept any more.
    pub(crate) fn target(&self, connection: ConnectionId, id: &TargetId) -> (String, String) {
        match self.targets.get(&(connection, id.clone())) {
            Some(known) => (known.target.key.clone(), known.target.title.clone()),
            None => (id.to_string(), id.to_string()),
        }
    }

    /// Whether the target was not there any more when the list was last fetched.
    fn is_gone(&self, connection: ConnectionId, id: &TargetId) -> bool {
        self.targets.get(&(connection, id.clone())).is_some_and(|known| known.gone)
    }

    /// `connection:key`.
    pub(crate) fn full(&self, connection: ConnectionId, id: &TargetId) -> String {
        format!("{}:{}", self.connection(connection), self.target(connection, id).0)
    }
}

impl Owner {
    /// The zone whose days are meant at a connection: the account's own, else this machine's.
    pub(crate) fn zone_at(&self, connection: &Connection) -> Tz {
        account_zone(connection).unwrap_or_else(|| self.ports.clock.zone())
    }

    /// The names that these bookings need.
    pub(crate) async fn names<'a>(
        &self,
        bookings: impl Iterator<Item = &'a Booking>,
    ) -> Result<Names, ApiError> {
        let targets = targets_of(bookings);
        if targets.is_empty() {
            return Ok(Names::default());
        }
        let booked = self.reader.booked(&[], &targets).await.map_err(|error| storage_error(&error))?;
        Ok(Names::of(booked.connections, booked.former, booked.targets, self.ports.clock.zone()))
    }

    /// Entries as clients see them, with their bookings' names and uploads.
    pub(crate) async fn entry_views(&self, entries: Vec<Entry>) -> Result<Vec<api::Entry>, ApiError> {
        let now = self.now();
        let ids: Vec<EntryId> =
            entries.iter().filter(|entry| !entry.bookings.is_empty()).map(|entry| entry.id).collect();
        let Booked { progress, targets, connections, former, pauses } = if ids.is_empty() {
            Booked::default()
        } else {
            let targets = targets_of(entries.iter().flat_map(|entry| &entry.bookings));
            self.reader.booked(&ids, &targets).await.map_err(|error| storage_error(&error))?
        };
        let mut by_booking: HashMap<_, Vec<&Progress>> = HashMap::new();
        for upload in &progress {
            // In the order of their parts, as they were read.
            by_booking.entry((upload.entry, upload.connection, &upload.target)).or_default().push(upload);
        }
        let zone = self.ports.clock.zone();
        let pauses = pause_words(pauses, &connections, zone);
        let names = Names::of(connections, former, targets, zone);
        Ok(entries
            .into_iter()
            .map(|entry| {
                let bookings = entry.bookings.iter().map(|booking| {
                    let mine = by_booking.get(&(entry.id, booking.connection, &booking.target));
                    booking_view(booking, mine.map_or(&[], Vec::as_slice), &names, &pauses)
                });
                let bookings = bookings.collect();
                entry_view(entry, now, bookings)
            })
            .collect())
    }

    /// One entry as clients see it.
    pub(crate) async fn entry_as_view(&self, entry: Entry) -> Result<api::Entry, ApiError> {
        let mut views = self.entry_views(vec![entry]).await?;
        Ok(views.remove(0))
    }
}

/// Each target once.
fn targets_of<'a>(bookings: impl Iterator<Item = &'a Booking>) -> Vec<(ConnectionId, TargetId)> {
    let targets: HashSet<_> = bookings.map(|booking| (booking.connection, &booking.target)).collect();
    targets.into_iter().map(|(connection, target)| (connection, target.clone())).collect()
}

fn by_id(connections: Vec<Connection>) -> HashMap<ConnectionId, Connection> {
    connections.into_iter().map(|connection| (connection.id, connection)).collect()
}

/// Why connections wait, in words; keyed by connection.
pub(crate) type PauseWords = HashMap<ConnectionId, (String, String)>;

/// Why connections wait, in words; times are of `zone`.
pub(crate) fn pause_words(
    pauses: Vec<(ConnectionId, Pause)>,
    connections: &[Connection],
    zone: Tz,
) -> PauseWords {
    let worded = pauses.into_iter().map(|(id, pause)| {
        let connection = connections.iter().find(|connection| connection.id == id);
        let variable = token_variable(connection.map_or("", |connection| connection.name.as_str()));
        let until = pause.until.map(|until| until.utc().with_timezone(&zone).format("%H:%M:%S").to_string());
        (id, api::words::pauses::pause(&pause.reason, &pause.detail, until.as_deref(), &variable))
    });
    worded.collect()
}

fn booking_view(
    booking: &Booking,
    uploads: &[&Progress],
    names: &Names,
    pauses: &PauseWords,
) -> api::Booking {
    let (key, title) = names.target(booking.connection, &booking.target);
    api::Booking {
        target: names.full(booking.connection, &booking.target),
        connection: names
            .former
            .get(&booking.connection)
            .map_or_else(|| names.connection(booking.connection), |former| former.name.clone()),
        removed: !names.is_in_use(booking.connection),
        gone: names.is_gone(booking.connection, &booking.target),
        monogram: names.monogram(booking.connection),
        key,
        title,
        uploads: uploads
            .iter()
            .map(|upload| {
                let (reason, remedy) = upload_words(upload.connection, &upload.state, names, pauses);
                BookingUpload {
                    id: upload.id.to_string(),
                    state: upload_state(&upload.state),
                    remote_id: upload.remote_id.clone(),
                    reason,
                    remedy,
                }
            })
            .collect(),
    }
}

/// Why an upload waits or needs a person, and what helps.
pub(crate) fn upload_words(
    connection: ConnectionId,
    state: &State,
    names: &Names,
    pauses: &PauseWords,
) -> (Option<String>, Option<String>) {
    use api::words::uploads as words;
    let words = match state {
        State::Stuck { reason } => crate::outbox::reason_words(reason, names.zone(connection)),
        State::Unsure { .. } => words::unsure(),
        State::Queued => match pauses.get(&connection) {
            Some(words) => words.clone(),
            None => return (None, None),
        },
        State::Dropped => words::dropped(),
        State::InFlight { .. } | State::Done => return (None, None),
    };
    (Some(words.0), Some(words.1))
}

fn entry_view(entry: Entry, now: Timestamp, bookings: Vec<api::Booking>) -> api::Entry {
    let totals = entry.totals(now);
    api::Entry {
        id: entry.id.to_string(),
        zone: entry.zone.name().to_owned(),
        start: entry.start().rfc3339(),
        end: entry.end().map(Timestamp::rfc3339),
        work_seconds: seconds(totals.work),
        break_seconds: seconds(totals.rest),
        undecided_seconds: seconds(totals.undecided),
        segments: entry.segments().iter().map(segment_view).collect(),
        billable: entry.billable,
        note: entry.note,
        tags: entry.tags,
        bookings,
    }
}

fn segment_view(segment: &Segment) -> api::Segment {
    api::Segment {
        kind: match segment.kind {
            Kind::Work => SegmentKind::Work,
            Kind::Break => SegmentKind::Break,
            Kind::Undecided => SegmentKind::Undecided,
        },
        start: segment.start.rfc3339(),
        end: segment.end.map(Timestamp::rfc3339),
        cause: cause_name(segment.cause).to_owned(),
    }
}

fn cause_name(cause: Cause) -> &'static str {
    match cause {
        Cause::User => "user",
        Cause::Idle => "idle",
        Cause::Lock => "lock",
        Cause::Suspend => "suspend",
        Cause::Crash => "crash",
        Cause::Law => "law",
        Cause::Import => "import",
    }
}
