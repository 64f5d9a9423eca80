//! Each transition of one upload.

use rstest::rstest;

use super::tracker::{NOW, candidate, inconclusive, payload, queued, sends};
use crate::upload::{
    Answer, Known, Look, Maybe, Next, Operation, Reason, Sent, State, Unsendable, Upload, after_answer,
    after_look, after_restore, at_start, next, remote_read,
};
use crate::{Payload, Timestamp};

const LATER: Timestamp = Timestamp::from_millis(1_795_161_700_000);

fn known(content: &Payload) -> Known {
    Known { remote_id: "r".into(), payload: content.clone(), seen: content.clone(), maybe: None }
}

/// A row that wants `desired` while the tracker holds `holds`.
fn row(desired: Option<Payload>, holds: Option<Payload>) -> Upload {
    Upload { known: holds.map(|content| known(&content)), ..queued(desired) }
}

fn sent(row: &Upload) -> Upload {
    row.in_flight(NOW).unwrap()
}

fn stuck(row: &Upload) -> &Reason {
    match &row.state {
        State::Stuck { reason } => reason,
        other => panic!("{other:?} is not stuck"),
    }
}

#[test]
fn the_operation_follows_from_wish_and_knowledge() {
    let (a, b) = (payload(0, "a"), payload(0, "b"));
    assert_eq!(next(&row(None, None)), Next::Forget);
    assert_eq!(next(&row(Some(a.clone()), Some(a.clone()))), Next::Rest);
    assert_eq!(sends(&row(Some(a.clone()), None)), Some(Operation::Create(a.clone())));
    let remote_id = || "r".to_owned();
    let update = Operation::Update { remote_id: remote_id(), payload: b.clone() };
    assert_eq!(sends(&row(Some(b), Some(a.clone()))), Some(update));
    assert_eq!(sends(&row(None, Some(a))), Some(Operation::Delete { remote_id: remote_id() }));
}

#[test]
fn what_is_in_flight_says_what_was_sent_and_rests() {
    let row = sent(&queued(Some(payload(0, "a"))));
    assert_eq!(row.state, State::InFlight { sent: Sent::Create { payload: payload(0, "a") }, at: NOW });
    assert_eq!(row.attempts, 1);
    assert_eq!(next(&row), Next::Rest);
    assert_eq!(row.in_flight(NOW), None);
}

#[test]
fn an_answer_settles_the_row() {
    let row = sent(&queued(Some(payload(0, "a"))));
    let done = after_answer(&row, Answer::Holds { remote_id: "r".into(), seen: payload(0, "a") });
    assert_eq!((done.state.clone(), done.attempts), (State::Done, 0));
    assert_eq!(done.known, Some(known(&payload(0, "a"))));
}

#[test]
fn a_tracker_with_its_own_mind_is_not_sent_the_same_for_ever() {
    let row = sent(&queued(Some(payload(0, "a"))));
    let done = after_answer(&row, Answer::Holds { remote_id: "r".into(), seen: payload(0, "A") });
    assert_eq!(done.state, State::Done);
    assert_eq!(remote_read(done.known.as_ref().unwrap(), Some(&payload(0, "A"))), Ok(()));
}

#[test]
fn a_wish_changed_in_flight_gets_its_turn() {
    let row = Upload { desired: Some(payload(0, "b")), ..sent(&queued(Some(payload(0, "a")))) };
    let after = after_answer(&row, Answer::Holds { remote_id: "r".into(), seen: payload(0, "a") });
    assert!(matches!(sends(&after), Some(Operation::Update { .. })));
    let after = after_answer(&row, Answer::Stuck(Reason::Refused { detail: "a?".into() }));
    assert_eq!(sends(&after), Some(Operation::Create(payload(0, "b"))));
    let given_up = Upload { desired: None, ..row };
    let after = after_answer(&given_up, Answer::Stuck(Reason::Refused { detail: "a?".into() }));
    assert_eq!(next(&after), Next::Forget);
}

