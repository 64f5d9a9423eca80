//! What presence makes of signs, one case after the other. Minutes are minutes after the base of the world.

use super::life::Life;
use crate::presence::{Event, Question, Sense};
use crate::timer::tests::world::{start, t};
use crate::{Cause, Overlap, Resolution, Verb};

/// An entry runs since minute 0.
fn working() -> Life {
    let mut life = Life::new(t(-60));
    life.pass_to(t(0));
    life.say(&start("a"));
    life
}

/// Hears these, each at its minute. A machine that said it would sleep does, and takes no look until the next one.
fn hears(life: &mut Life, events: &[(i64, Event)]) {
    let mut asleep = false;
    for (minute, event) in events {
        if asleep {
            life.world.now = t(*minute);
        } else {
            life.pass_to(t(*minute));
        }
        life.hear(*event);
        asleep = *event == Event::Suspending;
    }
}

fn idle(since: i64) -> Event {
    Event::IdleBegan { since: t(since) }
}

fn told(events: &[(i64, Event)]) -> Vec<String> {
    let mut life = working();
    hears(&mut life, events);
    life.world.told()
}

#[test]
fn an_absence_begins_with_the_last_input_and_ends_with_the_next() {
    let mut life = working();
    hears(&mut life, &[(11, idle(10))]);
    assert_eq!(life.world.told(), ["a: work 0-"]);
    assert_eq!(life.look, Some(t(15)));
    life.pass_to(t(15));
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-"]);
    assert_eq!((life.ask, life.look), (None, None));
    hears(&mut life, &[(40, Event::IdleEnded)]);
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-40 work 40-"]);
    let entry = life.world.only().id;
    assert_eq!(life.ask, Some(Question { entry, from: t(10), to: t(40), cause: Cause::Idle }));
}

#[test]
fn what_is_shorter_than_the_threshold_melts_without_a_word() {
    let mut life = working();
    hears(&mut life, &[(11, idle(10)), (14, Event::IdleEnded), (20, Event::Locked), (24, Event::Unlocked)]);
    hears(&mut life, &[(30, Event::Suspending), (34, Event::Gap { from: t(30) }), (34, Event::Resumed)]);
    assert_eq!(life.world.told(), ["a: work 0-"]);
    assert_eq!((life.ask, life.said.len()), (None, 0));
}

#[rstest::rstest]
#[case::idle_first(&[(11, idle(10)), (12, Event::Locked), (14, Event::Suspending)], 10, Cause::Idle)]
#[case::lock_first(&[(12, Event::Locked), (12, Event::Suspending)], 12, Cause::Lock)]
#[case::sleep_alone(&[(13, Event::Suspending)], 13, Cause::Suspend)]
// The lock is heard and told first, the last input was before it.
#[case::idle_heard_late(&[(12, Event::Locked), (18, idle(10))], 10, Cause::Idle)]
fn the_earliest_sign_counts(#[case] signs: &[(i64, Event)], #[case] from: i64, #[case] cause: Cause) {
    let mut life = working();
    hears(&mut life, &[signs, &[(60, Event::Resumed), (60, Event::Unlocked)]].concat());
    assert_eq!(life.world.told(), [format!("a: work 0-{from} undecided {from}-60 work 60-")]);
    assert_eq!(life.ask.map(|question| question.cause), Some(cause));
}

#[test]
fn a_machine_that_wakes_behind_its_lock_wakes_nobody() {
    let events = [(10, Event::Locked), (11, Event::Suspending), (60, Event::Resumed), (61, Event::IdleEnded)];
    assert_eq!(told(&events), ["a: work 0-10 undecided 10-"]);
    let mut life = working();
    hears(&mut life, &events);
    // The mouse was touched, nobody unlocked, and the screen goes idle again.
    hears(&mut life, &[(66, idle(61)), (90, Event::Unlocked)]);
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-90 work 90-"]);
}

#[test]
fn a_sleep_nobody_announced_is_seen_by_the_clock() {
    let told = told(&[(60, Event::Gap { from: t(10) })]);
    assert_eq!(told, ["a: work 0-10 undecided 10-60 work 60-"]);
}

#[test]
fn one_absence_is_one_change() {
    let mut life = working();
    hears(&mut life, &[(60, Event::Gap { from: t(10) })]);
    assert_eq!(life.said.len(), 1, "{:?}", life.said);
}

