//! The transitions of one upload. Each takes what happened and gives the upload as it is to be written.

use crate::{Payload, Timestamp};

use super::{Candidate, Known, Operation, Reason, Sent, State, Upload, operation};

/// The one next thing that may be done about an upload.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Next {
    /// Nothing; it rests until something changes.
    Rest,
    /// Nothing is wished and nothing is there: the row may go.
    Forget,
    /// Send this, after the upload was written as `in_flight`.
    Send(Operation),
    /// Look whether this create arrived.
    Look {
        /// What was sent.
        sent: Payload,
        /// When.
        at: Timestamp,
    },
    /// Send this create once more while the tracker surely knows its key; look when it does not any longer.
    Repeat {
        /// What was sent.
        sent: Payload,
        /// When it was sent first.
        at: Timestamp,
        /// The records that could be it.
        alike: Vec<Candidate>,
    },
}

/// How a request ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// The tracker holds this now (create, update).
    Holds {
        /// Its id there.
        remote_id: String,
        /// What it shows, as far as the answer says.
        seen: Payload,
    },
    /// The record is gone (delete), or was gone already.
    Removed,
    /// It surely was not applied; try again not before `due`.
    NotApplied {
        /// When to try again.
        due: Timestamp,
    },
    /// The answer was lost or makes no sense: it may have been applied.
    MaybeApplied {
        /// When to look (create) or send again (update, delete).
        due: Timestamp,
    },
    /// It surely was not applied and never will be without a person.
    Stuck(Reason),
}

/// Says what may be done about an upload, leaving `due` aside.
pub fn next(upload: &Upload) -> Next {
    match &upload.state {
        // What was sent, not what is wished by now: another content would be another record. Nothing is sent again for
        // a record that is not wished at all.
        State::Unsure { sent, at, alike, .. } if !alike.is_empty() && upload.desired.is_some() => {
            Next::Repeat { sent: sent.clone(), at: *at, alike: alike.clone() }
        }
        State::Unsure { sent, at, .. } => Next::Look { sent: sent.clone(), at: *at },
        State::InFlight { .. } | State::Stuck { .. } | State::Dropped => Next::Rest,
        State::Queued | State::Done => match operation(upload.desired.as_ref(), upload.known.as_ref()) {
            Operation::Nothing if upload.desired.is_none() => Next::Forget,
            Operation::Nothing => Next::Rest,
            operation => Next::Send(operation),
        },
    }
}

impl Upload {
    /// The upload as it is written before its request leaves. `None` when nothing may be sent now.
    pub fn in_flight(&self, now: Timestamp) -> Option<Upload> {
        let (sent, at) = match next(self) {
            Next::Send(operation) => (asks_for(&operation)?, now),
            // The key is as old as the first request under it.
            Next::Repeat { sent, at, alike } => (Sent::Repeat { payload: sent, alike }, at),
            Next::Rest | Next::Forget | Next::Look { .. } => return None,
        };
        let mut upload = self.clone();
        upload.attempts = upload.attempts.saturating_add(1);
        upload.due = None;
        upload.state = State::InFlight { sent, at };
        Some(upload)
    }

    /// Rests when the tracker holds what is desired, and queues the rest of the way otherwise.
    pub(super) fn settle(&mut self) {
        self.due = None;
        if operation(self.desired.as_ref(), self.known.as_ref()) == Operation::Nothing {
            self.state = State::Done;
            self.attempts = 0;
        } else {
            self.state = State::Queued;
        }
    }

    /// Whether this request is what would be asked for again.
    fn still_wants(&self, sent: &Sent) -> bool {
        asks_for(&operation(self.desired.as_ref(), self.known.as_ref())).as_ref() == Some(sent)
    }
}

fn asks_for(operation: &Operation) -> Option<Sent> {
    match operation {
        Operation::Nothing => None,
        Operation::Create(payload) => Some(Sent::Create { payload: payload.clone() }),
        Operation::Update { payload, .. } => Some(Sent::Update { payload: payload.clone() }),
        Operation::Delete { .. } => Some(Sent::Delete),
    }
}

fn unsure(sent: &Payload, at: Timestamp) -> State {
    State::Unsure { sent: sent.clone(), at, looks: 0, alike: Vec::new() }
}

/// What a process finds of an upload that was in flight when it died: the answer is lost.
pub fn at_start(upload: &Upload, now: Timestamp) -> Upload {
    if matches!(upload.state, State::InFlight { .. }) {
        after_answer(upload, Answer::MaybeApplied { due: now })
    } else {
        upload.clone()
    }
}

/// An upload of a backup that is put in place: what was not there yet may have been sent since, so it is looked for
/// before it is sent. `None` = it stays as it is.
pub fn after_restore(upload: &Upload) -> Option<Upload> {
    let open = match &upload.state {
        // These wait for a person, who says what is to be sent.
        State::Stuck { reason: Reason::Unsendable { .. } | Reason::Ambiguous { .. } } => false,
        State::Queued | State::Stuck { .. } => upload.known.is_none(),
        State::InFlight { .. } | State::Unsure { .. } | State::Done | State::Dropped => false,
    };
    let wish = upload.desired.as_ref().filter(|_| open)?;
    let mut after = upload.clone();
    // When it was sent, if it was, is not known; it was not before the work began.
    after.state = unsure(wish, wish.start);
    after.due = None;
    Some(after)
}

