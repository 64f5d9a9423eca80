//! The tray menu as a value: what it says in which state, and what each entry does.

use api::{EditFields, EntryFields, Status, Suggestion, TimerState, VerbRequest};
use chrono::{DateTime, SecondsFormat, TimeDelta};

use super::face::now;
use crate::deed::Deed;
use crate::window::View;
use crate::words;

/// How many recent entries the menu offers.
pub(crate) const RECENT: usize = 8;
/// By how many minutes a start can be moved back.
const EARLIER: [u32; 3] = [5, 15, 30];

/// One entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Only to be read.
    Text(String),
    /// Does something.
    Do(String, Deed),
    /// Opens more.
    Sub(String, Vec<Entry>),
    /// Separates.
    Line,
}

/// The menu of a status.
pub(crate) fn menu(status: &Status, recent: &[Suggestion]) -> Vec<Entry> {
    let mut entries = vec![Entry::Text(header(status)), run(status), pause(status)];
    let recent = again(status, recent);
    if !recent.is_empty() {
        let title = if status.entry.is_some() { words::SWITCH_TO } else { words::START_AGAIN };
        entries.push(Entry::Sub(title.into(), recent));
    }
    entries.push(Entry::Sub(words::STARTED_EARLIER.into(), earlier(status)));
    entries.push(Entry::Do(words::NEW_ENTRY.into(), Deed::Open(View::Quick)));
    entries.push(Entry::Line);
    if status.today.undecided_seconds > 0 {
        entries.push(Entry::Do(words::decide(status.today.undecided_seconds), Deed::Open(View::Today)));
    }
    let counts = &status.uploads;
    let uploads = words::uploads(counts.waiting.saturating_add(counts.unsure), counts.stuck);
    entries.push(Entry::Do(uploads, Deed::Open(View::Trackers)));
    entries.push(Entry::Line);
    entries.push(Entry::Do(words::SHOW_STINT.into(), Deed::Open(View::Last)));
    entries.push(Entry::Do(words::SETTINGS.into(), Deed::Open(View::Settings)));
    entries.push(Entry::Do(words::QUIT.into(), Deed::Quit));
    entries
}

fn header(status: &Status) -> String {
    match status.state {
        TimerState::Stopped => {
            format!("{} · {}", words::NOTHING_RUNS, words::today(status.today.work_seconds))
        }
        TimerState::Running | TimerState::Break | TimerState::Undecided => now(status, " · "),
    }
}

/// Stop, continue the last entry, or start the very first one.
fn run(status: &Status) -> Entry {
    if status.entry.is_some() {
        return Entry::Do(words::STOP.into(), Deed::say(VerbRequest::Stop { at: None }));
    }
    match &status.last {
        Some(last) => {
            let verb = VerbRequest::Continue { id: Some(last.id.clone()), at: None };
            Entry::Do(words::continue_with(&last.note), Deed::say(verb))
        }
        None => Entry::Do(words::START.into(), Deed::say(start(None))),
    }
}

/// Take a break, or resume.
fn pause(status: &Status) -> Entry {
    match (status.state, &status.entry) {
        (TimerState::Break, Some(entry)) => {
            Entry::Do(words::resume(&entry.note), Deed::say(VerbRequest::Resume { at: None }))
        }
        (_, Some(_)) => Entry::Do(words::TAKE_A_BREAK.into(), Deed::say(VerbRequest::Break { at: None })),
        (_, None) => Entry::Text(words::TAKE_A_BREAK.into()),
    }
}

/// Recent entries without the one that runs.
fn again(status: &Status, recent: &[Suggestion]) -> Vec<Entry> {
    let runs = |suggestion: &Suggestion| {
        status.entry.as_ref().is_some_and(|entry| {
            let on: Vec<&str> = entry.bookings.iter().map(|booking| booking.target.as_str()).collect();
            entry.note == suggestion.note && on == suggestion.on
        })
    };
    recent
        .iter()
        .filter(|suggestion| !runs(suggestion))
        .take(RECENT)
        .map(|suggestion| Entry::Do(words::recent(&suggestion.note, &suggestion.on), Deed::again(suggestion)))
        .collect()
}

