//! What to know about bookings when they are written, before anything is sent.

use api::{ApiError, Warning, words};
use domain::upload::{Reason, Unsendable};
use domain::{Entry, Timestamp};

use crate::outbox::reason_words;
use crate::owner::Owner;

/// A running entry is judged as if it lasted at least this long: how short it is now says nothing.
const FAIR_MILLIS: i64 = 60 * 60 * 1000;

impl Owner {
    /// What to know about the bookings of entries just written; `views` are the same entries as clients see them.
    pub(crate) async fn warnings(
        &self,
        entries: &[Entry],
        views: &[api::Entry],
    ) -> Result<Vec<Warning>, ApiError> {
        let mut warnings = Vec::new();
        for (entry, view) in entries.iter().zip(views) {
            let judged = ended(entry, self.now(), FAIR_MILLIS);
            for (booking, shown) in entry.bookings.iter().zip(&view.bookings) {
                if let Some((connection, tracker, rules)) = self.tracker_of(booking.connection).await?
                    && let Err(what) = tracker.project(&judged, booking, &connection.policy, &rules)
                    && !(entry.is_running() && is_about_length(&what))
                {
                    let words = reason_words(&Reason::Unsendable { what }, self.zone_at(&connection));
                    warnings.push(warning(&shown.target, words));
                }
                warnings.extend(cautions(shown, &view.bookings));
            }
        }
        warnings.dedup();
        Ok(warnings)
    }
}

/// What to know about one booking of an entry from the bookings alone.
pub(super) fn cautions(booking: &api::Booking, all: &[api::Booking]) -> Vec<Warning> {
    let mut cautions = Vec::new();
    if booking.removed {
        cautions.push(warning(&booking.target, words::uploads::removed()));
        return cautions;
    }
    if booking.gone {
        cautions.push(warning(&booking.target, words::links::target_gone()));
    }
    let others = all.iter().take_while(|other| other.target != booking.target);
    if let Some(other) = others.filter(|other| !other.removed).find(|o| o.connection == booking.connection) {
        let words = words::links::counts_twice(&booking.connection, &other.key);
        cautions.push(warning(&booking.target, words));
    }
    cautions
}

/// The entry as it would be if it were stopped now, and its last stretch lasted at least so long.
pub(super) fn ended(entry: &Entry, now: Timestamp, least_millis: i64) -> Entry {
    let mut segments = entry.segments().to_vec();
    if let Some(open) = segments.last_mut().filter(|segment| segment.end.is_none()) {
        open.end = Some(now.max(open.start.plus_millis(least_millis)));
    }
    entry.with_segments(segments).unwrap_or_else(|_| entry.clone())
}

fn is_about_length(what: &Unsendable) -> bool {
    matches!(what, Unsendable::TooShort { .. } | Unsendable::TooLong { .. })
}

fn warning(target: &str, (message, remedy): (String, String)) -> Warning {
    Warning { target: target.to_owned(), message, remedy: Some(remedy) }
}
