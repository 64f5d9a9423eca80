//! Each topic by itself: whether it holds, from when on it is to be said, and by what its cause goes.

use crate::rest;
use crate::rhythm::{self, Beat};
use crate::{Entry, Kind, Timestamp, Verb};

use super::{Attention, Button, Reminder, Settings, State, Topic};

/// Somebody who is active for so long is back at work.
const BACK_AT_WORK_MILLIS: i64 = 2 * 60_000;
/// From so few entries nothing is usual.
const ENOUGH_ENTRIES: usize = 10;

/// Everything that holds now or will if nothing changes, the most urgent first.
pub(super) fn all(state: &State<'_>, settings: &Settings, attention: Attention) -> Vec<Reminder> {
    [
        rest_by_rule(state, settings),
        break_by_rhythm(state, settings),
        end_of_workday(state, settings),
        long_run(state, settings),
        break_too_long(state, settings),
        break_over(state, settings),
        forgot_to_resume(state, settings, attention),
        not_tracking(state, settings, attention),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn rest_by_rule(state: &State<'_>, settings: &Settings) -> Option<Reminder> {
    let standing = rest::standing(&settings.rules.pack()?, state.day);
    let at = standing.due?;
    Some(Reminder {
        topic: Topic::RestByRule,
        // A rest that counts begins a new stretch of work, and so a new cause; a shorter one does not.
        cause: standing.row_since?,
        at,
        due: at.plus_millis(-settings.lead_millis.max(0)),
        buttons: vec![say(Verb::Break { at: None }), Button::Snooze],
    })
}

fn break_by_rhythm(state: &State<'_>, settings: &Settings) -> Option<Reminder> {
    match rhythm::beat(settings.rhythm.as_ref()?, state.day)? {
        Beat::Working { since, due, .. } if state.day.is_working() => Some(Reminder {
            topic: Topic::BreakByRhythm,
            cause: since,
            at: due,
            due,
            buttons: vec![say(Verb::Break { at: None }), Button::Snooze],
        }),
        Beat::Working { .. } | Beat::Resting { .. } => None,
    }
}

fn break_over(state: &State<'_>, settings: &Settings) -> Option<Reminder> {
    let since = on_break(state)?;
    match rhythm::beat(settings.rhythm.as_ref()?, state.day)? {
        Beat::Resting { over, .. } => Some(ends_break(Topic::BreakOver, since, over, over, None)),
        Beat::Working { .. } => None,
    }
}

fn break_too_long(state: &State<'_>, settings: &Settings) -> Option<Reminder> {
    let since = on_break(state)?;
    let due = since.plus_millis(settings.longest_break_millis?.max(0));
    Some(ends_break(Topic::BreakTooLong, since, since, due, None))
}

/// Only of somebody who went away during the break and came back: whoever stays at the desk may rest there.
fn forgot_to_resume(state: &State<'_>, settings: &Settings, attention: Attention) -> Option<Reminder> {
    let since = on_break(state).filter(|_| settings.resume)?;
    let back = attention.back_since;
    let due = back.plus_millis(BACK_AT_WORK_MILLIS);
    // Work goes on from when they came back, and not from when they were asked.
    (back > since).then(|| ends_break(Topic::ForgotToResume, back, back, due, Some(back)))
}

fn ends_break(
    topic: Topic,
    cause: Timestamp,
    at: Timestamp,
    due: Timestamp,
    resume: Option<Timestamp>,
) -> Reminder {
    let buttons = vec![say(Verb::Resume { at: resume }), say(Verb::Stop { at: None }), Button::Snooze];
    Reminder { topic, cause, at, due, buttons }
}

fn not_tracking(state: &State<'_>, settings: &Settings, attention: Attention) -> Option<Reminder> {
    let wait = settings.untracked_millis.filter(|_| state.running.is_none())?.max(0);
    let hours = settings.hours.as_ref()?;
    let (start, _) = hours
        .latest(state.now, state.zone)
        .filter(|hours| state.now < hours.1)
        .or_else(|| hours.next(state.now, state.zone))?;
    let cause = state.stopped.map_or(start, |stopped| stopped.max(start));
    // Whoever comes back gets the same time to begin as whoever comes in.
    let at = cause.max(attention.back_since);
    let buttons = vec![say(Verb::Continue { entry: None, at: None }), Button::Snooze];
    Some(Reminder { topic: Topic::NotTracking, cause, at, due: at.plus_millis(wait), buttons })
}

fn long_run(state: &State<'_>, settings: &Settings) -> Option<Reminder> {
    let usual = state.usual_millis.filter(|_| settings.longer_than_usual)?;
    let running = state.running.filter(|entry| entry.last().kind == Kind::Work)?;
    let due = state.now.plus_millis(usual - running.totals(state.now).work);
    let buttons = vec![say(Verb::Stop { at: None }), say(Verb::Break { at: None }), Button::Snooze];
    Some(Reminder { topic: Topic::LongRun, cause: running.start(), at: running.start(), due, buttons })
}

fn end_of_workday(state: &State<'_>, settings: &Settings) -> Option<Reminder> {
    let hours = settings.hours.as_ref().filter(|_| settings.end_of_workday)?;
    let running = state.running?;
    let (_, end) = hours.latest(state.now, state.zone)?;
    // Whoever begins after hours knows what the time is.
    (running.start() < end).then(|| Reminder {
        topic: Topic::EndOfWorkday,
        cause: end,
        at: end,
        due: end,
        buttons: vec![say(Verb::Stop { at: None }), Button::Snooze],
    })
}

fn say(verb: Verb) -> Button {
    Button::Say(verb)
}

/// Since when the running entry is on a break.
fn on_break(state: &State<'_>) -> Option<Timestamp> {
    state.running.map(Entry::last).filter(|last| last.kind == Kind::Break).map(|last| last.start)
}

/// Net work of an entry beyond which it is longer than usual: half as much again as nine of ten of these were, in
/// milliseconds. `None` = too few to tell.
pub fn usual_millis(works: impl IntoIterator<Item = i64>) -> Option<i64> {
    let mut works: Vec<i64> = works.into_iter().filter(|work| *work > 0).collect();
    if works.len() < ENOUGH_ENTRIES {
        return None;
    }
    works.sort_unstable();
    let longest = works[works.len() * 9 / 10 - 1];
    Some(longest.saturating_add(longest / 2))
}