#[test]
fn the_counter_of_idle_time_is_never_asked_again_after_a_sleep() {
    // Nobody touches the machine after it woke, and its counter begins anew or goes on: the sleep keeps its own start.
    for since in [2, 60] {
        let told =
            told(&[(10, Event::Suspending), (60, Event::Resumed), (65, idle(since)), (70, Event::IdleEnded)]);
        assert_eq!(told, ["a: work 0-10 undecided 10-60 undecided 60-70 work 70-"], "{since}");
    }
}

#[test]
fn two_absences_that_touch_are_one_question() {
    let mut life = working();
    hears(
        &mut life,
        &[(10, Event::Suspending), (60, Event::Resumed), (65, idle(60)), (70, Event::IdleEnded)],
    );
    let question = life.ask.unwrap();
    assert_eq!((question.from, question.to), (t(10), t(70)));
    hears(&mut life, &[(71, Event::Answered)]);
    assert_eq!(life.ask, None);
}

#[test]
fn one_question_at_a_time_in_the_order_of_the_absences() {
    let mut life = working();
    hears(&mut life, &[(10, Event::Locked), (20, Event::Unlocked), (30, Event::Locked)]);
    assert_eq!(life.ask, None, "nobody is there to answer");
    hears(&mut life, &[(40, Event::Unlocked)]);
    assert_eq!(life.ask.map(|question| question.from), Some(t(10)));
    hears(&mut life, &[(41, Event::Answered)]);
    assert_eq!(life.ask.map(|question| question.from), Some(t(30)));
    hears(&mut life, &[(42, Event::Answered), (43, Event::Answered)]);
    assert_eq!(life.ask, None);
}

#[test]
fn a_question_is_open_until_its_time_is_decided() {
    let mut life = working();
    hears(&mut life, &[(10, Event::Locked), (20, Event::Unlocked)]);
    let question = life.ask.unwrap();
    assert!(question.is_open(life.world.running()));
    let decide =
        Verb::Decide { entry: question.entry, at: Some(question.from), resolution: Resolution::Break };
    life.say(&decide);
    assert!(!question.is_open(life.world.running()));
    assert!(!question.is_open(None));
}

#[test]
fn nothing_is_asked_when_nothing_ran_or_it_was_a_break() {
    let mut life = Life::new(t(0));
    hears(&mut life, &[(10, Event::Locked), (60, Event::Unlocked)]);
    assert_eq!((life.ask, life.said.len()), (None, 0));
    let mut life = working();
    life.pass_to(t(10));
    life.say(&Verb::Break { at: None });
    hears(&mut life, &[(11, Event::Locked), (60, Event::Unlocked)]);
    assert_eq!(life.world.told(), ["a: work 0-10 break 10-"]);
    assert_eq!(life.ask, None);
}

#[test]
fn an_absence_does_not_reach_into_the_time_before_the_work() {
    // The last input was before the entry began, which another program did.
    let mut life = Life::new(t(-60));
    life.world.now = t(0);
    life.world.say(&start("a")).unwrap();
    hears(&mut life, &[(2, idle(-5)), (30, Event::IdleEnded)]);
    assert_eq!(life.world.told(), ["a: undecided 0-30 work 30-"]);
}

#[test]
fn the_absence_belongs_to_the_entry_that_ran_when_it_began() {
    let mut life = working();
    hears(&mut life, &[(10, Event::Locked)]);
    // Somebody else, from elsewhere, starts another one behind the locked screen.
    life.world.now = t(12);
    life.world.say(&start("b")).unwrap();
    hears(&mut life, &[(30, Event::Unlocked)]);
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-12", "b: work 12-"]);
}

#[test]
fn a_verb_at_this_machine_is_a_sign() {
    let mut life = working();
    hears(&mut life, &[(10, Event::Locked), (11, Event::Suspending)]);
    life.pass_to(t(60));
    life.say(&start("b"));
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-60", "b: work 60-"]);
    assert_eq!(life.ask.map(|question| question.from), Some(t(10)));
}

