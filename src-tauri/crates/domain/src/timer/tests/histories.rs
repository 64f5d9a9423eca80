//! What holds after any sequence of verbs, with clocks that jump and zones that change.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::world::{World, new};
use crate::report::{DayTotals, day_totals};
use crate::timer::Notice;
use crate::{
    Booking, Border, Cause, ConnectionId, EditPatch, Entry, EntryId, Kind, ManyPatch, NewEntry, Overlap,
    Resolution, TargetId, Timestamp, Totals, Verb,
};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// One thing said: the clock moves, the machine may travel, then a verb is said.
#[derive(Clone, Debug)]
struct Said {
    clock: i64,
    zone: Tz,
    word: Word,
}

/// A verb whose times are so long ago, and whose entries are picked from what there is.
#[derive(Clone, Debug)]
enum Word {
    Start(NewEntry, Option<i64>, Overlap),
    Break(Option<i64>),
    Resume(Option<i64>),
    Stop(Option<i64>),
    Toggle,
    ToggleBreak(Option<i64>),
    Continue(Option<Index>),
    Discard,
    Add(i64, i64, Option<(i64, i64)>, Overlap),
    Edit(Index, Option<i64>, Option<i64>, Option<i64>, Option<String>, Overlap),
    Move(Index, i64, Overlap),
    Resize(Index, Side, i64, Overlap),
    Split(Index, i64),
    Merge(Index, Index),
    Delete(Index),
    EditMany(Vec<Index>, Option<String>, bool),
    Duplicate(Vec<Index>),
    Decide(Index, Option<i64>, Resolution),
    Recover(i64),
    Away(Index, i64, Option<i64>, Cause),
    SetBack(i64),
    Undo,
    Redo,
}

/// A border to be picked: an end, or one of those between segments.
#[derive(Clone, Debug)]
enum Side {
    Start,
    End,
    Between(Index),
}

fn ago() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 0..6 * HOUR, 1 => -HOUR..0, 1 => Just(0)]
}

fn maybe_ago() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![3 => Just(None), 2 => ago().prop_map(Some)]
}

fn words() -> impl Strategy<Value = NewEntry> {
    (0_u8..3, prop::bool::ANY, 0_u8..2).prop_map(|(note, billable, booked)| {
        let bookings = if booked == 1 { vec![words_booking()] } else { Vec::new() };
        NewEntry { billable, bookings, ..new(&format!("note {note}")) }
    })
}

fn words_booking() -> Booking {
    Booking { connection: ConnectionId::new(uuid::Uuid::from_u128(1)), target: TargetId::new("project") }
}

fn choice() -> impl Strategy<Value = Overlap> {
    select(vec![Overlap::Ask, Overlap::Trim, Overlap::Split, Overlap::Keep])
}

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![1 => Just(Side::Start), 1 => Just(Side::End), 2 => any::<Index>().prop_map(Side::Between)]
}

