//! Trackers that do not do what is asked: they keep another time, remove nothing, or know better whose a record is.

use super::tracker::{NOW, candidate, payload, queued, sends};
use crate::upload::{
    Answer, Candidate, Look, Next, Operation, Reason, Sent, State, Upload, after_answer, after_look,
    at_start, hand_over, next, remote_read,
};
use crate::{Payload, Timestamp};

const LATER: Timestamp = Timestamp::from_millis(NOW.millis() + 60_000);

fn in_flight(upload: &Upload) -> Upload {
    upload.in_flight(NOW).expect("there is something to send")
}

fn done(id: &str) -> Upload {
    let holds = Answer::Holds { remote_id: id.into(), seen: payload(0, "a") };
    after_answer(&in_flight(&queued(Some(payload(0, "a")))), holds)
}

fn removal() -> Upload {
    let unsupported = Reason::Unsupported { detail: "no".into() };
    after_answer(&in_flight(&Upload { desired: None, ..done("r") }), Answer::Stuck(unsupported))
}

#[test]
fn another_time_than_was_asked_for_is_shown() {
    let seen = Payload { seconds: 3900, ..payload(0, "a") };
    let holds = Answer::Holds { remote_id: "r".into(), seen: seen.clone() };
    let after = after_answer(&in_flight(&queued(Some(payload(0, "a")))), holds.clone());
    assert_eq!(after.state, State::Stuck { reason: Reason::Changed { theirs: seen.clone() } });
    // Who tries again sends what is wished over it.
    let again = after.retried().expect("a person may insist");
    assert!(
        matches!(sends(&again), Some(Operation::Update { payload: wished, .. }) if wished == payload(0, "a"))
    );
    // Another text or mark is the tracker's own way, and a wish that has changed meanwhile gets its turn.
    let own_way = Payload { text: "A".into(), billable: Some(true), ..payload(0, "a") };
    let own_way = Answer::Holds { remote_id: "r".into(), seen: own_way };
    assert_eq!(after_answer(&in_flight(&queued(Some(payload(0, "a")))), own_way).state, State::Done);
    let mut waiting = in_flight(&queued(Some(payload(0, "a"))));
    waiting.desired = Some(payload(0, "b"));
    assert_eq!(after_answer(&waiting, holds).state, State::Queued);
}

#[test]
fn what_cannot_be_removed_waits_for_a_person_and_is_looked_at_before_it_is_believed_again() {
    let stuck = removal();
    assert!(matches!(stuck.state, State::Stuck { reason: Reason::Unsupported { .. } }));
    assert_eq!(next(&stuck), Next::Rest);
    assert!(matches!(
        sends(&stuck.retried().expect("it may be gone by now")),
        Some(Operation::Delete { .. })
    ));
    // Wished for again, it is not taken for done: somebody may have removed it by hand.
    let back = Upload { desired: Some(payload(0, "a")), state: State::Queued, ..stuck };
    let asked = in_flight(&back);
    assert!(matches!(&asked.state, State::InFlight { sent: Sent::Update { .. }, .. }));
    let gone = after_answer(&asked, Answer::Stuck(Reason::Gone));
    assert_eq!(sends(&gone), Some(Operation::Create(payload(0, "a"))));
    let there = after_answer(&asked, Answer::Holds { remote_id: "r".into(), seen: payload(0, "a") });
    assert_eq!((there.state, there.known.and_then(|known| known.maybe)), (State::Done, None));
}

#[test]
fn a_record_is_handed_over_and_what_was_made_of_it_meanwhile_is_known() {
    let edited = after_answer(
        &in_flight(&Upload { desired: Some(payload(0, "b")), ..done("r") }),
        Answer::Holds { remote_id: "r".into(), seen: payload(0, "b") },
    );
    let (from, to) = hand_over(&edited, &done("r"));
    assert_eq!(from.known, None);
    assert_eq!(next(&from), Next::Look { sent: payload(0, "b"), at: payload(0, "b").start });
    assert_eq!(sends(&after_look(&from, Look::Absent)), Some(Operation::Create(payload(0, "b"))));
    assert!(matches!(sends(&to), Some(Operation::Update { .. })), "it is looked at before it rests");
    let known = to.known.as_ref().expect("it is the owner now");
    for ours in ["a", "b"] {
        assert_eq!(remote_read(known, Some(&payload(0, ours))), Ok(()), "{ours}");
    }
    assert!(remote_read(known, Some(&payload(0, "z"))).is_err());
}

#[test]
fn who_loses_a_record_keeps_what_a_person_decided() {
    let dropped = done("r").dropped();
    assert_eq!(hand_over(&dropped, &done("r")).0, Upload { known: None, ..dropped });
}

#[test]
fn who_loses_a_record_may_have_made_another_and_forgets_nothing_before_that_is_known() {
    let unwanted = Upload { desired: None, state: State::Queued, ..done("r") };
    for from in [unwanted, removal()] {
        let from = hand_over(&from, &done("r")).0;
        assert!(matches!(next(&from), Next::Look { .. }));
        assert_eq!(next(&after_look(&from, Look::Absent)), Next::Forget);
        let found = after_look(&from, Look::One { remote_id: "s".into(), seen: payload(0, "a") });
        assert_eq!(sends(&found), Some(Operation::Delete { remote_id: "s".into() }));
    }
}

fn lost() -> Upload {
    after_answer(&in_flight(&queued(Some(payload(0, "a")))), Answer::MaybeApplied { due: NOW })
}