#[test]
fn in_a_call_somebody_is_there_and_is_not_asked() {
    let mut life = working();
    hears(&mut life, &[(10, idle(9)), (12, Event::CallBegan), (60, idle(30)), (70, Event::CallEnded)]);
    assert_eq!(life.world.told(), ["a: work 0-"], "the call itself is work");
    // Nobody has moved since the call ended.
    hears(&mut life, &[(90, Event::IdleEnded)]);
    assert_eq!(life.world.told(), ["a: work 0-70 undecided 70-90 work 90-"]);
    hears(&mut life, &[(91, Event::CallBegan)]);
    assert_eq!(life.ask, None);
    hears(&mut life, &[(95, Event::CallEnded)]);
    assert_eq!(life.ask.map(|question| question.from), Some(t(70)));
}

#[test]
fn a_call_ends_an_absence_but_does_not_outlast_sleep() {
    let mut life = working();
    hears(&mut life, &[(10, Event::Locked), (20, Event::CallBegan)]);
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-20 work 20-"]);
    hears(&mut life, &[(30, Event::Suspending), (60, Event::Gap { from: t(30) })]);
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-20 work 20-30 undecided 30-60 work 60-"]);
}

#[test]
fn a_lock_heard_after_its_unlocking_is_doubted_once_somebody_goes_on_typing() {
    let mut life = working();
    hears(&mut life, &[(10, Event::Unlocked), (10, Event::Locked), (11, Event::IdleEnded)]);
    life.pass_to(t(60));
    // It was believed until input had lasted for the threshold and a minute; only the first minute stays a question.
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-11 work 11-"]);
    assert_eq!(life.presence.away_since(), None);
}

#[test]
fn a_lost_unlocking_gives_the_time_back_from_the_first_input_on() {
    let events = [(10, Event::Locked), (30, Event::IdleEnded), (80, idle(75)), (85, Event::IdleEnded)];
    let told = told(&events);
    assert_eq!(told, ["a: work 0-10 undecided 10-30 work 30-75 undecided 75-85 work 85-"]);
}

#[test]
fn a_sleep_announced_after_it_was_over_is_no_sleep() {
    let mut life = working();
    hears(&mut life, &[(60, Event::Gap { from: t(10) }), (60, Event::Resumed), (60, Event::Suspending)]);
    life.pass_to(t(120));
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-60 work 60-"]);
    assert_eq!(life.presence.away_since(), None);
}

#[test]
fn a_sleep_whose_end_is_first_seen_by_a_late_look_is_a_sleep() {
    let mut life = working();
    hears(&mut life, &[(10, Event::Suspending)]);
    life.world.now = t(60);
    life.hear(Event::Look);
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-60 work 60-"]);
}

#[test]
fn a_touched_mouse_before_a_sleep_unlocks_nothing() {
    let mut life = working();
    hears(&mut life, &[(10, Event::Locked), (12, Event::IdleEnded), (12, Event::Suspending)]);
    life.world.now = t(120);
    life.hear(Event::Resumed);
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-"]);
}

#[test]
fn input_that_was_not_heard_of_is_seen_by_the_next_time_without() {
    let told = told(&[(11, idle(10)), (80, idle(70)), (90, Event::IdleEnded)]);
    // Between 10 and 70 nobody can tell; from 70 on nobody was there.
    assert_eq!(told, ["a: work 0-10 undecided 10-90 work 90-"]);
}

#[rstest::rstest]
#[case(Sense::Idle, Event::IdleEnded)]
#[case(Sense::Lock, Event::IdleEnded)]
#[case(Sense::Idle, Event::Unlocked)]
fn what_a_lost_back_end_said_stands_until_another_sign(#[case] lost: Sense, #[case] sign: Event) {
    let mut life = working();
    let first = if lost == Sense::Idle { idle(10) } else { Event::Locked };
    hears(&mut life, &[(10, first), (20, Event::Lost(lost)), (40, Event::Look)]);
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-"]);
    hears(&mut life, &[(60, sign)]);
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-60 work 60-"]);
}

#[test]
fn a_call_is_over_when_nobody_can_tell_any_more() {
    let mut life = working();
    hears(&mut life, &[(10, Event::CallBegan), (12, idle(11)), (20, Event::Lost(Sense::Call))]);
    hears(&mut life, &[(40, Event::IdleEnded)]);
    assert_eq!(life.world.told(), ["a: work 0-20 undecided 20-40 work 40-"]);
}