fn word() -> impl Strategy<Value = Word> {
    let cause = select(vec![Cause::Idle, Cause::Lock, Cause::Suspend]);
    let resolution = select(vec![Resolution::Work, Resolution::Break, Resolution::Cut]);
    let length = prop::option::of(-HOUR..8 * HOUR);
    let pause = prop::option::of((0..HOUR, 0..HOUR));
    let note = prop::option::of("[a-b]");
    prop_oneof![
        4 => (words(), maybe_ago(), choice()).prop_map(|(new, at, choice)| Word::Start(new, at, choice)),
        3 => maybe_ago().prop_map(Word::Break),
        3 => maybe_ago().prop_map(Word::Resume),
        2 => maybe_ago().prop_map(Word::Stop),
        1 => Just(Word::Toggle),
        1 => maybe_ago().prop_map(Word::ToggleBreak),
        1 => prop::option::of(any::<Index>()).prop_map(Word::Continue),
        1 => Just(Word::Discard),
        3 => (ago(), ago(), pause, choice()).prop_map(|(from, to, pause, choice)| Word::Add(from, to, pause, choice)),
        4 => (any::<Index>(), prop::option::of(ago()), prop::option::of(ago()), length, note, choice())
            .prop_map(|(entry, start, end, work, note, choice)| Word::Edit(entry, start, end, work, note, choice)),
        3 => (any::<Index>(), ago(), choice()).prop_map(|(entry, start, choice)| Word::Move(entry, start, choice)),
        3 => (any::<Index>(), side(), ago(), choice())
            .prop_map(|(entry, side, at, choice)| Word::Resize(entry, side, at, choice)),
        1 => (any::<Index>(), ago()).prop_map(|(entry, at)| Word::Split(entry, at)),
        1 => any::<(Index, Index)>().prop_map(|(one, other)| Word::Merge(one, other)),
        1 => any::<Index>().prop_map(Word::Delete),
        2 => (prop::collection::vec(any::<Index>(), 1..4), prop::option::of("[a-b]"), any::<bool>())
            .prop_map(|(entries, note, books)| Word::EditMany(entries, note, books)),
        1 => prop::collection::vec(any::<Index>(), 1..3).prop_map(Word::Duplicate),
        2 => (any::<Index>(), prop::option::of(ago()), resolution)
            .prop_map(|(entry, at, resolution)| Word::Decide(entry, at, resolution)),
        2 => (0..3 * HOUR).prop_map(Word::Recover),
        2 => (any::<Index>(), ago(), prop::option::of(ago()), cause)
            .prop_map(|(entry, from, to, cause)| Word::Away(entry, from, to, cause)),
        1 => (-HOUR..2 * HOUR).prop_map(Word::SetBack),
        1 => Just(Word::Undo),
        1 => Just(Word::Redo),
    ]
}

fn said() -> impl Strategy<Value = Said> {
    let clock = prop_oneof![6 => 0..3 * HOUR, 2 => Just(0), 1 => -2 * HOUR..0, 1 => 0..72 * HOUR];
    let zone = select(vec![
        chrono_tz::Europe::Berlin,
        chrono_tz::America::New_York,
        chrono_tz::Australia::Lord_Howe,
        chrono_tz::Africa::Cairo,
        chrono_tz::UTC,
    ]);
    (clock, zone, word()).prop_map(|(clock, zone, word)| Said { clock, zone, word })
}

/// Worlds begin just before the clocks change somewhere.
fn history() -> impl Strategy<Value = (Timestamp, Vec<Said>)> {
    let starts = [
        1_774_744_200_000_i64, // 2026-03-29T00:30Z, Berlin goes forward
        1_792_888_200_000,     // 2026-10-25T00:30Z, Berlin goes back
        1_772_953_200_000,     // 2026-03-08T07:00Z, New York goes forward
        1_793_511_000_000,     // 2026-11-01T05:30Z, New York goes back
    ];
    (select(starts.to_vec()).prop_map(Timestamp::from_millis), prop::collection::vec(said(), 1..8))
}

fn world(now: Timestamp) -> World {
    let mut world = World::new();
    world.now = now;
    world
}

