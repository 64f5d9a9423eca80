//! One request for one upload, run in a task of its own: it speaks, and says what came of it.

use domain::upload::{Answer, Known, Sent, State, Upload, remote_read};
use domain::{ConnectionId, Payload, Timestamp, UploadId};
use store::Pause;
use trackers::{Found, LookPlan, Remote, TrackerError};

use crate::outbox::Line;
use crate::outbox::verdict::{
    Patience, Verdict, create_verdict, first_look, next_look, read_verdict, repeatable_verdict,
};

/// What a task is to do for an upload.
#[derive(Clone, Debug)]
pub(super) enum Job {
    /// Send what is in flight.
    Send,
    /// Look whether an unsure create arrived.
    Look {
        /// What was sent.
        sent: Payload,
        /// When.
        at: Timestamp,
    },
    /// Read the record of one that is done.
    ReadBack,
}

/// What came of a request.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(super) upload: UploadId,
    pub(super) connection: ConnectionId,
    pub(super) pace_millis: u32,
    pub(super) looks: LookPlan,
    pub(super) pause: Option<Pause>,
    pub(super) word: Word,
}

/// What the tracker said.
#[derive(Debug)]
pub(super) enum Word {
    /// To a create, update or delete.
    Answer(Answer),
    /// To the read before a removal: the record was not there.
    WasGone,
    /// To a complete search for a lost create: the records that match, as `(id, content)`.
    Matches {
        /// The records.
        records: Vec<(String, Payload)>,
        /// What they are worth.
        worth: Worth,
        /// When to look again if none of them is ours; `None` = absence is proven then.
        again: Option<Timestamp>,
    },
    /// To a search where no records are shown to us.
    Hidden {
        /// Whether the tracker surely knows our key.
        repeatable: bool,
    },
    /// To a search that was not complete: look again then.
    Incomplete {
        /// When.
        due: Timestamp,
    },
    /// To a read of a record that is done; `None` = it is not there.
    Seen(Option<Payload>),
    /// No answer to that, or none to be believed yet.
    NotSeen,
}

impl Word {
    /// The record that the tracker says it holds now.
    pub(super) fn holds(&self) -> Option<&str> {
        match self {
            Self::Answer(Answer::Holds { remote_id, .. }) => Some(remote_id),
            _ => None,
        }
    }

    /// Whether the tracker itself said it.
    pub(super) fn is_answer(&self) -> bool {
        match self {
            Self::Answer(Answer::Holds { .. } | Answer::Removed | Answer::Stuck(_)) => true,
            Self::WasGone | Self::Matches { .. } | Self::Hidden { .. } | Self::Seen(_) => true,
            Self::Answer(Answer::NotApplied { .. } | Answer::MaybeApplied { .. }) => false,
            Self::Incomplete { .. } | Self::NotSeen => false,
        }
    }
}

/// What the records are worth that a look found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Worth {
    /// The one that is left, if it is one, can only be ours.
    Proof,
    /// A person picks.
    Hint,
    /// The answer to a repeat under our key picks.
    Repeat,
}

/// Does the job. Never repeats by itself; what may follow is decided by the machine.
pub(super) async fn run(line: Line, upload: Upload, job: Job, patience: Patience) -> Outcome {
    let (word, pause) = match job {
        Job::Send => match send(&line, &upload, patience).await {
            Some(Verdict { answer, pause }) => (Word::Answer(answer), pause),
            None => (Word::WasGone, None),
        },
        Job::Look { sent, at } => look(&line, &upload, &sent, at, patience).await,
        Job::ReadBack => read_back(&line, &upload, patience).await,
    };
    let about = line.tracker.about();
    Outcome {
        upload: upload.id,
        connection: upload.connection,
        pace_millis: about.pace_millis,
        looks: about.looks,
        pause,
        word,
    }
}

async fn read_back(line: &Line, upload: &Upload, patience: Patience) -> (Word, Option<Pause>) {
    let Some(known) = &upload.known else { return (Word::NotSeen, None) };
    match line.tracker.read(&line.cx(), &known.remote_id, &known.payload).await {
        Ok(read) => (Word::Seen(read.map(|remote| remote.payload)), None),
        Err(error) => (Word::NotSeen, read_verdict(&error, line.clock.now(), patience).pause),
    }
}

