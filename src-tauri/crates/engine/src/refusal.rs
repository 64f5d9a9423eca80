//! From the domain's refusals to sentences for people.

use api::language::quoted;
use api::{ApiError, words};
use chrono_tz::Tz;
use domain::entry::NOTE_MAX;
use domain::timer::Refusal;
use domain::{Entry, EntryError, Timestamp};

/// The sentence for a refused verb. `zone` is the one people read times in; `others` are entries it may name.
pub(crate) fn refused(refusal: &Refusal, zone: Tz, others: &[Entry]) -> ApiError {
    match refusal {
        Refusal::NothingRunning => words::timer::nothing_running(),
        Refusal::NothingToContinue => words::timer::nothing_to_continue(),
        Refusal::NothingToUndo => words::timer::nothing_to_undo(),
        Refusal::NothingToRedo => words::timer::nothing_to_redo(),
        Refusal::UnknownEntry(id) => words::timer::unknown_entry(&id.to_string()),
        Refusal::Future { field } => words::timer::future(field),
        Refusal::TooEarly { field, earliest } => words::timer::too_early(field, &local(*earliest, zone)),
        Refusal::EndBeforeStart => words::timer::end_before_start(),
        Refusal::Outside { field } => words::timer::outside(field),
        Refusal::NoBorder { at } => words::parts::no_border(&local(*at, zone)),
        Refusal::Beyond { after, before } => {
            let before = before.map_or_else(|| words::timer::now().into(), |before| local(before, zone));
            words::parts::beyond(&local(*after, zone), &before)
        }
        Refusal::Break => words::parts::bad_break(),
        Refusal::Overlaps { with } => {
            let named: Vec<String> = with
                .iter()
                .take(3)
                .map(|id| match others.iter().find(|entry| entry.id == *id) {
                    Some(entry) => named(entry, zone),
                    None => words::timer::an_entry(),
                })
                .collect();
            let more = with.len().saturating_sub(3);
            let tail = if more > 0 { words::timer::and_more(more) } else { String::new() };
            words::timer::overlaps(&format!("{}{tail}", named.join(", ")))
        }
        Refusal::TooMany => words::timer::too_many(),
        Refusal::MergeNeedsTwo => words::timer::merge_needs_two(),
        Refusal::NoWork => words::timer::no_work(),
        Refusal::Contradiction { first, second } => words::timer::contradiction(first, second),
        Refusal::StillRunning => words::timer::still_running(),
        Refusal::NothingUndecided => words::timer::nothing_undecided(),
        Refusal::InEntry { entry, why } => {
            let which = others.iter().find(|other| other.id == *entry);
            let which = which.map_or_else(|| entry.to_string(), |entry| named(entry, zone));
            words::timer::in_entry(&which, refused(why, zone, others))
        }
        Refusal::Entry(EntryError::NoteTooLong) => words::timer::note_too_long(NOTE_MAX / 1024),
        Refusal::Entry(EntryError::Tag) => words::timer::bad_tag(),
        Refusal::Entry(EntryError::Backwards { .. } | EntryError::Empty) => words::timer::end_before_start(),
        Refusal::Entry(EntryError::Gap { .. }) => words::parts::bad_break(),
    }
}

/// An instant as people read it: day and minute in their zone.
pub(crate) fn local(at: Timestamp, zone: Tz) -> String {
    at.utc().with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

fn named(entry: &Entry, zone: Tz) -> String {
    let start = entry.start().utc().with_timezone(&zone).format("%H:%M");
    let end = match entry.end() {
        Some(end) => end.utc().with_timezone(&zone).format("%H:%M").to_string(),
        None => words::timer::now().into(),
    };
    let note: String = entry.note.chars().take(40).collect();
    format!("{} ({start} – {end})", quoted(&note))
}
