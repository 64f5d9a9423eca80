//! Any interleaving of wishes, answers, losses and crashes ends with exactly what is wished.

use proptest::prelude::*;
use proptest::sample::select;

use std::collections::BTreeMap;

use super::tracker::{Fate, Sender, payload};
use crate::Payload;
use crate::upload::{Next, State, next};

#[derive(Clone, Debug)]
enum Event {
    Wish(Vec<Payload>),
    HoldBack,
    Begin(usize, bool),
    End(Fate),
    Retry(usize),
}

/// Some of three hours, each with one of two texts.
fn wish() -> impl Strategy<Value = Vec<Payload>> {
    prop::collection::vec(select(vec![None, Some("a"), Some("b")]), 3).prop_map(|texts| {
        let hours = texts.into_iter().zip(0..);
        hours.filter_map(|(text, hour)| Some(payload(hour, text?))).collect()
    })
}

fn event() -> impl Strategy<Value = Event> {
    let fate = select(vec![
        Fate::Answered,
        Fate::Answered,
        Fate::AnswerLost,
        Fate::AnswerLost,
        Fate::RequestLost,
        Fate::NotSent,
        Fate::Refused,
        Fate::DoneThenCrash,
        Fate::Crash,
    ]);
    prop_oneof![
        3 => wish().prop_map(Event::Wish),
        1 => Just(Event::HoldBack),
        8 => (0_usize..4, prop::bool::weighted(0.7)).prop_map(|(row, complete)| Event::Begin(row, complete)),
        8 => fate.prop_map(Event::End),
        1 => (0_usize..4).prop_map(Event::Retry),
    ]
}

fn happens(sender: &mut Sender, event: Event) {
    match event {
        Event::Wish(parts) => sender.wish(parts),
        Event::HoldBack => sender.hold_back(),
        Event::Begin(row, complete) => sender.begin(row, complete),
        Event::End(fate) => sender.end(fate),
        Event::Retry(row) => sender.retry(row),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_tracker_ends_with_exactly_what_is_wished(
        own_mind in any::<bool>(),
        events in prop::collection::vec(event(), 0..24),
        last in wish(),
    ) {
        let mut sender = Sender::new(own_mind);
        for event in events {
            // A second record for one upload panics inside the tracker.
            happens(&mut sender, event);
        }
        sender.wish(last);
        sender.come_to_rest();
        let wished: Vec<Payload> = sender.wish.iter().map(|part| sender.shown(part)).collect();
        prop_assert_eq!(sender.held(), wished, "{:#?}", sender);
        prop_assert!(sender.rows.iter().all(|row| row.state == State::Done), "{:#?}", sender.rows);
        prop_assert_eq!(sender.rows.len(), sender.wish.len());
    }

    #[test]
    fn from_unsure_only_a_look_follows(
        own_mind in any::<bool>(),
        events in prop::collection::vec(event(), 0..24),
    ) {
        let mut sender = Sender::new(own_mind);
        for event in events {
            let before = sender.rows.clone();
            happens(&mut sender, event);
            for row in &sender.rows {
                let was_unsure = before.iter().any(|old| old.id == row.id && matches!(old.state, State::Unsure { .. }));
                prop_assert!(!(was_unsure && matches!(row.state, State::InFlight { .. })), "{row:#?}");
                if let State::Unsure { sent, at, .. } = &row.state {
                    prop_assert_eq!(next(row), Next::Look { sent: sent.clone(), at: *at });
                    prop_assert_eq!(row.in_flight(*at), None);
                }
            }
        }
    }

    #[test]
    fn what_somebody_else_did_stays_until_a_person_chooses(
        own_mind in any::<bool>(),
        events in prop::collection::vec(
            prop_oneof![
                4 => event().prop_map(Ok),
                1 => (0_usize..4, any::<bool>()).prop_map(|(record, removes)| Err((record, Some(removes)))),
                1 => (0_usize..4).prop_map(|row| Err((row, None))),
            ],
            0..32,
        ),
    ) {
        let mut sender = Sender::new(own_mind);
        let mut theirs: BTreeMap<String, Option<Payload>> = BTreeMap::new();
        for event in events {
            match event {
                // Trying again is a choice.
                Ok(Event::Retry(_)) => {}
                Ok(event) => happens(&mut sender, event),
                Err((record, Some(removes))) => {
                    if let Some(id) = sender.meddle(record, (!removes).then_some("theirs")) {
                        let left = sender.records.get(&id).map(|record| record.payload.clone());
                        theirs.insert(id, left);
                    }
                }
                Err((row, None)) => sender.read_back(row),
            }
            for (id, left) in &theirs {
                let holds = sender.records.get(id).map(|record| &record.payload);
                prop_assert_eq!(holds, left.as_ref(), "{}: {:#?}", id, sender);
            }
        }
    }

    #[test]
    fn a_row_that_may_be_there_is_never_forgotten(
        events in prop::collection::vec(event(), 0..24),
    ) {
        let mut sender = Sender::new(false);
        for event in events {
            happens(&mut sender, event);
            for (id, record) in &sender.records {
                let row = sender.rows.iter().find(|row| row.id == record.maker);
                let accounted = row.is_some_and(|row| {
                    let known = row.known.as_ref().is_some_and(|known| known.remote_id == *id);
                    known || matches!(row.state, State::InFlight { .. } | State::Unsure { .. })
                });
                prop_assert!(accounted, "{id} belongs to nobody: {sender:#?}");
            }
        }
    }
}
