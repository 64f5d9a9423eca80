//! Trackers that do not do what is asked: they keep another time, remove nothing, or know better whose a record is.

use super::tracker::{NOW, payload, queued, sends};
use crate::Payload;
use crate::upload::{
    Answer, Next, Operation, Reason, Sent, State, Upload, after_answer, hand_over, next, remote_read,
};

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
    assert_eq!((&from.known, sends(&from)), (&None, Some(Operation::Create(payload(0, "b")))));
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
    let unwanted = Upload { desired: None, state: State::Queued, ..done("r") };
    assert_eq!(next(&hand_over(&unwanted, &done("r")).0), Next::Forget);
    assert_eq!(next(&hand_over(&removal(), &done("r")).0), Next::Forget);
}