#[test]
fn a_lost_create_is_looked_for_and_made_again_only_when_absent() {
    let unsure = after_answer(&sent(&queued(Some(payload(0, "a")))), Answer::MaybeApplied { due: LATER });
    assert_eq!(next(&unsure), Next::Look { sent: payload(0, "a"), at: NOW });
    assert_eq!(unsure.due, Some(LATER));
    let still = after_look(&unsure, inconclusive());
    assert!(matches!(still.state, State::Unsure { looks: 1, .. }));
    let found = after_look(&still, Look::One { remote_id: "r".into(), seen: payload(0, "a") });
    assert_eq!(found.state, State::Done);
    let absent = after_look(&still, Look::Absent);
    assert_eq!(sends(&absent), Some(Operation::Create(payload(0, "a"))));
    let both = vec![candidate("r"), candidate("s")];
    let many = after_look(&still, Look::Many(both.clone()));
    assert_eq!(stuck(&many), &Reason::Ambiguous { candidates: both });
    assert_eq!(next(&many), Next::Rest);
}

#[test]
fn a_look_leaves_out_what_others_know_as_theirs() {
    let record = |id: &str| (id.to_owned(), payload(0, "a"));
    let one = |id: &str| Look::One { remote_id: id.into(), seen: payload(0, "a") };
    assert_eq!(Look::at(vec![record("r"), record("s")], |id| id == "r"), one("s"));
    assert_eq!(Look::at(vec![record("r")], |_| true), Look::Absent);
    assert_eq!(
        Look::at(vec![record("r"), record("s")], |_| false),
        Look::Many(vec![candidate("r"), candidate("s")])
    );
}

#[test]
fn a_row_found_in_flight_at_start_has_lost_its_answer() {
    let row = sent(&queued(Some(payload(0, "a"))));
    assert!(matches!(at_start(&row, LATER).state, State::Unsure { .. }));
    let quiet = queued(Some(payload(0, "a")));
    assert_eq!(at_start(&quiet, LATER), quiet);
}

#[test]
fn lost_updates_are_all_remembered_until_the_record_is_seen() {
    let mut upload = row(Some(payload(0, "b")), Some(payload(0, "a")));
    upload = after_answer(&sent(&upload), Answer::MaybeApplied { due: LATER });
    upload.desired = Some(payload(0, "c"));
    upload = after_answer(&sent(&upload), Answer::MaybeApplied { due: LATER });
    let known = upload.known.clone().unwrap();
    for ours in ["a", "b", "c"] {
        assert_eq!(remote_read(&known, Some(&payload(0, ours))), Ok(()), "{ours}");
    }
    let theirs = payload(0, "z");
    assert_eq!(remote_read(&known, Some(&theirs)), Err(Reason::Changed { theirs: theirs.clone() }));
    // Back to what it was: only a request can say whether the tracker holds that.
    upload.desired = Some(payload(0, "a"));
    assert!(matches!(sends(&upload), Some(Operation::Update { .. })));
    let done = after_answer(&sent(&upload), Answer::Holds { remote_id: "r".into(), seen: payload(0, "a") });
    assert_eq!((done.state, done.known.unwrap().maybe), (State::Done, None));
}

#[test]
fn a_lost_update_of_a_tracker_with_its_own_mind_is_still_ours() {
    let shown = |text: &str| Payload { billable: Some(true), ..payload(0, text) };
    let holds = Known { seen: shown("a"), ..known(&payload(0, "a")) };
    let upload = Upload { known: Some(holds), ..queued(Some(payload(0, "b"))) };
    let lost = after_answer(&sent(&upload), Answer::MaybeApplied { due: LATER });
    let known = lost.known.unwrap();
    assert_eq!(remote_read(&known, Some(&shown("b"))), Ok(()));
    assert!(remote_read(&known, Some(&shown("z"))).is_err());
}