/// The upload after its request ended. Meant for uploads in flight; any other is returned unchanged.
pub fn after_answer(upload: &Upload, answer: Answer) -> Upload {
    let State::InFlight { sent, at } = &upload.state else { return upload.clone() };
    let mut after = upload.clone();
    after.due = None;
    match answer {
        Answer::Holds { remote_id, seen } => {
            let other_time = match sent {
                Sent::Create { payload } | Sent::Repeat { payload, .. } | Sent::Update { payload } => {
                    let other_time = (seen.start, seen.seconds) != (payload.start, payload.seconds);
                    let theirs = other_time.then(|| seen.clone());
                    after.known = Some(Known { remote_id, payload: payload.clone(), seen, maybe: None });
                    theirs
                }
                Sent::Delete => None,
            };
            after.settle();
            // Another time than was asked for is shown, not taken for done.
            if let (State::Done, Some(theirs)) = (&after.state, other_time) {
                after.state = State::Stuck { reason: Reason::Changed { theirs } };
            }
        }
        Answer::Removed => {
            after.known = None;
            after.settle();
        }
        Answer::NotApplied { due } => {
            // That speaks of the repeat alone: what was sent first may be there.
            after.state = match sent {
                Sent::Repeat { payload, .. } => unsure(payload, *at),
                Sent::Create { .. } | Sent::Update { .. } | Sent::Delete => State::Queued,
            };
            after.due = Some(due);
        }
        Answer::MaybeApplied { due } => {
            after.state = after.lost(sent, *at);
            after.due = Some(due);
        }
        Answer::Stuck(reason) => after.stuck(reason, sent),
    }
    after
}

impl Upload {
    /// The answer was lost: a create must be looked for, an update or a removal is noted and sent again.
    fn lost(&mut self, sent: &Sent, at: Timestamp) -> State {
        let maybe = self.known.as_mut().map(|known| known.maybe.get_or_insert_default());
        match (sent, maybe) {
            (Sent::Create { payload } | Sent::Repeat { payload, .. }, _) => return unsure(payload, at),
            (Sent::Update { payload }, Some(maybe)) if !maybe.holds.contains(payload) => {
                maybe.holds.push(payload.clone());
            }
            (Sent::Delete, Some(maybe)) => maybe.removed = true,
            (Sent::Update { .. } | Sent::Delete, _) => {}
        }
        State::Queued
    }

    /// The tracker said no for good. That speaks of what was sent: a wish that has changed since gets its turn.
    fn stuck(&mut self, reason: Reason, sent: &Sent) {
        if let Sent::Repeat { alike, .. } = sent {
            // No answer will tell which one is ours; a person may.
            self.state = State::Stuck { reason: Reason::Ambiguous { candidates: alike.clone() } };
            return;
        }
        if let (Sent::Delete, Reason::Unsupported { .. }, Some(known)) = (sent, &reason, &mut self.known) {
            // A person is asked to remove it there: whoever wishes for the record again has to look first.
            known.maybe.get_or_insert_default().removed = true;
        }
        let wants_this = self.still_wants(sent);
        match (reason, &mut self.known) {
            // Gone by our own lost request, or gone as wished: nothing of ours is there.
            (Reason::Gone, Some(known))
                if self.desired.is_none() || known.maybe.as_ref().is_some_and(|maybe| maybe.removed) =>
            {
                self.known = None;
                self.settle();
            }
            // Somebody has made it what it is to be.
            (Reason::Changed { theirs }, Some(known)) if self.desired.as_ref() == Some(&theirs) => {
                known.payload = theirs.clone();
                known.seen = theirs;
                known.maybe = None;
                self.settle();
            }
            // A foreign change stays foreign, whatever is wished meanwhile.
            (reason @ (Reason::Changed { .. } | Reason::Gone), Some(_)) => {
                self.state = State::Stuck { reason }
            }
            (reason, _) if wants_this => self.state = State::Stuck { reason },
            _ => self.settle(),
        }
    }
}

/// Two uploads after the tracker said, by the key of `to`, that the record `from` knows as its own was made for `to`:
/// a look had guessed wrong between two that are alike. What `from` once sent may be there, too, so it is looked for
/// again; what `from` may have made of the record is looked at before `to` rests.
pub fn hand_over(from: &Upload, to: &Upload) -> (Upload, Upload) {
    let (mut from, mut to) = (from.clone(), to.clone());
    let (Some(given), Some(known)) = (from.known.take(), &mut to.known) else { return (from, to) };
    match &from.state {
        State::InFlight { .. } | State::Unsure { .. } | State::Dropped => {}
        State::Stuck { reason: Reason::Unsendable { .. } } => {}
        State::Queued | State::Done | State::Stuck { .. } => {
            // When it was sent is not known any more, but it was not before the work began.
            from.state = unsure(&given.payload, given.payload.start);
            from.due = None;
        }
    }
    let maybe = known.maybe.get_or_insert_default();
    maybe.holds.extend([given.payload, given.seen]);
    maybe.holds.extend(given.maybe.into_iter().flat_map(|maybe| maybe.holds));
    if matches!(to.state, State::Done) {
        to.settle();
    }
    (from, to)
}