/// Sends what is in flight. `None` = it was to be removed, and was not there.
async fn send(line: &Line, upload: &Upload, patience: Patience) -> Option<Verdict> {
    let State::InFlight { sent, at } = &upload.state else {
        // Only uploads in flight are handed to this function.
        return Some(Verdict { answer: Answer::NotApplied { due: line.clock.now() }, pause: None });
    };
    let lost = |error: &TrackerError| {
        let plan = line.tracker.about().looks;
        match sent {
            Sent::Create { .. } | Sent::Repeat { .. } => {
                create_verdict(error, line.clock.now(), first_look(plan, *at), patience)
            }
            Sent::Update { .. } | Sent::Delete => repeatable_verdict(error, line.clock.now(), patience),
        }
    };
    Some(match (sent, &upload.known) {
        (Sent::Create { payload } | Sent::Repeat { payload, .. }, _) => {
            match line.tracker.create(&line.cx(), payload, upload.id).await {
                Ok(remote) => holds(remote),
                Err(error) => lost(&error),
            }
        }
        (Sent::Update { payload }, Some(known)) => match look_first(line, known, patience).await {
            Ok(Some(_)) => {
                match line.tracker.update(&line.cx(), &known.remote_id, &known.payload, payload).await {
                    Ok(remote) => holds(remote),
                    Err(error) => lost(&error),
                }
            }
            Ok(None) => Verdict { answer: Answer::Stuck(domain::upload::Reason::Gone), pause: None },
            Err(verdict) => verdict,
        },
        (Sent::Delete, Some(known)) => match look_first(line, known, patience).await {
            Ok(Some(_)) => match line.tracker.delete(&line.cx(), &known.remote_id, &known.payload).await {
                Ok(()) => Verdict { answer: Answer::Removed, pause: None },
                Err(error) => lost(&error),
            },
            Ok(None) => return None,
            Err(verdict) => verdict,
        },
        // An update or delete without a known record: nothing is there to be changed.
        (Sent::Update { .. } | Sent::Delete, None) => Verdict { answer: Answer::Removed, pause: None },
    })
}

/// Reads a record before it is changed or removed; one that somebody else changed is shown, not overwritten.
async fn look_first(line: &Line, known: &Known, patience: Patience) -> Result<Option<Remote>, Verdict> {
    match line.tracker.read(&line.cx(), &known.remote_id, &known.payload).await {
        Ok(None) => Ok(None),
        Ok(Some(remote)) => match remote_read(known, Some(&remote.payload)) {
            Ok(()) => Ok(Some(remote)),
            Err(reason) => Err(Verdict { answer: Answer::Stuck(reason), pause: None }),
        },
        Err(error) => Err(read_verdict(&error, line.clock.now(), patience)),
    }
}

async fn look(
    line: &Line,
    upload: &Upload,
    sent: &Payload,
    at: Timestamp,
    patience: Patience,
) -> (Word, Option<Pause>) {
    let looks = match upload.state {
        State::Unsure { looks, .. } => looks,
        _ => 0,
    };
    let now = line.clock.now();
    let matches = |records: Vec<Remote>, worth: Worth| {
        let again = next_look(line.tracker.about().looks, looks, at, now);
        let records = records.into_iter().map(|remote| (remote.id, remote.payload)).collect();
        (Word::Matches { records, worth, again }, None)
    };
    let repeatable = line.tracker.about().can.dedupe.allows_repeat(at, now);
    match line.tracker.find(&line.cx(), sent, at).await {
        Ok(Found::Absent) => matches(Vec::new(), Worth::Proof),
        Ok(Found::One(remote)) => matches(vec![remote], Worth::Proof),
        // Which of them is ours, a repeat under the same key tells better than a person.
        Ok(Found::Many(remotes)) if repeatable => matches(remotes, Worth::Repeat),
        Ok(Found::Many(remotes)) => matches(remotes, Worth::Hint),
        Ok(Found::Hidden) => (Word::Hidden { repeatable }, None),
        Ok(Found::Inconclusive) => (Word::Incomplete { due: now.plus_millis(30_000) }, None),
        Err(error) => {
            let verdict = read_verdict(&error, now, patience);
            let due = verdict.pause.as_ref().and_then(|pause| pause.until).unwrap_or(now.plus_millis(60_000));
            (Word::Incomplete { due }, verdict.pause)
        }
    }
}

fn holds(remote: Remote) -> Verdict {
    Verdict { answer: Answer::Holds { remote_id: remote.id, seen: remote.payload }, pause: None }
}