impl Said {
    fn verb(&self, world: &mut World) -> Verb {
        world.now = world.now.plus_millis(self.clock);
        world.zone = self.zone;
        let now = world.now;
        let ago = |millis: i64| now.plus_millis(-millis);
        let pick = |index: &Index| {
            let ids: Vec<EntryId> = world.entries.keys().copied().collect();
            if ids.is_empty() { EntryId::new(uuid::Uuid::nil()) } else { *index.get(&ids) }
        };
        match &self.word {
            Word::Start(new, at, overlap) => {
                Verb::Start { new: new.clone(), at: at.map(ago), overlap: *overlap }
            }
            Word::Break(at) => Verb::Break { at: at.map(ago) },
            Word::Resume(at) => Verb::Resume { at: at.map(ago) },
            Word::Stop(at) => Verb::Stop { at: at.map(ago) },
            Word::Toggle => Verb::Toggle { at: None },
            Word::ToggleBreak(at) => Verb::ToggleBreak { at: at.map(ago) },
            Word::Continue(entry) => Verb::Continue { entry: entry.as_ref().map(pick), at: None },
            Word::Discard => Verb::Discard,
            Word::Add(from, to, pause, overlap) => {
                let start = ago(*from);
                let breaks = pause
                    .map(|(after, length)| (start.plus_millis(after), start.plus_millis(after + length)));
                let breaks = breaks.into_iter().collect();
                Verb::Add { new: new("added"), start, end: ago(*to), breaks, overlap: *overlap }
            }
            Word::Edit(entry, start, end, work_millis, note, overlap) => {
                let patch = EditPatch {
                    note: note.clone(),
                    start: start.map(ago),
                    end: end.map(ago),
                    work_millis: *work_millis,
                    ..EditPatch::default()
                };
                Verb::Edit { entry: pick(entry), patch, overlap: *overlap }
            }
            Word::Move(entry, start, overlap) => {
                Verb::Move { entry: pick(entry), start: ago(*start), overlap: *overlap }
            }
            Word::Resize(entry, side, at, overlap) => {
                let entry = pick(entry);
                let segments = world.entries.get(&entry).map(|entry| entry.segments()).unwrap_or_default();
                let borders: Vec<Timestamp> = segments.iter().skip(1).map(|segment| segment.start).collect();
                let border = match side {
                    Side::Start => Border::Start,
                    Side::End => Border::End,
                    Side::Between(_) if borders.is_empty() => Border::Between(now),
                    Side::Between(index) => Border::Between(*index.get(&borders)),
                };
                Verb::Resize { entry, border, at: ago(*at), overlap: *overlap }
            }
            Word::Split(entry, at) => Verb::Split { entry: pick(entry), at: ago(*at) },
            Word::Merge(one, other) => Verb::Merge { entries: vec![pick(one), pick(other)] },
            Word::Delete(entry) => Verb::Delete { entries: vec![pick(entry)] },
            Word::EditMany(entries, note, books) => {
                let bookings = words_booking();
                let (add_bookings, remove_bookings) =
                    if *books { (vec![bookings], Vec::new()) } else { (Vec::new(), vec![bookings]) };
                let patch = ManyPatch {
                    note: note.clone(),
                    billable: Some(*books),
                    add_tags: vec!["many".into()],
                    add_bookings,
                    remove_bookings,
                    ..ManyPatch::default()
                };
                Verb::EditMany { entries: entries.iter().map(pick).collect(), patch }
            }
            Word::Duplicate(entries) => {
                let picked: Vec<EntryId> = entries.iter().map(pick).collect();
                let copies = picked.into_iter().map(|entry| (entry, world.fresh_name())).collect();
                Verb::Duplicate { copies }
            }
            Word::Decide(entry, at, resolution) => {
                Verb::Decide { entry: pick(entry), at: at.map(ago), resolution: *resolution }
            }
            Word::Recover(seen) => Verb::Recover { seen: ago(*seen), threshold_millis: 5 * MINUTE },
            Word::Away(entry, from, to, cause) => {
                Verb::Away { entry: pick(entry), from: ago(*from), to: to.map(ago), cause: *cause }
            }
            Word::SetBack(by) => Verb::SetBack { by_millis: *by },
            Word::Undo => Verb::Undo,
            Word::Redo => Verb::Redo,
        }
    }
}

/// The latest instant anything in the world can know of.
fn horizon(world: &World) -> Timestamp {
    let latest = world.entries.values().map(|entry| entry.end().unwrap_or(entry.last().start)).max();
    latest.unwrap_or(world.now).max(world.now)
}