/// Moves the start of what runs back, or starts the last entry again some time ago.
fn earlier(status: &Status) -> Vec<Entry> {
    EARLIER
        .iter()
        .map(|&minutes| match &status.entry {
            Some(entry) => match moved_back(&entry.start, minutes) {
                Some(from) => {
                    let fields = EditFields { from: Some(from), ..EditFields::default() };
                    let verb = VerbRequest::Edit { id: entry.id.clone(), fields, overlap: None };
                    Entry::Do(words::earlier(minutes), Deed::say(verb))
                }
                None => Entry::Text(words::earlier(minutes)),
            },
            None => {
                let at = Some(format!("{minutes}m ago"));
                let verb = match &status.last {
                    Some(last) => VerbRequest::Continue { id: Some(last.id.clone()), at },
                    None => start(at),
                };
                Entry::Do(words::ago(minutes), Deed::say(verb))
            }
        })
        .collect()
}

fn start(at: Option<String>) -> VerbRequest {
    let fields = EntryFields::default();
    VerbRequest::Start { fields, at, overlap: None }
}

/// An instant some minutes before another one, as the engine writes instants.
fn moved_back(instant: &str, minutes: u32) -> Option<String> {
    let at = DateTime::parse_from_rfc3339(instant).ok()?.to_utc();
    let earlier = at.checked_sub_signed(TimeDelta::minutes(i64::from(minutes)))?;
    Some(earlier.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

#[cfg(test)]
pub(crate) mod tests {
    use api::{Today, UploadCounts};

    use super::*;

    /// A status to draw: an entry of 1:24 unless nothing runs, 4:49 today, one entry before.
    pub(crate) fn status(state: TimerState) -> Status {
        let entry = |id: &str, note: &str| api::Entry {
            id: id.into(),
            note: note.into(),
            tags: Vec::new(),
            billable: false,
            zone: "Europe/Berlin".into(),
            start: "2026-11-20T08:05:00Z".into(),
            end: None,
            work_seconds: 5_045,
            break_seconds: 0,
            undecided_seconds: 0,
            segments: Vec::new(),
            bookings: Vec::new(),
        };
        Status {
            state,
            entry: (state != TimerState::Stopped).then(|| entry("running", "Login flow review")),
            last: Some(entry("last", "Stand-up")),
            today: Today { work_seconds: 17_345, break_seconds: 0, undecided_seconds: 0 },
            uploads: UploadCounts { waiting: 0, unsure: 0, stuck: 0, done: 4 },
            now: "2026-11-20T09:30:00Z".into(),
            rev: 7,
        }
    }

    fn suggestion(note: &str, on: &[&str]) -> Suggestion {
        Suggestion {
            note: note.into(),
            tags: Vec::new(),
            billable: true,
            on: on.iter().map(|&target| target.to_owned()).collect(),
            last: "2026-11-20T08:00:00Z".into(),
            entry_id: None,
        }
    }

    fn labels(entries: &[Entry]) -> Vec<&str> {
        let label = |entry| match entry {
            &Entry::Text(ref text) | &Entry::Do(ref text, _) | &Entry::Sub(ref text, _) => text.as_str(),
            &Entry::Line => "—",
        };
        entries.iter().map(label).collect()
    }

    fn sub<'a>(entries: &'a [Entry], title: &str) -> &'a [Entry] {
        let found = entries.iter().find_map(|entry| match entry {
            Entry::Sub(text, entries) if text == title => Some(entries.as_slice()),
            _ => None,
        });
        found.expect("the submenu is there")
    }

    fn verb(entry: &Entry) -> &VerbRequest {
        match entry {
            Entry::Do(_, Deed::Say(verb)) => verb,
            other => panic!("{other:?} says no verb"),
        }
    }

    #[test]
    fn a_running_entry_can_be_stopped_paused_and_moved() {
        let menu = menu(&status(TimerState::Running), &[suggestion("Review", &[])]);
        assert_eq!(
            labels(&menu),
            [
                "Login flow review · 1:24",
                "Stop",
                "Take a break",
                "Switch to",
                "Started earlier",
                "New entry…",
                "—",
                "All uploaded",
                "—",
                "Show Stint",
                "Settings",
                "Quit",
            ]
        );
        assert_eq!(verb(&menu[1]), &VerbRequest::Stop { at: None });
        assert_eq!(verb(&menu[2]), &VerbRequest::Break { at: None });
    }

    #[test]
    fn a_new_entry_is_typed_into_the_quick_entry() {
        let menu = menu(&status(TimerState::Stopped), &[]);
        assert!(menu.contains(&Entry::Do("New entry…".into(), Deed::Open(View::Quick))));
    }

    #[test]
    fn on_a_break_the_menu_resumes() {
        let menu = menu(&status(TimerState::Break), &[]);
        assert_eq!(
            labels(&menu)[..3],
            ["Login flow review · 1:24 · on a break", "Stop", "Resume “Login flow review”"]
        );
        assert_eq!(verb(&menu[2]), &VerbRequest::Resume { at: None });
    }

    #[test]
    fn when_nothing_runs_the_last_entry_goes_on() {
        let menu = menu(&status(TimerState::Stopped), &[]);
        assert_eq!(
            labels(&menu)[..2],
            ["Nothing runs · Today 4\u{a0}h\u{a0}49\u{a0}min", "Continue “Stand-up”"]
        );
        assert_eq!(verb(&menu[1]), &VerbRequest::Continue { id: Some("last".into()), at: None });
        assert_eq!(menu[2], Entry::Text("Take a break".into()));
    }

    #[test]
    fn the_very_first_time_there_is_something_to_press() {
        let empty = Status { last: None, ..status(TimerState::Stopped) };
        let menu = menu(&empty, &[]);
        assert_eq!(labels(&menu)[1], "Start");
        assert!(matches!(verb(&menu[1]), VerbRequest::Start { at: None, .. }));
        assert!(matches!(
            verb(&sub(&menu, "Started earlier")[0]),
            VerbRequest::Start { at: Some(at), .. } if at == "5m ago"
        ));
    }

    #[test]
    fn the_start_of_what_runs_moves_back_by_minutes() {
        let menu = menu(&status(TimerState::Running), &[]);
        let earlier = sub(&menu, "Started earlier");
        assert_eq!(labels(earlier), ["5 minutes earlier", "15 minutes earlier", "30 minutes earlier"]);
        assert!(matches!(
            verb(&earlier[1]),
            VerbRequest::Edit { id, fields, overlap: None }
                if id == "running" && fields.from.as_deref() == Some("2026-11-20T07:50:00Z")
        ));
    }

    #[test]
    fn eight_recent_entries_are_offered_without_the_running_one() {
        let mut recent: Vec<Suggestion> = (0..12).map(|n| suggestion(&format!("Task {n}"), &[])).collect();
        recent.insert(0, suggestion("Login flow review", &[]));
        let menu = menu(&status(TimerState::Running), &recent);
        let again = sub(&menu, "Switch to");
        assert_eq!(again.len(), RECENT);
        assert_eq!(labels(again)[0], "Task 0");
        assert!(matches!(
            verb(&again[0]),
            VerbRequest::Start { fields, .. } if fields.note == "Task 0" && fields.billable
        ));
    }

    #[test]
    fn the_same_note_on_another_target_is_another_entry() {
        let recent = [suggestion("Login flow review", &["plane:APP-1", "clockify:Website"])];
        let menu = menu(&status(TimerState::Running), &recent);
        assert_eq!(labels(sub(&menu, "Switch to")), ["Login flow review · plane:APP-1 +1"]);
    }

    #[test]
    fn undecided_time_and_uploads_are_named() {
        let mut status = status(TimerState::Stopped);
        status.today.undecided_seconds = 14 * 60;
        status.uploads = UploadCounts { waiting: 2, unsure: 1, stuck: 1, done: 0 };
        let menu = menu(&status, &[]);
        let labels = labels(&menu);
        assert!(labels.contains(&"Decide 14\u{a0}min…"));
        assert!(labels.contains(&"1 upload needs you · 3 uploads waiting"));
    }
}