#[test]
fn a_lost_removal_that_is_not_wanted_any_more_is_made_good() {
    let removal = sent(&row(None, Some(payload(0, "a"))));
    let mut upload = after_answer(&removal, Answer::MaybeApplied { due: LATER });
    assert_eq!(upload.known.as_ref().unwrap().maybe, Some(Maybe { holds: vec![], removed: true }));
    upload.desired = Some(payload(0, "a"));
    assert!(sends(&upload).is_some(), "the record may be gone, so this is not done");
    let gone = after_answer(&sent(&upload), Answer::Stuck(Reason::Gone));
    assert_eq!(sends(&gone), Some(Operation::Create(payload(0, "a"))));
}

#[test]
fn what_others_did_is_shown_and_never_overwritten() {
    let upload = sent(&row(Some(payload(0, "b")), Some(payload(0, "a"))));
    let theirs = payload(0, "z");
    let changed = after_answer(&upload, Answer::Stuck(Reason::Changed { theirs: theirs.clone() }));
    assert_eq!(stuck(&changed), &Reason::Changed { theirs });
    assert_eq!(next(&changed), Next::Rest);
    let gone = after_answer(&upload, Answer::Stuck(Reason::Gone));
    assert_eq!(stuck(&gone), &Reason::Gone);
    // Unless they made it what we want.
    let same = after_answer(&upload, Answer::Stuck(Reason::Changed { theirs: payload(0, "b") }));
    assert_eq!(same.state, State::Done);
}

#[rstest]
#[case(Reason::Refused { detail: String::new() }, true)]
#[case(Reason::NotAllowed { detail: String::new() }, true)]
#[case(Reason::Changed { theirs: payload(0, "z") }, true)]
#[case(Reason::Gone, true)]
#[case(Reason::Ambiguous { candidates: vec![candidate("r")] }, false)]
#[case(Reason::Unsendable { what: Unsendable::LiveOnly }, false)]
fn a_person_can_try_again_what_may_then_work(#[case] reason: Reason, #[case] possible: bool) {
    let upload = row(Some(payload(0, "b")), Some(payload(0, "a")));
    let upload = Upload { state: State::Stuck { reason }, attempts: 7, ..upload };
    let retried = upload.retried();
    assert_eq!(retried.is_some(), possible);
    if let Some(retried) = retried {
        assert!(sends(&retried).is_some());
        assert_eq!((retried.attempts, retried.due), (0, None));
    }
}

#[test]
fn a_dropped_upload_rests_for_ever() {
    let dropped = queued(Some(payload(0, "a"))).dropped();
    assert_eq!(next(&dropped), Next::Rest);
    assert_eq!(dropped.in_flight(NOW), None);
}

#[test]
fn answers_to_rows_that_asked_nothing_change_nothing() {
    let quiet = queued(Some(payload(0, "a")));
    assert_eq!(after_answer(&quiet, Answer::Removed), quiet);
    assert_eq!(after_look(&quiet, Look::Absent), quiet);
}

#[test]
fn what_a_backup_has_not_sent_is_looked_for_and_the_rest_stays() {
    let a = payload(0, "a");
    let stuck = |reason| Upload { state: State::Stuck { reason }, ..queued(Some(a.clone())) };
    let refused = stuck(Reason::Refused { detail: "closed".into() });
    for row in [queued(Some(a.clone())), refused] {
        let after = after_restore(&row).expect("it may have been sent since");
        assert!(matches!(next(&after), Next::Look { .. }), "{:?}", after.state);
    }
    let ambiguous = stuck(Reason::Ambiguous { candidates: vec![candidate("r")] });
    for row in
        [row(Some(a.clone()), Some(a.clone())), queued(None), sent(&queued(Some(a.clone()))), ambiguous]
    {
        assert_eq!(after_restore(&row), None, "{row:?}");
    }
}