/// Stretches of one kind, joined, in order.
fn stretches<'a>(entries: impl Iterator<Item = &'a Entry>, kind: Kind, now: Timestamp) -> Vec<(i64, i64)> {
    let mut found: Vec<(i64, i64)> = entries
        .flat_map(|entry| entry.segments())
        .filter(|segment| segment.kind == kind)
        .map(|segment| (segment.start.millis(), segment.end.unwrap_or(now).millis()))
        .filter(|(start, end)| start < end)
        .collect();
    found.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::new();
    for (start, end) in found {
        match joined.last_mut() {
            Some(before) if start <= before.1 => before.1 = before.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}

fn covers(outer: &[(i64, i64)], inner: &[(i64, i64)]) -> bool {
    inner.iter().all(|(start, end)| outer.iter().any(|around| around.0 <= *start && *end <= around.1))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn entries_stay_sound((now, history) in history()) {
        let mut world = world(now);
        let mut latest = now;
        for said in history {
            let verb = said.verb(&mut world);
            latest = latest.max(world.now);
            let _refused = world.say(&verb);
            at_most_one_runs(&world)?;
            for entry in world.entries.values() {
                segments_are_ordered_and_gapless(entry)?;
                parts_add_up_to_the_whole(entry, horizon(&world))?;
                no_time_is_invented(entry, latest)?;
            }
        }
        days_add_up_to_the_whole(&world)?;
    }

    #[test]
    fn a_second_press_changes_nothing_and_a_refusal_neither((now, history) in history()) {
        let mut world = world(now);
        for said in history {
            let verb = said.verb(&mut world);
            let before = world.clone();
            match world.say(&verb) {
                Err(refusal) => {
                    prop_assert_eq!(&world.entries, &before.entries);
                    prop_assert_eq!(&world.undo, &before.undo);
                    prop_assert_eq!(world.say(&verb), Err(refusal));
                }
                Ok(_) if is_idempotent(&verb) => {
                    let second = world.say(&verb).unwrap();
                    prop_assert_eq!(second.notice, Notice::Already, "{:?}", verb);
                    prop_assert!(second.changes.is_empty());
                }
                Ok(_) => {}
            }
        }
    }

    #[test]
    fn undo_takes_back_exactly_one_verb_and_redo_brings_it_again((now, history) in history()) {
        let mut world = world(now);
        for said in history {
            let verb = said.verb(&mut world);
            let before = world.entries.clone();
            let Ok(said) = world.say(&verb) else { continue };
            if said.changes.is_empty() || matches!(verb, Verb::Undo | Verb::Redo) {
                continue;
            }
            let after = world.entries.clone();
            prop_assert_eq!(world.say(&Verb::Undo).unwrap().notice, Notice::Undone);
            prop_assert_eq!(&world.entries, &before);
            prop_assert_eq!(world.say(&Verb::Redo).unwrap().notice, Notice::Redone);
            prop_assert_eq!(&world.entries, &after);
        }
        while world.say(&Verb::Undo).is_ok() {}
        prop_assert_eq!(world.entries, BTreeMap::new());
    }

    #[test]
    fn work_that_goes_is_in_a_before((now, history) in history()) {
        let mut world = world(now);
        for said in history {
            let verb = said.verb(&mut world);
            let horizon = horizon(&world);
            let before = stretches(world.entries.values(), Kind::Work, horizon);
            let Ok(said) = world.say(&verb) else { continue };
            let befores = said.changes.iter().filter_map(|change| change.before.as_ref());
            let kept = world.entries.values().chain(befores);
            prop_assert!(covers(&stretches(kept, Kind::Work, horizon), &before));
        }
    }

    #[test]
    fn switches_touch_and_choices_free_the_new_times((now, history) in history()) {
        let mut world = world(now);
        for said in history {
            let verb = said.verb(&mut world);
            let before = world.running().cloned();
            let Ok(said) = world.say(&verb) else { continue };
            if let Some(before) = before.filter(|_| said.notice == Notice::Switched) {
                both_sides_share_one_instant(&world, &verb, before.id)?;
            }
            if !said.changes.is_empty() {
                new_times_are_free(&world, &verb)?;
            }
        }
    }
}

fn at_most_one_runs(world: &World) -> Result<(), TestCaseError> {
    prop_assert!(world.entries.values().filter(|entry| entry.is_running()).count() <= 1);
    Ok(())
}

fn segments_are_ordered_and_gapless(entry: &Entry) -> Result<(), TestCaseError> {
    let segments = entry.segments();
    prop_assert!(segments.windows(2).all(|pair| pair[0].end == Some(pair[1].start)), "{entry:#?}");
    prop_assert!(
        segments.iter().all(|segment| segment.end.is_none_or(|end| segment.start < end)),
        "{entry:#?}"
    );
    prop_assert!(segments.iter().rev().skip(1).all(|segment| segment.end.is_some()), "{entry:#?}");
    Ok(())
}

fn parts_add_up_to_the_whole(entry: &Entry, horizon: Timestamp) -> Result<(), TestCaseError> {
    let totals = entry.totals(horizon);
    let whole = entry.end().unwrap_or(horizon).since(entry.start());
    prop_assert_eq!(totals.work + totals.rest + totals.undecided, whole);
    prop_assert!(totals.work >= 0 && totals.rest >= 0 && totals.undecided >= 0);
    Ok(())
}

/// Nothing lies after the latest now that any clock has shown.
fn no_time_is_invented(entry: &Entry, latest: Timestamp) -> Result<(), TestCaseError> {
    prop_assert!(entry.last().end.unwrap_or(entry.last().start) <= latest, "{latest}: {entry:#?}");
    Ok(())
}

fn days_add_up_to_the_whole(world: &World) -> Result<(), TestCaseError> {
    let horizon = horizon(world);
    let DayTotals(days) = day_totals(world.entries.values(), horizon);
    let sum = |totals: &mut dyn Iterator<Item = Totals>| {
        totals.fold((0, 0, 0), |sum, one| (sum.0 + one.work, sum.1 + one.rest, sum.2 + one.undecided))
    };
    let by_day = sum(&mut days.values().copied());
    let by_entry = sum(&mut world.entries.values().map(|entry| entry.totals(horizon)));
    prop_assert_eq!(by_day, by_entry);
    Ok(())
}

fn is_idempotent(verb: &Verb) -> bool {
    matches!(
        verb,
        Verb::Start { at: None, .. }
            | Verb::Break { .. }
            | Verb::Resume { .. }
            | Verb::Stop { .. }
            | Verb::Continue { .. }
            | Verb::Recover { .. }
            | Verb::Away { .. }
            | Verb::Move { .. }
            | Verb::Resize { .. }
    )
}

/// What had no length yet, or was covered and trimmed, is gone; what was to be kept ends now.
fn both_sides_share_one_instant(world: &World, verb: &Verb, old: EntryId) -> Result<(), TestCaseError> {
    let new = world.running().unwrap();
    let end = world.entries.get(&old).and_then(Entry::end);
    let kept = matches!(verb, Verb::Start { overlap: Overlap::Keep | Overlap::Split, .. });
    prop_assert!(end.is_none_or(|end| end == new.start() || (kept && end > new.start())));
    Ok(())
}

/// After `add` and `start`, except where both were to be kept, nobody else has the new times. What a clock that was
/// set back has put after now is not asked about, as the new entry has not got there yet.
fn new_times_are_free(world: &World, verb: &Verb) -> Result<(), TestCaseError> {
    let new = match verb {
        Verb::Add { start, end, overlap: Overlap::Trim | Overlap::Split | Overlap::Ask, .. } => {
            let is_new = |entry: &&Entry| (entry.start(), entry.end()) == (*start, Some(*end));
            world.entries.values().filter(is_new).max_by_key(|entry| entry.id)
        }
        Verb::Start { overlap: Overlap::Trim | Overlap::Ask, at: Some(_), .. } => world.running(),
        _ => None,
    };
    let Some(new) = new else { return Ok(()) };
    let until = |entry: &Entry| entry.end().unwrap_or(world.now).min(world.now.max(new.start()));
    for other in world.entries.values().filter(|other| other.id != new.id) {
        let touches = other.start() < until(new) && new.start() < until(other);
        prop_assert!(!touches, "{verb:?}\n{new:#?}\n{other:#?}");
    }
    Ok(())
}
