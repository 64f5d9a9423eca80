//! From changed wishes to rows.

use super::tracker::{Fate, Sender, candidate, payload};
use crate::Payload;
use crate::upload::{Next, Reason, State, next};

/// A sender whose wish the tracker holds.
fn settled(wish: &[Payload]) -> Sender {
    let mut sender = Sender::new(false);
    sender.wish(wish.to_vec());
    sender.come_to_rest();
    assert_eq!(sender.held(), wish);
    sender
}

#[test]
fn a_part_keeps_its_record_when_others_come_and_go() {
    let (a, b, c) = (payload(0, "a"), payload(1, "b"), payload(2, "c"));
    let mut sender = settled(&[a.clone(), b.clone()]);
    let of_b = sender.rows[1].id;
    sender.wish(vec![b.clone(), c]);
    assert_eq!(sender.rows[0].id, of_b);
    assert_eq!(sender.rows[0].state, State::Done);
    // The record of the part that went is changed into the one that came.
    assert_eq!(sender.rows[1].known.as_ref().unwrap().payload, a);
    assert_eq!(sender.rows.iter().map(|row| row.part).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn a_wish_nobody_has_heard_of_is_forgotten() {
    let mut sender = Sender::new(false);
    sender.wish(vec![payload(0, "a")]);
    sender.wish(vec![]);
    assert!(sender.rows.is_empty());
}

#[test]
fn a_record_that_is_not_wished_any_more_is_removed() {
    let mut sender = settled(&[payload(0, "a")]);
    sender.wish(vec![]);
    assert_eq!(sender.rows.len(), 1);
    sender.come_to_rest();
    assert!(sender.held().is_empty());
    assert!(sender.rows.is_empty());
}

#[test]
fn an_open_question_keeps_its_state() {
    let mut sender = Sender::new(false);
    sender.wish(vec![payload(0, "a")]);
    sender.begin(0, true);
    sender.end(Fate::AnswerLost);
    for wish in [vec![payload(0, "b")], vec![], vec![payload(0, "a")]] {
        sender.wish(wish);
        assert!(matches!(sender.rows[0].state, State::Unsure { .. }));
    }
}

#[test]
fn several_candidates_stay_a_question_whatever_is_wished() {
    let mut sender = Sender::new(false);
    sender.wish(vec![payload(0, "a")]);
    let reason = Reason::Ambiguous { candidates: vec![candidate("r"), candidate("s")] };
    sender.rows[0].state = State::Stuck { reason };
    sender.wish(vec![payload(0, "b")]);
    assert_eq!(next(&sender.rows[0]), Next::Rest);
    sender.hold_back();
    sender.wish(vec![payload(0, "c")]);
    assert_eq!(next(&sender.rows[0]), Next::Rest);
    sender.wish(vec![]);
    assert_eq!(sender.rows.len(), 1, "one of them may be ours, so the row stays");
}

#[test]
fn a_foreign_change_stays_shown_when_the_old_wish_comes_back() {
    let (a, theirs) = (payload(0, "a"), payload(0, "theirs"));
    let mut sender = settled(std::slice::from_ref(&a));
    for record in sender.records.values_mut() {
        record.payload = theirs.clone();
    }
    sender.wish(vec![payload(0, "b")]);
    sender.begin(0, true);
    sender.end(Fate::Answered);
    assert!(matches!(sender.rows[0].state, State::Stuck { reason: Reason::Changed { .. } }));
    sender.wish(vec![a]);
    assert!(matches!(sender.rows[0].state, State::Stuck { reason: Reason::Changed { .. } }));
    assert_eq!(sender.held(), [theirs]);
}

#[test]
fn an_unsendable_entry_says_so_and_leaves_what_is_there() {
    let (a, b) = (payload(0, "a"), payload(1, "b"));
    let mut sender = settled(&[a.clone(), b.clone()]);
    sender.wish(vec![a.clone(), b.clone(), payload(2, "c")]);
    sender.hold_back();
    assert!(matches!(sender.rows[0].state, State::Stuck { reason: Reason::Unsendable { .. } }));
    for place in 0..sender.rows.len() {
        sender.begin(place, true);
        sender.end(Fate::Answered);
    }
    assert_eq!(sender.held(), [a.clone(), b.clone()], "nothing was sent, nothing removed");
    sender.wish(vec![a.clone(), b.clone()]);
    assert!(sender.rows.iter().all(|row| row.state == State::Done));
    assert_eq!(sender.held(), [a, b]);
}

#[test]
fn an_unsendable_entry_with_a_request_under_way_says_so_in_a_row_of_its_own() {
    let mut sender = Sender::new(false);
    sender.wish(vec![payload(0, "a")]);
    sender.begin(0, true);
    sender.hold_back();
    assert!(matches!(sender.rows[0].state, State::InFlight { .. }));
    assert!(matches!(sender.rows[1].state, State::Stuck { reason: Reason::Unsendable { .. } }));
    sender.end(Fate::Answered);
    assert_eq!(sender.held(), [payload(0, "a")], "what arrived stays");
    sender.wish(vec![payload(0, "a")]);
    assert_eq!(sender.rows.len(), 1);
    assert_eq!(sender.rows[0].state, State::Done);
}

#[test]
fn a_dropped_part_stays_dropped_while_the_entry_changes() {
    let mut sender = Sender::new(false);
    sender.wish(vec![payload(0, "a")]);
    sender.rows[0] = sender.rows[0].dropped();
    sender.wish(vec![payload(0, "b")]);
    assert_eq!(sender.rows.len(), 1);
    assert_eq!(sender.rows[0].state, State::Dropped);
    sender.wish(vec![]);
    assert!(sender.rows.is_empty());
}