fn both() -> Vec<Candidate> {
    vec![candidate("r"), candidate("s")]
}

fn told_apart_by_a_repeat() -> Look {
    Look::Many(both()).repeatable(None)
}

fn is_asked(upload: &Upload) -> bool {
    upload.state == State::Stuck { reason: Reason::Ambiguous { candidates: both() } }
}

#[test]
fn where_our_key_is_known_a_repeat_tells_which_of_several_is_ours() {
    let again = after_look(&lost(), Look::Many(both()).repeatable(Some(LATER)));
    assert_eq!((next(&again), again.due), (Next::Look { sent: payload(0, "a"), at: NOW }, Some(LATER)));
    let repeat = after_look(&again, told_apart_by_a_repeat());
    let repeat = repeat.in_flight(LATER).expect("it is sent again");
    let sent = Sent::Repeat { payload: payload(0, "a"), alike: both() };
    assert_eq!(repeat.state, State::InFlight { sent, at: NOW }, "the key is as old as the first request");
    let holds = Answer::Holds { remote_id: "s".into(), seen: payload(0, "a") };
    assert_eq!(after_answer(&repeat, holds).state, State::Done);
}

#[test]
fn one_record_that_is_perhaps_ours_is_told_by_a_repeat_too_and_none_is_none() {
    let one = Look::One { remote_id: "r".into(), seen: payload(0, "a") };
    assert_eq!(one.repeatable(None), Look::Repeatable { alike: vec![candidate("r")], again: None });
    assert_eq!(Look::Absent.repeatable(None), Look::Absent);
}

#[test]
fn a_record_that_is_not_wished_any_more_is_not_sent_again_but_asked_about() {
    // Not before the last look: until then, the others may turn out to be those of other uploads.
    let upload = Upload { desired: None, ..lost() };
    let again = after_look(&upload, Look::Many(both()).repeatable(Some(LATER)));
    assert_eq!((next(&again), again.due), (Next::Look { sent: payload(0, "a"), at: NOW }, Some(LATER)));
    assert!(is_asked(&after_look(&again, told_apart_by_a_repeat())));
    assert_eq!(next(&after_look(&again, Look::Absent)), Next::Forget, "they were");
    // Also when the wish goes between the look and the repeat: then there is another look.
    let gone = Upload { desired: None, ..after_look(&lost(), told_apart_by_a_repeat()) };
    assert!(matches!(next(&gone), Next::Look { .. }));
    assert!(is_asked(&after_look(&gone, told_apart_by_a_repeat())));
}

#[test]
fn a_wish_that_changed_while_we_looked_is_what_the_record_of_the_repeat_is_changed_to() {
    let wish = Some(payload(0, "b"));
    let looked = after_look(&Upload { desired: wish.clone(), ..lost() }, told_apart_by_a_repeat());
    // Also when it changes between the look and the repeat, or while the repeat is under way.
    let changed = Upload { desired: wish.clone(), ..after_look(&lost(), told_apart_by_a_repeat()) };
    let under_way = after_look(&lost(), told_apart_by_a_repeat()).in_flight(LATER).expect("it is sent again");
    let repeats = [
        looked.in_flight(LATER).expect("it is sent again"),
        changed.in_flight(LATER).expect("it is sent again"),
        Upload { desired: wish, ..under_way },
    ];
    for repeat in repeats {
        let sent = Sent::Repeat { payload: payload(0, "a"), alike: both() };
        assert_eq!(repeat.state, State::InFlight { sent, at: NOW }, "what was sent, under its own key");
        let holds = Answer::Holds { remote_id: "s".into(), seen: payload(0, "a") };
        let then = next(&after_answer(&repeat, holds));
        assert!(
            matches!(&then, Next::Send(Operation::Update { payload: to, .. }) if *to == payload(0, "b")),
            "{then:?}"
        );
    }
}

#[test]
fn where_nothing_is_shown_only_a_harmless_repeat_of_what_is_wished_is_sent() {
    let (repeatable, blind) = (Look::Hidden { repeatable: true }, Look::Hidden { repeatable: false });
    let again = after_look(&lost(), repeatable.clone());
    assert!(matches!(next(&again), Next::Send(Operation::Create(_))));
    let asked = State::Stuck { reason: Reason::Ambiguous { candidates: Vec::new() } };
    assert_eq!(after_look(&lost(), blind.clone()).state, asked);
    for desired in [None, Some(payload(0, "b"))] {
        for look in [&repeatable, &blind] {
            let upload = Upload { desired: desired.clone(), ..lost() };
            assert_eq!(after_look(&upload, look.clone()).state, asked, "{desired:?}");
        }
    }
}

#[test]
fn what_becomes_of_a_repeat_says_nothing_of_what_was_sent_first() {
    let repeat = after_look(&lost(), told_apart_by_a_repeat()).in_flight(LATER).expect("it is sent again");
    for desired in [None, Some(payload(0, "a")), Some(payload(0, "b"))] {
        let repeat = Upload { desired, ..repeat.clone() };
        for answer in [Answer::NotApplied { due: LATER }, Answer::MaybeApplied { due: LATER }] {
            assert!(matches!(next(&after_answer(&repeat, answer)), Next::Look { at: NOW, .. }));
        }
        assert!(matches!(next(&at_start(&repeat, LATER)), Next::Look { .. }));
        assert!(is_asked(&after_answer(&repeat, Answer::Stuck(Reason::Refused { detail: "no".into() }))));
    }
}
