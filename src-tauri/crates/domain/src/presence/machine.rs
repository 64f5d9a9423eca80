//! The presence machine: signs come and go, and an absence is whatever lies between.

use crate::{Cause, Timestamp, Verb};

use super::{Absence, Around, Event, Presence, Question, Seen, Sense};

/// A machine that still runs so long after it said it would sleep does not sleep. Longer than systems wait for
/// programs, shorter than any threshold.
const GRACE_MILLIS: i64 = 25_000;
/// On top of the threshold: input at a locked screen that lasts so long means that the word of its unlocking was lost.
const DOUBT_MILLIS: i64 = 60_000;

impl Presence {
    /// What follows from an event.
    pub fn see(&self, event: Event, around: &Around) -> Seen {
        let mut next = self.clone();
        let mut verbs = Vec::new();
        // What the verbs of this step change of it is followed, because another absence may begin in the same step.
        let mut around = *around;
        let around = &mut around;
        next.follow_the_clock(event, around, &mut verbs);
        next.doubt_the_lock(event, around, &mut verbs);
        let at = around.now;
        match event {
            Event::IdleBegan { since } => next.idle_began(since.min(at), around, &mut verbs),
            Event::IdleEnded => {
                next.idle = None;
                next.input = Some(at);
            }
            Event::Locked => {
                next.locked.get_or_insert(at);
                next.input = None;
            }
            Event::Unlocked | Event::Said => next.sees_somebody(),
            Event::Suspending => {
                next.asleep.get_or_insert(at);
                next.input = None;
            }
            Event::Resumed => next.asleep = None,
            Event::Gap { from } => {
                let from = from.min(at);
                next.asleep = Some(next.asleep.map_or(from, |since| since.min(from)));
                next.notice(around);
                next.asleep = None;
                next.input = None;
            }
            Event::CallBegan => next.call = true,
            Event::CallEnded => next.call_is_over(at),
            Event::Lost(sense) => next.lose(sense, at),
            Event::Answered if !next.questions.is_empty() => {
                next.questions.remove(0);
            }
            Event::Answered | Event::Look | Event::SetBack { .. } => {}
        }
        // What may be said just before the machine sleeps is no sign that it is awake.
        let before_sleep = matches!(event, Event::Suspending | Event::Locked | Event::IdleBegan { .. });
        if !before_sleep && next.asleep.is_some_and(|since| at.since(since) >= GRACE_MILLIS) {
            next.notice(around);
            next.asleep = None;
        }
        next.settle(around, &mut verbs);
        let ask = next.questions.first().copied().filter(|_| next.away.is_none() && !next.call);
        let look = next.look(around);
        Seen { presence: next, verbs, ask, look }
    }

    /// A clock that was set back takes all that was noted along. What nobody has told of is seen by the instants.
    fn follow_the_clock(&mut self, event: Event, around: &mut Around, verbs: &mut Vec<Verb>) {
        if let Event::SetBack { by_millis } = event
            && by_millis > 0
        {
            self.shift(by_millis);
            // The running entry moves, and its questions with it; others are found where undecided time is listed.
            let runs = around.running.map(|running| running.entry);
            self.questions.retain(|question| Some(question.entry) == runs);
            for question in &mut self.questions {
                question.from = question.from.plus_millis(-by_millis);
                question.to = question.to.plus_millis(-by_millis);
            }
            if let Some(since) = around.running.as_mut().and_then(|running| running.work_since.as_mut()) {
                *since = since.plus_millis(-by_millis);
            }
            verbs.push(Verb::SetBack { by_millis });
        }
        let missed = self.heard.since(around.now);
        if missed > 0 {
            self.shift(missed);
        }
        self.heard = around.now;
    }

    fn shift(&mut self, millis: i64) {
        let earlier = |at: Timestamp| at.plus_millis(-millis);
        self.heard = earlier(self.heard);
        self.back = earlier(self.back);
        self.returned = earlier(self.returned);
        self.idle = self.idle.map(earlier);
        self.locked = self.locked.map(earlier);
        self.asleep = self.asleep.map(earlier);
        self.input = self.input.map(earlier);
        if let Some(away) = &mut self.away {
            away.from = earlier(away.from);
            away.floor = earlier(away.floor);
            away.told = away.told.map(earlier);
        }
    }

    /// Nobody types at a locked screen for longer than it takes to be called idle again.
    fn doubt_the_lock(&mut self, event: Event, around: &mut Around, verbs: &mut Vec<Verb>) {
        let (Some(_), Some(input)) = (self.locked, self.input) else { return };
        let until = match event {
            Event::IdleBegan { since } => since,
            Event::Gap { from } => from,
            _ => around.now,
        };
        if until.since(input) >= around.threshold_millis.saturating_add(DOUBT_MILLIS) {
            self.sees_somebody();
            self.come_back(input.min(around.now), around, verbs);
        }
    }