#[test]
fn a_clock_set_back_takes_the_absence_along() {
    let mut life = working();
    hears(&mut life, &[(100, Event::Locked)]);
    life.pass_to(t(103));
    life.world.now = t(43);
    life.hear(Event::SetBack { by_millis: 60 * 60_000 });
    assert_eq!(life.world.told(), ["a: work -60-"]);
    assert_eq!(life.look, Some(t(45)));
    hears(&mut life, &[(70, Event::Unlocked)]);
    assert_eq!(life.world.told(), ["a: work -60-40 undecided 40-70 work 70-"]);
}

#[test]
fn a_clock_set_back_without_a_word_makes_no_negative_time() {
    let mut life = working();
    hears(&mut life, &[(100, Event::Locked)]);
    life.world.now = t(20);
    life.hear(Event::Unlocked);
    assert_eq!(life.world.told(), ["a: work 0-"]);
    hears(&mut life, &[(30, Event::Locked), (40, Event::Unlocked)]);
    assert_eq!(life.world.told(), ["a: work 0-30 undecided 30-40 work 40-"]);
}

#[test]
fn a_start_finds_an_absence_that_was_going_on() {
    let mut life = working();
    hears(&mut life, &[(10, Event::Locked), (20, Event::Look)]);
    life.crash(t(20), t(60));
    life.hear(Event::Look);
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-"]);
    hears(&mut life, &[(70, Event::Unlocked)]);
    assert_eq!(life.world.told(), ["a: work 0-10 undecided 10-70 work 70-"]);
    assert_eq!(life.ask.map(|question| question.cause), Some(Cause::Lock));
}

#[test]
fn while_somebody_is_there_nothing_waits_for_time_to_pass() {
    let mut life = working();
    hears(&mut life, &[(5, Event::IdleEnded), (6, Event::Unlocked), (7, Event::Resumed)]);
    assert_eq!(life.look, None);
}

#[test]
fn whatever_is_heard_in_whatever_order_no_time_is_negative() {
    let all = [
        Event::IdleEnded,
        Event::Locked,
        Event::Unlocked,
        Event::Suspending,
        Event::Resumed,
        Event::CallBegan,
        Event::CallEnded,
        Event::Lost(Sense::Idle),
        Event::Lost(Sense::Lock),
        Event::Lost(Sense::Sleep),
        Event::Lost(Sense::Call),
        Event::Said,
        Event::Answered,
        Event::Look,
        Event::SetBack { by_millis: 60 * 60_000 },
    ];
    let mut random = super::bench::Random::new(7);
    for _ in 0..2_000 {
        let mut life = working();
        for _ in 0..12 {
            let step = random.below(40 * 60_000) - 5 * 60_000;
            life.world.now = life.world.now.plus_millis(step);
            let long_ago = life.world.now.plus_millis(-random.below(2 * 60 * 60_000) + 60_000);
            let event = match random.below(20) {
                0..=2 => Event::IdleBegan { since: long_ago },
                3 => Event::Gap { from: long_ago },
                place => all[usize::try_from(place).unwrap() % all.len()],
            };
            life.hear(event);
            // The world refuses what is not sound: entries are ordered and gapless by construction.
            assert!(life.look.is_none_or(|look| look > life.world.now));
            assert!(life.ask.is_none_or(|question| question.from < question.to));
            if random.below(6) == 0 {
                let new = crate::NewEntry { note: "b".into(), ..crate::NewEntry::default() };
                life.hear(Event::Said);
                let _refused = life.world.say(&Verb::Start { new, at: None, overlap: Overlap::Trim });
            }
        }
    }
}

#[test]
fn an_absence_the_timer_knows_of_is_not_told_again_when_the_clock_is_set_back() {
    let mut life = working();
    hears(&mut life, &[(100, Event::Locked), (110, Event::Look)]);
    life.world.now = t(50);
    life.hear(Event::SetBack { by_millis: 60 * 60_000 });
    assert_eq!(life.world.told(), ["a: work -60-40 undecided 40-"]);
    let told = life.said.iter().filter(|verb| matches!(verb, Verb::Away { .. })).count();
    assert_eq!(told, 1, "{:?}", life.said);
}

#[test]
fn the_end_of_a_call_is_no_coming_back() {
    let mut life = working();
    hears(
        &mut life,
        &[(10, Event::Locked), (20, Event::Unlocked), (30, Event::CallBegan), (40, Event::CallEnded)],
    );
    assert_eq!(life.presence.back_since(), t(20));
}
