//! What a person may choose when somebody else changed or removed a record.

use rstest::rstest;

use super::tracker::{candidate, payload, queued, sends};
use crate::Payload;
use crate::upload::{Known, Next, Operation, Reason, State, Upload, after_read_back, next, remote_read};

fn done(content: &Payload) -> Upload {
    let known = Known { remote_id: "r".into(), payload: content.clone(), seen: content.clone(), maybe: None };
    Upload { known: Some(known), state: State::Done, ..queued(Some(content.clone())) }
}

fn stuck(upload: Upload, reason: Reason) -> Upload {
    Upload { state: State::Stuck { reason }, ..upload }
}

#[test]
fn a_read_back_notices_what_somebody_else_did_and_nothing_else() {
    let (mine, theirs) = (payload(0, "a"), payload(0, "z"));
    let upload = done(&mine);
    assert_eq!(after_read_back(&upload, Some(&mine)), None);
    let changed = after_read_back(&upload, Some(&theirs)).expect("it differs");
    assert_eq!(changed, stuck(upload.clone(), Reason::Changed { theirs: theirs.clone() }));
    let gone = after_read_back(&upload, None).expect("it is not there");
    assert_eq!(gone, stuck(upload.clone(), Reason::Gone));
    for other in [
        Upload { state: State::Queued, ..upload.clone() },
        upload.dropped(),
        stuck(upload, Reason::Refused { detail: String::new() }),
    ] {
        assert_eq!(after_read_back(&other, Some(&theirs)), None, "{other:?}");
    }
}

#[test]
fn a_record_that_became_what_is_wished_is_no_question() {
    let mine = payload(0, "a");
    let mut upload = done(&mine);
    // The tracker showed it in its own way, and shows it as asked by now.
    if let Some(known) = &mut upload.known {
        known.seen = payload(0, "A");
    }
    let after = after_read_back(&upload, Some(&mine)).expect("what was seen is news");
    assert_eq!(after, done(&mine));
}

#[test]
fn keeping_mine_sends_it_over_theirs_or_makes_it_anew() {
    let (mine, theirs) = (payload(0, "a"), payload(0, "z"));
    let over = stuck(done(&mine), Reason::Changed { theirs: theirs.clone() }).kept().expect("a choice");
    assert_eq!(sends(&over), Some(Operation::Update { remote_id: "r".into(), payload: mine.clone() }));
    // Only over the version that was shown: another one is shown first.
    let known = over.known.expect("the record");
    assert_eq!(remote_read(&known, Some(&theirs)), Ok(()));
    assert!(remote_read(&known, Some(&payload(0, "y"))).is_err());
    let anew = stuck(done(&mine), Reason::Gone).kept().expect("a choice");
    assert_eq!(sends(&anew), Some(Operation::Create(mine)));
}

#[test]
fn leaving_both_lets_neither_side_follow_the_other() {
    let theirs = payload(0, "z");
    for reason in [Reason::Changed { theirs }, Reason::Gone] {
        let left = stuck(done(&payload(0, "a")), reason).left().expect("a choice");
        assert_eq!(next(&left), Next::Rest);
        let edited = Upload { desired: Some(payload(0, "b")), ..left };
        assert_eq!(next(&edited), Next::Rest);
    }
}

#[rstest]
#[case(State::Done)]
#[case(State::Queued)]
#[case(State::Stuck { reason: Reason::Refused { detail: String::new() } })]
fn without_a_conflict_there_is_no_choice(#[case] state: State) {
    let upload = Upload { state, ..done(&payload(0, "a")) };
    assert_eq!((upload.kept(), upload.left()), (None, None));
}

#[test]
fn trying_all_again_overwrites_nobody_and_revives_nothing_that_was_given_up() {
    let upload = done(&payload(0, "a"));
    for choice in [
        stuck(upload.clone(), Reason::Changed { theirs: payload(0, "z") }),
        stuck(upload.clone(), Reason::Gone),
        upload.dropped(),
    ] {
        assert!(choice.retried().is_some(), "alone it can be tried again: {choice:?}");
        assert_eq!(choice.retried_with_others(), None);
    }
    let refused = stuck(queued(Some(payload(0, "a"))), Reason::Refused { detail: String::new() });
    assert_eq!(refused.retried_with_others(), refused.retried());
}

#[test]
fn the_picked_record_is_adopted_and_read_before_it_is_changed() {
    let candidates = vec![candidate("r"), candidate("s")];
    let unclear = stuck(queued(Some(payload(0, "a"))), Reason::Ambiguous { candidates });
    assert_eq!(unclear.adopted(None), None, "two are in question");
    assert_eq!(unclear.adopted(Some("t")), None, "not one of them");
    let adopted = unclear.adopted(Some("s")).expect("one of them");
    assert_eq!(
        sends(&adopted),
        Some(Operation::Update { remote_id: "s".into(), payload: payload(0, "a") }),
        "an update reads first"
    );
    let known = adopted.known.expect("the record");
    assert!(remote_read(&known, Some(&payload(0, "z"))).is_err(), "what differs is shown");
}
