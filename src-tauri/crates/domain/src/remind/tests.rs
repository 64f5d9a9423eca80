//! What a person is reminded of, when, and that nothing is said twice or in vain.

use chrono::{NaiveTime, Weekday};
use chrono_tz::UTC;
use proptest::prelude::*;

use super::*;
use crate::Kind;
use crate::rhythm::POMODORO;
use crate::workday::tests::{entry, m};

const MINUTE: i64 = 60_000;

/// Everything a person can wish for; the hours are 08:00 to 17:00 on a Friday.
fn all() -> Settings {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    Settings {
        rules: Rules::De,
        lead_millis: 10 * MINUTE,
        rhythm: None,
        longest_break_millis: Some(60 * MINUTE),
        resume: true,
        hours: Some(Hours { days: vec![Weekday::Fri], from: time(8), to: time(17) }),
        untracked_millis: Some(10 * MINUTE),
        longer_than_usual: true,
        end_of_workday: true,
    }
}

/// Somebody who has been there since before the day.
fn there() -> Attention {
    Attention { away: false, in_call: false, do_not_disturb: false, back_since: m(0) }
}

/// A desk: entries, settings and what was told.
struct Desk {
    entries: Vec<Entry>,
    settings: Settings,
    attention: Attention,
    memory: Memory,
    usual_millis: Option<i64>,
}

impl Desk {
    fn new(entries: Vec<Entry>) -> Self {
        Self { entries, settings: all(), attention: there(), memory: Memory::default(), usual_millis: None }
    }

    fn at(&self, minute: i64) -> Due {
        let now = m(minute);
        let day = Workday::of(&self.entries, now);
        let running = self.entries.iter().find(|entry| entry.is_running());
        let stopped = self.entries.iter().filter_map(Entry::end).max();
        let usual_millis = self.usual_millis;
        let state = State { now, zone: UTC, day: &day, running, stopped, usual_millis };
        reminders(&state, &self.settings, self.attention, &self.memory)
    }

    /// What is due at that minute, told then.
    fn tells(&mut self, minute: i64) -> Vec<Topic> {
        let due = self.at(minute);
        due.now.iter().for_each(|reminder| self.memory.tell(reminder, m(minute)));
        due.now.iter().map(|reminder| reminder.topic).collect()
    }
}

const NINE: i64 = 9 * 60;

fn working_since(minute: i64) -> Desk {
    Desk::new(vec![entry(&[(Kind::Work, minute, -1)])])
}

fn on_break_since(minute: i64) -> Desk {
    Desk::new(vec![entry(&[(Kind::Work, minute - 60, minute), (Kind::Break, minute, -1)])])
}

#[test]
fn rest_by_rule_is_said_ahead_and_once() {
    let mut desk = working_since(NINE);
    // Six hours are over at 15:00; it is said at 14:50.
    assert_eq!(desk.at(NINE + 1).look, Some(m(NINE + 350)));
    assert_eq!(desk.tells(NINE + 349), []);
    let due = desk.at(NINE + 350);
    assert_eq!(due.now[0].at, m(NINE + 360));
    assert_eq!(due.now[0].buttons[0], Button::Say(Verb::Break { at: None }));
    assert_eq!(desk.tells(NINE + 350), [Topic::RestByRule]);
    assert_eq!(desk.tells(NINE + 351), []);
    assert_eq!(desk.tells(NINE + 400), []);
}

#[test]
fn a_snoozed_reminder_comes_again_once_if_its_cause_still_holds() {
    let mut desk = working_since(NINE);
    let reminder = desk.at(NINE + 350).now.remove(0);
    desk.memory.tell(&reminder, m(NINE + 350));
    desk.memory.snooze(reminder.topic, reminder.cause, m(NINE + 355));
    assert_eq!(desk.at(NINE + 354).look, Some(m(NINE + 355)));
    assert_eq!(desk.tells(NINE + 355), [Topic::RestByRule]);
    assert_eq!(desk.tells(NINE + 356), []);
    // Snoozed, and the break was taken meanwhile.
    desk.memory.snooze(reminder.topic, reminder.cause, m(NINE + 360));
    desk.entries = vec![entry(&[(Kind::Work, NINE, NINE + 358), (Kind::Break, NINE + 358, -1)])];
    assert_eq!(desk.tells(NINE + 361), []);
}

#[test]
fn snoozing_what_was_not_told_does_nothing() {
    let mut desk = working_since(NINE);
    desk.memory.snooze(Topic::RestByRule, m(NINE), m(NINE + 1));
    assert_eq!(desk.memory, Memory::default());
}

#[test]
fn a_rest_that_counts_makes_a_new_cause_and_a_shorter_one_does_not() {
    let mut desk = working_since(NINE);
    assert_eq!(desk.tells(NINE + 355), [Topic::RestByRule]);
    let with = |rest: i64| {
        entry(&[
            (Kind::Work, NINE, NINE + 355),
            (Kind::Break, NINE + 355, NINE + 355 + rest),
            (Kind::Work, NINE + 355 + rest, -1),
        ])
    };
    desk.settings.end_of_workday = false;
    desk.entries = vec![with(14)];
    assert_eq!(desk.tells(NINE + 374), []);
    // 15 of 30: five minutes later the day is six hours long, and that is said.
    desk.entries = vec![with(15)];
    assert_eq!(desk.tells(NINE + 371), [Topic::RestByRule]);
}

