//! A life in memory: presence and timer together, as the engine runs them, under a clock that tests move.

use crate::presence::{Around, Event, Presence, Question, Running};
use crate::timer::tests::world::World;
use crate::{Timestamp, Verb};

/// Five minutes.
pub(super) const THRESHOLD: i64 = 5 * 60_000;

/// Presence, timer and what they wait for.
pub(super) struct Life {
    pub(super) world: World,
    pub(super) presence: Presence,
    pub(super) ask: Option<Question>,
    pub(super) look: Option<Timestamp>,
    /// Every verb presence has said.
    pub(super) said: Vec<Verb>,
}

impl Life {
    pub(super) fn new(now: Timestamp) -> Self {
        let mut world = World::new();
        world.now = now;
        let presence = Presence::at_start(now, None);
        Self { world, presence, ask: None, look: None, said: Vec::new() }
    }

    /// Hears an event at the clock's present instant.
    pub(super) fn hear(&mut self, event: Event) {
        let running = self.world.running().and_then(Running::of);
        let around = Around { now: self.world.now, running, threshold_millis: THRESHOLD };
        let seen = self.presence.see(event, &around);
        self.presence = seen.presence;
        self.ask = seen.ask;
        self.look = seen.look;
        for verb in seen.verbs {
            self.world.say(&verb).expect("presence says only what the timer takes");
            self.said.push(verb);
        }
    }

    /// A person says a verb.
    pub(super) fn say(&mut self, verb: &Verb) {
        self.hear(Event::Said);
        self.world.say(verb).expect("the person says what can be done");
    }

    /// Time passes up to `at`, and every look that comes due is taken.
    pub(super) fn pass_to(&mut self, at: Timestamp) {
        while let Some(look) = self.look.filter(|look| *look <= at) {
            self.world.now = look;
            self.hear(Event::Look);
        }
        self.world.now = at;
    }

    /// The program ends at once, its last sign of life at `seen`, and begins anew at `at`.
    pub(super) fn crash(&mut self, seen: Timestamp, at: Timestamp) {
        self.world.now = at;
        if self.world.running().is_some() {
            self.world
                .say(&Verb::Recover { seen, threshold_millis: THRESHOLD })
                .expect("recovering is taken");
        }
        self.presence = Presence::at_start(at, self.world.running());
        self.ask = None;
        self.look = None;
    }
}