    fn idle_began(&mut self, since: Timestamp, around: &mut Around, verbs: &mut Vec<Verb>) {
        self.input = None;
        match self.idle {
            // There was input meanwhile, and its word was lost.
            Some(before) if since > before && self.locked.is_none() && self.asleep.is_none() => {
                self.idle = None;
                self.come_back(since, around, verbs);
                self.idle = Some(since);
            }
            before => self.idle = Some(before.map_or(since, |before| before.min(since))),
        }
    }

    /// Nothing that says otherwise is true any more.
    fn sees_somebody(&mut self) {
        self.idle = None;
        self.locked = None;
        self.asleep = None;
        self.input = None;
    }

    /// Until now somebody was there; time without input counts from here.
    fn call_is_over(&mut self, at: Timestamp) {
        if self.call {
            self.call = false;
            self.back = at;
        }
    }

    /// What a back end said last may be over: it stands until there is any other sign, but not for ever.
    fn lose(&mut self, sense: Sense, at: Timestamp) {
        match sense {
            Sense::Idle => self.input = None,
            Sense::Lock => {
                if let Some(locked) = self.locked.take() {
                    self.idle = Some(self.idle.map_or(locked, |idle| idle.min(locked)));
                }
                self.input = None;
            }
            // Whoever hears of it is awake.
            Sense::Sleep => self.asleep = None,
            Sense::Call => self.call_is_over(at),
        }
    }

    /// The earliest sign that nobody is there.
    fn earliest(&self) -> Option<(Timestamp, Cause)> {
        let (idle, locked) = if self.call { (None, None) } else { (self.idle, self.locked) };
        let signs = [(self.asleep, Cause::Suspend), (locked, Cause::Lock), (idle, Cause::Idle)];
        signs.into_iter().filter_map(|(since, cause)| Some((since?, cause))).min_by_key(|sign| sign.0)
    }

    /// An absence begins, or reaches further back than was known.
    fn notice(&mut self, around: &Around) {
        let Some((since, cause)) = self.earliest() else { return };
        match &mut self.away {
            None => {
                let works = around.running.and_then(|running| Some((running.entry, running.work_since?)));
                let floor = works.map_or(self.back, |(_, since)| since.max(self.back));
                let (from, entry) = (since.max(floor), works.map(|works| works.0));
                self.away = Some(Absence { from, cause, entry, floor, told: None });
            }
            Some(away) => {
                let from = since.max(away.floor);
                if from < away.from {
                    *away = Absence { from, cause, ..*away };
                }
            }
        }
    }

    /// Draws the conclusion from the signs: somebody is away, long enough to tell, or is back.
    fn settle(&mut self, around: &mut Around, verbs: &mut Vec<Verb>) {
        if self.earliest().is_none() {
            self.come_back(around.now, around, verbs);
            return;
        }
        self.notice(around);
        if let Some(Absence { from, cause, entry: Some(entry), told, .. }) = &mut self.away
            && *told != Some(*from)
            && (told.is_some() || around.now.since(*from) >= around.threshold_millis)
        {
            *told = Some(*from);
            verbs.push(Verb::Away { entry: *entry, from: *from, to: None, cause: *cause });
        }
    }

    /// Somebody is there since `at`.
    fn come_back(&mut self, at: Timestamp, around: &mut Around, verbs: &mut Vec<Verb>) {
        let Some(Absence { from, cause, entry, told, .. }) = self.away.take() else { return };
        self.back = self.back.max(at);
        self.returned = self.back;
        let Some(entry) = entry else { return };
        let to = at.max(from);
        if told.is_some() || to.since(from) >= around.threshold_millis {
            verbs.push(Verb::Away { entry, from, to: Some(to), cause });
            if let Some(running) = around.running.as_mut().filter(|running| running.entry == entry) {
                running.work_since = Some(to);
            }
            self.ask(Question { entry, from, to, cause });
        }
    }

    /// One absence that follows upon another without work in between is one question.
    fn ask(&mut self, question: Question) {
        match self.questions.last_mut() {
            Some(last) if last.entry == question.entry && last.to >= question.from => {
                last.to = last.to.max(question.to);
            }
            _ if question.from < question.to => self.questions.push(question),
            _ => {}
        }
    }

    fn look(&self, around: &Around) -> Option<Timestamp> {
        let tell = self.away.filter(|away| away.told.is_none() && away.entry.is_some());
        let tell = tell.map(|away| away.from.plus_millis(around.threshold_millis));
        let awake = self.asleep.map(|since| since.plus_millis(GRACE_MILLIS));
        let doubt = self.locked.and(self.input);
        let doubt =
            doubt.map(|input| input.plus_millis(around.threshold_millis.saturating_add(DOUBT_MILLIS)));
        [tell, awake, doubt].into_iter().flatten().filter(|at| *at > around.now).min()
    }
}