#[rstest::rstest]
#[case(Attention { away: true, ..there() })]
#[case(Attention { in_call: true, ..there() })]
#[case(Attention { do_not_disturb: true, ..there() })]
fn whoever_cannot_be_spoken_to_is_told_afterwards(#[case] quiet: Attention) {
    let mut desk = working_since(NINE);
    desk.attention = quiet;
    assert_eq!(desk.at(NINE + 355), Due::default());
    desk.attention = there();
    assert_eq!(desk.tells(NINE + 356), [Topic::RestByRule]);
}

#[test]
fn a_break_by_rhythm_is_due_and_over() {
    let mut desk = working_since(NINE);
    desk.settings = Settings { rhythm: Some(POMODORO), ..Settings::default() };
    assert_eq!(desk.at(NINE).look, Some(m(NINE + 25)));
    assert_eq!(desk.tells(NINE + 25), [Topic::BreakByRhythm]);
    assert_eq!(desk.tells(NINE + 40), []);
    desk.entries = vec![entry(&[(Kind::Work, NINE, NINE + 41), (Kind::Break, NINE + 41, -1)])];
    assert_eq!(desk.at(NINE + 42).look, Some(m(NINE + 46)));
    let due = desk.at(NINE + 46);
    assert_eq!(due.now[0].topic, Topic::BreakOver);
    assert_eq!(due.now[0].buttons[0], Button::Say(Verb::Resume { at: None }));
    desk.entries = vec![entry(&[
        (Kind::Work, NINE, NINE + 41),
        (Kind::Break, NINE + 41, NINE + 47),
        (Kind::Work, NINE + 47, -1),
    ])];
    assert_eq!(desk.tells(NINE + 72), [Topic::BreakByRhythm]);
}

#[test]
fn a_break_is_too_long_after_the_time_one_set() {
    let mut desk = on_break_since(NINE);
    assert_eq!(desk.at(NINE).look, Some(m(NINE + 60)));
    assert_eq!(desk.tells(NINE + 60), [Topic::BreakTooLong]);
    assert_eq!(desk.tells(NINE + 90), []);
}

#[test]
fn whoever_works_again_for_two_minutes_has_forgotten_to_resume() {
    let mut desk = on_break_since(NINE);
    desk.attention.back_since = m(NINE + 30);
    assert_eq!(desk.tells(NINE + 31), []);
    let due = desk.at(NINE + 32);
    assert_eq!(due.now[0].topic, Topic::ForgotToResume);
    // Work goes on from when they came back.
    assert_eq!(due.now[0].buttons[0], Button::Say(Verb::Resume { at: Some(m(NINE + 30)) }));
    assert_eq!(desk.tells(NINE + 32), [Topic::ForgotToResume]);
    assert_eq!(desk.tells(NINE + 33), []);
    // They went away once more, and came back.
    desk.attention.back_since = m(NINE + 50);
    assert_eq!(desk.tells(NINE + 52), [Topic::ForgotToResume]);
}

#[test]
fn whoever_rests_at_the_desk_has_forgotten_nothing() {
    let mut desk = on_break_since(NINE);
    desk.attention.back_since = m(NINE - 5);
    assert_eq!(desk.tells(NINE + 30), []);
}

#[test]
fn one_break_is_asked_about_once_whatever_the_reason() {
    let mut desk = on_break_since(NINE);
    desk.settings.rhythm = Some(POMODORO);
    // Back after 70 minutes: the break is over by rhythm, too long, and forgotten.
    desk.attention.back_since = m(NINE + 70);
    assert_eq!(desk.tells(NINE + 70), [Topic::BreakTooLong]);
    assert_eq!(desk.tells(NINE + 75), []);
}

#[test]
fn a_break_over_at_the_desk_does_not_hide_that_it_grows_too_long_or_is_forgotten() {
    let mut desk = on_break_since(NINE);
    desk.settings.rhythm = Some(POMODORO);
    assert_eq!(desk.tells(NINE + 5), [Topic::BreakOver]);
    assert_eq!(desk.tells(NINE + 60), [Topic::BreakTooLong]);
    desk.attention.back_since = m(NINE + 90);
    assert_eq!(desk.tells(NINE + 92), [Topic::ForgotToResume]);
}

