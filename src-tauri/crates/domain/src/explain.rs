//! Why a moment of an entry is what it is: every change of it that made it so, oldest first.

use crate::{Cause, Entry, Kind, Segment, Timestamp};

/// One change of an entry, as the history keeps it.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// When it was said.
    pub at: Timestamp,
    /// Where it was said: a person's surface, or the system.
    pub surface: &'a str,
    /// What was said.
    pub verb: &'a str,
    /// The entry as it was; `None` = it was not there.
    pub before: Option<&'a Entry>,
    /// The entry as it became; `None` = it was gone.
    pub after: Option<&'a Entry>,
}

/// Why a moment is what it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explanation<'a> {
    /// The segment the moment lies in now; `None` = the entry does not cover it.
    pub segment: Option<Segment>,
    /// What made it what it is, oldest first. The last one decided.
    pub turns: Vec<Turn<'a>>,
}

/// A change that made the moment something else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Turn<'a> {
    /// When it was said.
    pub at: Timestamp,
    /// Where.
    pub surface: &'a str,
    /// What.
    pub verb: &'a str,
    /// What the moment was before; `None` = nothing.
    pub was: Option<(Kind, Cause)>,
    /// What it became; `None` = nothing.
    pub became: Option<(Kind, Cause)>,
}

/// Explains a moment by the history of one entry, oldest change first, and the entry as it is now.
///
/// Changes that left the moment what it was are not told: a new note decides nothing about time. A segment that was
/// open then covers what came after it, because nothing else had been said.
pub fn explain<'a>(
    history: impl IntoIterator<Item = Past<'a>>,
    entry: Option<&Entry>,
    moment: Timestamp,
) -> Explanation<'a> {
    let what = |entry: Option<&Entry>| {
        entry.and_then(|entry| at(entry, moment)).map(|segment| (segment.kind, segment.cause))
    };
    let turn = |past: Past<'a>| {
        let (was, became) = (what(past.before), what(past.after));
        let Past { at, surface, verb, .. } = past;
        (was != became).then_some(Turn { at, surface, verb, was, became })
    };
    Explanation {
        segment: entry.and_then(|entry| at(entry, moment)),
        turns: history.into_iter().filter_map(turn).collect(),
    }
}

/// The segment a moment lies in.
fn at(entry: &Entry, moment: Timestamp) -> Option<Segment> {
    let covers = |segment: &&Segment| segment.start <= moment && segment.end.is_none_or(|end| moment < end);
    entry.segments().iter().find(covers).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timer::Changes;
    use crate::timer::tests::world::{World, start, t};
    use crate::{EditPatch, EntryId, Overlap, Resolution, Verb};

    /// A world that keeps its history.
    struct Told {
        world: World,
        history: Vec<(Timestamp, &'static str, &'static str, Changes)>,
    }

    impl Told {
        fn new() -> Self {
            Self { world: World::new(), history: Vec::new() }
        }

        fn say(&mut self, minute: i64, surface: &'static str, name: &'static str, verb: &Verb) {
            let said = self.world.at(minute, verb).unwrap();
            self.history.push((t(minute), surface, name, said.changes));
        }

        fn explain(&self, id: EntryId, minute: i64) -> Explanation<'_> {
            let of_entry = self.history.iter().flat_map(|(at, surface, verb, changes)| {
                let own = changes.iter().filter(move |change| change.id == id);
                own.map(move |change| Past {
                    at: *at,
                    surface,
                    verb,
                    before: change.before.as_ref(),
                    after: change.after.as_ref(),
                })
            });
            explain(of_entry, self.world.entries.get(&id), t(minute))
        }
    }

    #[test]
    fn a_minute_tells_what_became_of_it() {
        let mut told = Told::new();
        told.say(0, "cli", "start", &start("a"));
        let entry = told.world.only().id;
        let away = |to| Verb::Away { entry, from: t(10), to, cause: Cause::Idle };
        told.say(15, "system", "away", &away(None));
        told.say(40, "system", "away", &away(Some(t(40))));
        let patch = EditPatch { note: Some("b".into()), ..EditPatch::default() };
        told.say(41, "window", "edit", &Verb::Edit { entry, patch, overlap: Overlap::Ask });
        let decide = Verb::Decide { entry, at: Some(t(10)), resolution: Resolution::Break };
        told.say(42, "notification", "decide", &decide);

        let found = told.explain(entry, 20);
        assert_eq!(found.segment.map(|segment| (segment.start, segment.end)), Some((t(10), Some(t(40)))));
        let said: Vec<_> = found.turns.iter().map(|turn| (turn.at, turn.surface, turn.verb)).collect();
        assert_eq!(
            said,
            [(t(0), "cli", "start"), (t(15), "system", "away"), (t(42), "notification", "decide")]
        );
        let became: Vec<_> = found.turns.iter().map(|turn| turn.became).collect();
        assert_eq!(
            became,
            [
                Some((Kind::Work, Cause::User)),
                Some((Kind::Undecided, Cause::Idle)),
                Some((Kind::Break, Cause::User))
            ]
        );
        // Each turn begins with what the one before made of it.
        assert!(found.turns.windows(2).all(|two| two[0].became == two[1].was));
        assert_eq!(found.turns[0].was, None);
    }

    #[test]
    fn a_minute_that_was_never_touched_has_one_reason() {
        let mut told = Told::new();
        told.say(0, "tray", "start", &start("a"));
        told.say(60, "tray", "break", &Verb::Break { at: None });
        let found = told.explain(told.world.only().id, 30);
        assert_eq!(found.turns.len(), 1);
        assert_eq!(found.segment.map(|segment| segment.kind), Some(Kind::Work));
        // The first minute of the break is the break's, the one before is not.
        let first = told.explain(told.world.only().id, 60);
        assert_eq!(first.segment.map(|segment| segment.kind), Some(Kind::Break));
    }

    #[test]
    fn what_was_deleted_says_so_and_is_nothing() {
        let mut told = Told::new();
        told.say(0, "cli", "start", &start("a"));
        let entry = told.world.only().id;
        told.say(60, "cli", "stop", &Verb::Stop { at: None });
        told.say(70, "window", "delete", &Verb::Delete { entries: vec![entry] });
        let found = told.explain(entry, 30);
        assert_eq!(found.segment, None);
        assert_eq!(found.turns.last().map(|turn| (turn.verb, turn.became)), Some(("delete", None)));
        told.say(71, "window", "undo", &Verb::Undo);
        let again = told.explain(entry, 30);
        assert_eq!(again.turns.last().map(|turn| turn.verb), Some("undo"));
        assert!(again.segment.is_some());
    }

    #[test]
    fn a_moment_outside_is_nothing() {
        let mut told = Told::new();
        told.say(0, "cli", "start", &start("a"));
        told.say(60, "cli", "stop", &Verb::Stop { at: None });
        let found = told.explain(told.world.only().id, -1);
        assert_eq!((found.segment, found.turns.len()), (None, 0));
        // After it was stopped the open end is closed, and that was a turn for what came later.
        let later = told.explain(told.world.only().id, 61);
        assert_eq!(later.turns.iter().map(|turn| turn.verb).collect::<Vec<_>>(), ["start", "stop"]);
        assert_eq!(later.segment, None);
    }
}
