//! What looking at the tracker teaches: the search for a lost create, and the read before a change.

use crate::{Payload, Timestamp};

use super::{Candidate, Known, Reason, State, Upload};

/// What a look found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Look {
    /// One record that can only be ours.
    One {
        /// Its id there.
        remote_id: String,
        /// What it shows.
        seen: Payload,
    },
    /// Several that could be ours.
    Many(Vec<Candidate>),
    /// Several that could be ours, and the tracker surely knows our key: its answer to a repeat tells which one is.
    Repeatable {
        /// Each of them.
        alike: Vec<Candidate>,
        /// When to look again before that; `None` = that was the last look.
        again: Option<Timestamp>,
    },
    /// Nothing, and this was the proof of absence by the tracker's own recipe.
    Absent,
    /// The tracker shows no records there, so no look will ever tell.
    Hidden {
        /// Whether it surely knows our key, so that a repeat makes no second record.
        repeatable: bool,
    },
    /// Nothing yet, or no complete answer; look again not before `due`.
    Inconclusive {
        /// When to look again.
        due: Timestamp,
        /// Whether this look was complete and counts towards the proof.
        counts: bool,
    },
}

impl Look {
    /// What a complete search says that found these records, as `(id, content)`. Records that another upload knows
    /// as its own cannot be this one's.
    pub fn at(records: Vec<(String, Payload)>, claimed: impl Fn(&str) -> bool) -> Self {
        let mut free: Vec<(String, Payload)> = records.into_iter().filter(|(id, _)| !claimed(id)).collect();
        match (free.pop(), free.is_empty()) {
            (None, _) => Self::Absent,
            (Some((remote_id, seen)), true) => Self::One { remote_id, seen },
            (Some(last), false) => {
                let all = free.into_iter().chain([last]);
                Self::Many(all.map(|(remote_id, seen)| Candidate { remote_id, seen: Some(seen) }).collect())
            }
        }
    }
}

impl Look {
    /// The same when what was found is not enough to tell whose it is: one record is then a question, too.
    #[must_use]
    pub fn unsure(self) -> Self {
        match self {
            Self::One { remote_id, seen } => Self::Many(vec![Candidate { remote_id, seen: Some(seen) }]),
            other => other,
        }
    }

    /// The same where a repeat is harmless, because the tracker surely knows our key: several are then no question for
    /// a person as long as the same is wished.
    #[must_use]
    pub fn repeatable(self, again: Option<Timestamp>) -> Self {
        match self.unsure() {
            Self::Many(alike) => Self::Repeatable { alike, again },
            other => other,
        }
    }
}

/// The upload after a look. Meant for unsure uploads; any other is returned unchanged.
pub fn after_look(upload: &Upload, look: Look) -> Upload {
    let State::Unsure { sent, at, looks, .. } = &upload.state else { return upload.clone() };
    let mut after = upload.clone();
    let unsure = |looks, alike| State::Unsure { sent: sent.clone(), at: *at, looks, alike };
    match look {
        Look::One { remote_id, seen } => {
            after.known = Some(Known { remote_id, payload: sent.clone(), seen, maybe: None });
            after.settle();
        }
        // Whose the others are may be known by then, and a wish that was changed may be told apart.
        Look::Repeatable { again: Some(due), .. } => {
            after.state = unsure(looks.saturating_add(1), Vec::new());
            after.due = Some(due);
        }
        // Of a record that is wished, whatever it is to hold by now: its answer names the one that is then changed. Where
        // none is wished any more a repeat could make one that nobody wants.
        Look::Repeatable { alike, again: None } if upload.desired.is_some() => {
            after.state = unsure(*looks, alike);
            after.due = None;
        }
        Look::Many(candidates) | Look::Repeatable { alike: candidates, .. } => {
            after.state = State::Stuck { reason: Reason::Ambiguous { candidates } };
            after.due = None;
        }
        Look::Absent => after.settle(),
        Look::Hidden { repeatable: true } if upload.desired.as_ref() == Some(sent) => after.settle(),
        Look::Hidden { .. } => {
            after.state = State::Stuck { reason: Reason::Ambiguous { candidates: Vec::new() } };
            after.due = None;
        }
        Look::Inconclusive { due, counts } => {
            after.state = unsure(looks.saturating_add(u32::from(counts)), Vec::new());
            after.due = Some(due);
        }
    }
    after
}

/// What a read of the known record says before it is changed or removed: `Ok` = it is as we left it, go on.
///
/// `None` = the record is not there. A record that shows neither what we last saw nor what a lost request of ours
/// may have made of it was changed by somebody else, and is shown, never overwritten.
pub fn remote_read(known: &Known, read: Option<&Payload>) -> Result<(), Reason> {
    let read = read.ok_or(Reason::Gone)?;
    let may_be_ours =
        known.maybe.iter().flat_map(|maybe| &maybe.holds).any(|asked| shows(known, asked, read));
    if *read == known.seen || may_be_ours { Ok(()) } else { Err(Reason::Changed { theirs: read.clone() }) }
}

/// The upload after its record was read although nothing is to be done about it; `None` = it is as it was left.
///
/// Only an upload that is done is compared: any other reads its record before it changes it.
pub fn after_read_back(upload: &Upload, read: Option<&Payload>) -> Option<Upload> {
    let (State::Done, Some(known)) = (&upload.state, &upload.known) else { return None };
    let reason = remote_read(known, read).err()?;
    let mut after = upload.clone();
    match (reason, &mut after.known) {
        // Somebody has made it just what is wished.
        (Reason::Changed { theirs }, Some(known)) if upload.desired.as_ref() == Some(&theirs) => {
            known.seen = theirs;
        }
        (reason, _) => after.state = State::Stuck { reason },
    }
    Some(after)
}

/// Whether the record, asked to hold `asked`, would look like `read`: the same in every field, except where the
/// tracker showed before that it has its own mind and still shows the same.
fn shows(known: &Known, asked: &Payload, read: &Payload) -> bool {
    fn field<T: PartialEq>(
        known: &Known,
        asked: &Payload,
        read: &Payload,
        of: impl Fn(&Payload) -> &T,
    ) -> bool {
        let own_mind = of(&known.payload) != of(&known.seen);
        of(asked) == of(read) || (own_mind && of(read) == of(&known.seen))
    }
    field(known, asked, read, |payload| &payload.target)
        && field(known, asked, read, |payload| &payload.kind)
        && field(known, asked, read, |payload| &payload.start)
        && field(known, asked, read, |payload| &payload.seconds)
        && field(known, asked, read, |payload| &payload.text)
        && field(known, asked, read, |payload| &payload.tags)
        && field(known, asked, read, |payload| &payload.billable)
}