#[test]
fn work_hours_without_a_timer_are_said_once_for_each_stop() {
    let mut desk = Desk::new(Vec::new());
    assert_eq!(desk.at(7 * 60).look, Some(m(8 * 60 + 10)));
    assert_eq!(desk.tells(8 * 60 + 9), []);
    let due = desk.at(8 * 60 + 10);
    assert_eq!(due.now[0].buttons[0], Button::Say(Verb::Continue { entry: None, at: None }));
    assert_eq!(desk.tells(8 * 60 + 10), [Topic::NotTracking]);
    assert_eq!(desk.tells(NINE), []);
    desk.entries = vec![entry(&[(Kind::Work, NINE, NINE + 60)])];
    assert_eq!(desk.tells(NINE + 69), []);
    assert_eq!(desk.tells(NINE + 70), [Topic::NotTracking]);
    // Coming back from lunch is no reason to be told again, and after hours there is none at all.
    desk.attention.back_since = m(13 * 60);
    assert_eq!(desk.tells(13 * 60 + 10), []);
    desk.memory = Memory::default();
    assert_eq!(desk.tells(17 * 60), []);
}

#[test]
fn whoever_comes_in_late_gets_time_to_begin() {
    let mut desk = Desk::new(Vec::new());
    desk.attention.back_since = m(NINE);
    assert_eq!(desk.tells(NINE + 9), []);
    assert_eq!(desk.tells(NINE + 10), [Topic::NotTracking]);
}

#[test]
fn an_entry_that_runs_longer_than_usual_is_said_once() {
    let mut desk = working_since(NINE);
    desk.usual_millis = Some(90 * MINUTE);
    assert_eq!(desk.at(NINE + 10).look, Some(m(NINE + 90)));
    assert_eq!(desk.tells(NINE + 90), [Topic::LongRun]);
    assert_eq!(desk.tells(NINE + 100), []);
}

#[test]
fn usual_is_what_nine_of_ten_were_and_half_as_much_again() {
    assert_eq!(usual_millis([60; 9]), None);
    assert_eq!(usual_millis([60; 10]), Some(90));
    // One that ran over a night makes nothing usual, and empty ones are none.
    let mut works = vec![60; 9];
    works.extend([900, 0, -1]);
    assert_eq!(usual_millis(works), Some(90));
}

#[test]
fn the_end_of_the_workday_is_said_to_whoever_still_runs() {
    let mut desk = working_since(16 * 60);
    desk.settings.rules = Rules::Off;
    assert_eq!(desk.at(16 * 60 + 1).look, Some(m(17 * 60)));
    let due = desk.at(17 * 60);
    assert_eq!(due.now[0].topic, Topic::EndOfWorkday);
    assert_eq!(due.now[0].buttons[0], Button::Say(Verb::Stop { at: None }));
    assert_eq!(desk.tells(17 * 60), [Topic::EndOfWorkday]);
    assert_eq!(desk.tells(18 * 60), []);
    // Begun after hours on purpose.
    assert_eq!(working_since(17 * 60 + 1).tells(17 * 60 + 30), []);
}

#[test]
fn without_wishes_nothing_is_said_and_nothing_waited_for() {
    for mut desk in [working_since(NINE), on_break_since(NINE), Desk::new(Vec::new())] {
        desk.settings = Settings::default();
        assert_eq!(desk.at(NINE + 700), Due::default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn looking_when_told_to_misses_nothing_and_says_nothing_twice(
        stretches in prop::collection::vec((0_usize..3, 1_i64..150), 1..8),
        running in any::<bool>(),
        back in 0_i64..600,
    ) {
        let mut at = NINE;
        let mut segments = Vec::new();
        for (kind, long) in stretches {
            segments.push(([Kind::Work, Kind::Break, Kind::Undecided][kind], at, at + long));
            at += long;
        }
        if running {
            segments.last_mut().unwrap().2 = -1;
        }
        let mut desk = Desk::new(vec![entry(&segments)]);
        desk.settings.rhythm = Some(POMODORO);
        desk.usual_millis = Some(200 * MINUTE);
        desk.attention.back_since = m(NINE + back).min(m(at));
        // By looking only when told to …
        let mut by_look = Vec::new();
        let mut look = Some(m(at));
        while let Some(now) = look.filter(|look| *look < m(at + 600)) {
            let day = Workday::of(&desk.entries, now);
            let running = desk.entries.iter().find(|entry| entry.is_running());
            let (stopped, usual_millis) = (desk.entries[0].end(), desk.usual_millis);
            let state = State { now, zone: UTC, day: &day, running, stopped, usual_millis };
            let due = reminders(&state, &desk.settings, desk.attention, &desk.memory);
            prop_assert!(due.look.is_none_or(|look| look > now));
            for reminder in &due.now {
                prop_assert!(!reminder.buttons.is_empty());
                by_look.push((reminder.topic, reminder.cause));
                desk.memory.tell(reminder, now);
            }
            look = due.look;
        }
        // … one hears what looking every minute would have said.
        let mut by_minute = Vec::new();
        desk.memory = Memory::default();
        for minute in at..at + 600 {
            let due = desk.at(minute);
            for reminder in &due.now {
                by_minute.push((reminder.topic, reminder.cause));
                desk.memory.tell(reminder, m(minute));
            }
        }
        let mut once = by_look.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), by_look.len());
        by_minute.sort_unstable();
        prop_assert_eq!(once, by_minute);
    }
}
