//! What a person may do about an upload: try again, or give it up.

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

    /// The upload given up: what the tracker holds stays as it is, whatever becomes of the entry.
    #[must_use]
    pub fn dropped(&self) -> Upload {
        Upload { state: State::Dropped, due: None, ..self.clone() }
    }
}
