//! `preview`: exactly what each tracker will get of an entry, with every loss named, before anything is sent.

use api::{ApiError, Preview, PreviewPart, words};
use domain::{Entry, Loss, Part, Timestamp};
use trackers::Unit;

use crate::outbox::reason_words;
use crate::owner::Owner;
use crate::storage::storage_error;

impl Owner {
    /// What each booking of an entry will become. A running entry is shown as if it were stopped now.
    pub(crate) async fn preview(&self, id: &str) -> Result<Vec<Preview>, ApiError> {
        let id = self.entry_id(id).await?;
        let entry = self.reader.entry(id).await.map_err(|error| storage_error(&error))?;
        let entry = entry.ok_or_else(|| words::timer::unknown_entry(&id.to_string()))?;
        let now = self.now();
        let ended = as_if_stopped(&entry, now);
        let names = self.names(entry.bookings.iter()).await?;
        let mut previews = Vec::new();
        for booking in &entry.bookings {
            let target = names.full(booking.connection, &booking.target);
            let Some((connection, tracker, rules)) = self.tracker_of(booking.connection).await? else {
                continue;
            };
            let name = tracker.about().name.to_owned();
            let mut preview =
                Preview { target, tracker: name, parts: Vec::new(), blocked: None, remedy: None };
            if entry.has_undecided() {
                let (reason, remedy) = words::uploads::undecided();
                (preview.blocked, preview.remedy) = (Some(reason), Some(remedy));
            }
            match tracker.project(&ended, booking, &connection.policy, &rules) {
                Ok(parts) => {
                    preview.parts = parts.iter().map(|part| part_view(part, tracker.about().unit)).collect()
                }
                Err(what) => {
                    let reason = domain::upload::Reason::Unsendable { what };
                    let (reason, remedy) = reason_words(&reason, names.zone(booking.connection));
                    (preview.blocked, preview.remedy) = (Some(reason), Some(remedy));
                }
            }
            previews.push(preview);
        }
        Ok(previews)
    }
}

/// A running entry as it would be if it were stopped now.
fn as_if_stopped(entry: &Entry, now: Timestamp) -> Entry {
    let mut segments = entry.segments().to_vec();
    if let Some(open) = segments.last_mut().filter(|segment| segment.end.is_none()) {
        open.end = Some(now.max(open.start.plus_millis(1)));
    }
    entry.with_segments(segments).unwrap_or_else(|_| entry.clone())
}

fn part_view(part: &Part, unit: Unit) -> PreviewPart {
    let seconds = part.payload.seconds;
    PreviewPart {
        start: part.payload.start.rfc3339(),
        seconds,
        shown: words::losses::amount(
            seconds,
            matches!(unit, Unit::Seconds),
            matches!(unit, Unit::QuarterHours),
        ),
        text: part.payload.text.clone(),
        losses: part.losses.iter().map(loss_words).collect(),
    }
}

fn loss_words(loss: &Loss) -> String {
    use words::losses as say;
    match loss {
        Loss::Rounded { seconds } => say::rounded(*seconds),
        Loss::BreakSubtracted { seconds } => say::break_subtracted(*seconds),
        Loss::NoDate => say::no_date(),
        Loss::NoClockTime => say::no_clock_time(),
        Loss::NoTags => say::no_tags(),
        Loss::TextChanged => say::text_changed(),
        Loss::TextCut { kept } => say::text_cut(*kept),
        Loss::Split { parts } => say::split(*parts),
        Loss::PastMidnight { records } => say::past_midnight(*records),
    }
}
