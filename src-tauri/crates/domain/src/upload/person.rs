//! What a person may do about an upload: try again, keep mine, leave both, or give it up. Taking theirs is an edit.

use crate::Payload;

use super::{Known, Operation, Reason, State, Upload, operation};

impl Upload {
    /// The upload to be tried again at once; `None` when trying again makes no sense.
    ///
    /// A record that somebody changed there is then overwritten with ours, one that was removed is made anew.
    /// One that cannot be sent needs an edit first; one with several candidates needs a choice.
    pub fn retried(&self) -> Option<Upload> {
        let mut after = self.clone();
        match &self.state {
            State::Stuck { reason: Reason::Unsendable { .. } | Reason::Ambiguous { .. } } => return None,
            State::Stuck { reason: Reason::Changed { theirs } } => {
                let known = after.known.as_mut()?;
                *known =
                    Known { payload: theirs.clone(), seen: theirs.clone(), maybe: None, ..known.clone() };
            }
            State::Stuck { reason: Reason::Gone } => after.known = None,
            State::Stuck { .. } | State::Dropped | State::Queued => {}
            State::InFlight { .. } | State::Unsure { .. } | State::Done => return None,
        }
        after.attempts = 0;
        after.due = None;
        after.state = match operation(after.desired.as_ref(), after.known.as_ref()) {
            Operation::Nothing if after.desired.is_some() => State::Done,
            _ => State::Queued,
        };
        Some(after)
    }

    /// As [`Upload::retried`], for one of many: what somebody changed there and what was given up needs a choice of
    /// its own.
    pub fn retried_with_others(&self) -> Option<Upload> {
        let asks_for_a_choice = self.state == State::Dropped || self.is_conflict();
        if asks_for_a_choice { None } else { self.retried() }
    }

    /// Whether somebody changed or removed the record there, so that a person must choose.
    pub fn is_conflict(&self) -> bool {
        matches!(self.state, State::Stuck { reason: Reason::Changed { .. } | Reason::Gone })
    }

    /// The upload after "keep mine": ours goes over theirs, or is made anew. `None` when there is nothing to choose.
    pub fn kept(&self) -> Option<Upload> {
        if self.is_conflict() { self.retried() } else { None }
    }

    /// The upload after "leave both": neither side follows the other any more. `None` when there is nothing to
    /// choose.
    pub fn left(&self) -> Option<Upload> {
        self.is_conflict().then(|| self.dropped())
    }

    /// The upload given up: what the tracker holds stays as it is, whatever becomes of the entry.
    #[must_use]
    pub fn dropped(&self) -> Upload {
        Upload { state: State::Dropped, due: None, ..self.clone() }
    }

    /// The upload of this record, picked by a person. What it holds is read before it is changed, and shown should
    /// it differ. `None` when there is no question whose record is meant, or `remote_id` is not one of them.
    pub fn adopted(&self, remote_id: Option<&str>) -> Option<Upload> {
        let State::Stuck { reason: Reason::Ambiguous { candidates } } = &self.state else { return None };
        let picked = match remote_id {
            Some(id) => candidates.iter().find(|candidate| candidate.remote_id == id)?,
            None => candidates.first().filter(|_| candidates.len() == 1)?,
        };
        let remote_id = picked.remote_id.clone();
        // Where nothing is wished any more, what was seen there is what will be removed.
        let payload: Payload = self.desired.clone().or_else(|| picked.seen.clone())?;
        let known = Known { remote_id, seen: payload.clone(), payload, maybe: Some(super::Maybe::default()) };
        Some(Upload { known: Some(known), state: State::Queued, due: None, attempts: 0, ..self.clone() })
    }

    /// The upload that wishes for what the tracker shows, in the tracker's own way of showing it: nothing is sent.
    #[must_use]
    pub fn in_their_words(mut self) -> Upload {
        if let (State::Queued, Some(desired), Some(known)) = (&self.state, &self.desired, &mut self.known) {
            known.payload = desired.clone();
            known.maybe = None;
            self.settle();
        }
        self
    }
}
