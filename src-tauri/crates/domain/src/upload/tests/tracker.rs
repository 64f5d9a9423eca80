//! A tracker in memory with a wire that loses answers, and the sender in front of it.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::upload::{
    Answer, Candidate, Look, Next, Operation, Reason, Sent, State, Unsendable, Upload, Wish, after_answer,
    after_look, after_read_back, at_start, next, reconcile, remote_read,
};
use crate::{ConnectionId, EntryId, Payload, PayloadKind, TargetId, Timestamp, UploadId};

/// What becomes of a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    /// Done, and the answer arrives.
    Answered,
    /// Done, but the answer is lost.
    AnswerLost,
    /// Lost on the way there, and nobody knows.
    RequestLost,
    /// Surely not done.
    NotSent,
    /// The tracker says no.
    Refused,
    /// Done, and then the program dies.
    DoneThenCrash,
    /// The program dies before anything leaves.
    Crash,
}

/// A record, and which upload made it.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) maker: UploadId,
    pub(super) payload: Payload,
}

/// The rows of one entry, the wish behind them, and the tracker they speak of.
#[derive(Clone, Debug)]
pub(super) struct Sender {
    pub(super) rows: Vec<Upload>,
    pub(super) wish: Vec<Payload>,
    pub(super) records: BTreeMap<String, Record>,
    /// Whether the tracker decides the billable mark itself.
    pub(super) own_mind: bool,
    made: u128,
}

impl Sender {
    pub(super) fn new(own_mind: bool) -> Self {
        Self { rows: Vec::new(), wish: Vec::new(), records: BTreeMap::new(), own_mind, made: 0 }
    }

    /// The entry now wants these records.
    pub(super) fn wish(&mut self, parts: Vec<Payload>) {
        self.wish.clone_from(&parts);
        self.reconcile(Ok(parts));
    }

    /// The entry lacks something now.
    pub(super) fn hold_back(&mut self) {
        self.reconcile(Err(Unsendable::Missing { field: "note".into() }));
    }

    fn reconcile(&mut self, parts: Result<Vec<Payload>, Unsendable>) {
        let wish = Wish { connection: connection(), target: TargetId::new("project"), parts };
        let made = &mut self.made;
        self.rows = reconcile(entry(), &self.rows, &[wish], || {
            *made += 1;
            UploadId::new(Uuid::from_u128(*made))
        });
    }

    /// Takes the next step of a row as far as its request being under way, unless another one is: a connection
    /// sends one request at a time. A look is answered at once if it is `complete`.
    pub(super) fn begin(&mut self, place: usize, complete: bool) {
        if self.in_flight().is_some() || self.rows.is_empty() {
            return;
        }
        let place = place % self.rows.len();
        let row = self.rows[place].clone();
        match next(&row) {
            Next::Rest => {}
            Next::Forget => {
                self.rows.remove(place);
            }
            Next::Look { sent, .. } => {
                let look = if complete { self.look(&row, &sent) } else { inconclusive() };
                self.rows[place] = after_look(&row, look);
            }
            Next::Send(_) | Next::Repeat { .. } => {
                self.rows[place] = row.in_flight(NOW).expect("it may be sent")
            }
        }
    }

    /// Ends the request that is under way, if one is.
    pub(super) fn end(&mut self, fate: Fate) {
        let Some(place) = self.in_flight() else { return };
        let done = matches!(fate, Fate::Answered | Fate::AnswerLost | Fate::DoneThenCrash);
        let row = self.rows[place].clone();
        let answer = match self.read_first(&row) {
            // The read before a change can be lost as well; nothing was changed then.
            Err(_) if !done => Answer::NotApplied { due: NOW },
            Err(reason) => reason,
            Ok(()) if done => self.apply(&row),
            Ok(()) => Answer::Stuck(Reason::Refused { detail: "no".into() }),
        };
        self.rows[place] = match fate {
            Fate::Answered | Fate::Refused => after_answer(&row, answer),
            Fate::NotSent => after_answer(&row, Answer::NotApplied { due: NOW }),
            Fate::AnswerLost | Fate::RequestLost => after_answer(&row, Answer::MaybeApplied { due: NOW }),
            Fate::DoneThenCrash | Fate::Crash => at_start(&row, NOW),
        };
    }

    /// Somebody else writes another text into a record, or removes it.
    pub(super) fn meddle(&mut self, place: usize, text: Option<&str>) -> Option<String> {
        let place = place.checked_rem(self.records.len())?;
        let id = self.records.keys().nth(place)?.clone();
        match text {
            Some(text) => self.records.get_mut(&id)?.payload.text = text.into(),
            None => drop(self.records.remove(&id)),
        }
        Some(id)
    }

    /// Reads the record of a row that is done.
    pub(super) fn read_back(&mut self, place: usize) {
        let Some(place) = place.checked_rem(self.rows.len()) else { return };
        let row = &self.rows[place];
        let Some(known) = &row.known else { return };
        let read = self.records.get(&known.remote_id).map(|record| &record.payload);
        if let Some(after) = after_read_back(row, read) {
            self.rows[place] = after;
        }
    }

    /// Somebody tries a stuck row again.
    pub(super) fn retry(&mut self, place: usize) {
        if let Some(place) = place.checked_rem(self.rows.len()) {
            self.rows[place] = self.rows[place].retried().unwrap_or_else(|| self.rows[place].clone());
        }
    }

    /// The wire works again and everybody who was asked has answered.
    pub(super) fn come_to_rest(&mut self) {
        self.end(Fate::Answered);
        for _ in 0..20 {
            for place in (0..self.rows.len()).rev() {
                if matches!(self.rows[place].state, State::Stuck { .. }) {
                    self.retry(place);
                }
                self.begin(place, true);
                self.end(Fate::Answered);
            }
        }
    }

    /// What the tracker holds, in the order of time.
    pub(super) fn held(&self) -> Vec<Payload> {
        let mut held: Vec<Payload> = self.records.values().map(|record| record.payload.clone()).collect();
        held.sort_by_key(|payload| payload.start);
        held
    }

    /// What the tracker shows of something it was asked to hold.
    pub(super) fn shown(&self, payload: &Payload) -> Payload {
        if self.own_mind { Payload { billable: Some(true), ..payload.clone() } } else { payload.clone() }
    }

    fn in_flight(&self) -> Option<usize> {
        self.rows.iter().position(|row| matches!(row.state, State::InFlight { .. }))
    }

    fn read_first(&self, row: &Upload) -> Result<(), Answer> {
        let (State::InFlight { sent, .. }, Some(known)) = (&row.state, &row.known) else { return Ok(()) };
        let read = self.records.get(&known.remote_id).map(|record| &record.payload);
        match (sent, read) {
            (Sent::Create { .. } | Sent::Repeat { .. }, _) => Ok(()),
            (Sent::Delete, None) => Err(Answer::Removed),
            (Sent::Update { .. } | Sent::Delete, read) => remote_read(known, read).map_err(Answer::Stuck),
        }
    }

    fn apply(&mut self, row: &Upload) -> Answer {
        let State::InFlight { sent, .. } = &row.state else { panic!("{row:#?} is not in flight") };
        match sent {
            Sent::Create { payload } | Sent::Repeat { payload, .. } => {
                let twice = self.records.values().any(|record| record.maker == row.id);
                assert!(!twice, "a second record for one upload:\n{row:#?}\n{self:#?}");
                self.made += 1;
                let remote_id = format!("record {}", self.made);
                let seen = self.shown(payload);
                self.records.insert(remote_id.clone(), Record { maker: row.id, payload: seen.clone() });
                Answer::Holds { remote_id, seen }
            }
            Sent::Update { payload } => {
                let remote_id = row.known.clone().expect("an update is of a known record").remote_id;
                let seen = self.shown(payload);
                self.records.get_mut(&remote_id).expect("it was read just now").payload = seen.clone();
                Answer::Holds { remote_id, seen }
            }
            Sent::Delete => {
                let remote_id = row.known.clone().expect("a removal is of a known record").remote_id;
                self.records.remove(&remote_id);
                Answer::Removed
            }
        }
    }

    /// Finds by what trackers find by: the time.
    fn look(&self, row: &Upload, sent: &Payload) -> Look {
        let found = self.records.iter().filter(|(_, record)| record.payload.start == sent.start);
        let found = found.map(|(id, record)| (id.clone(), record.payload.clone())).collect();
        let others = self.rows.iter().filter(|other| other.id != row.id);
        let claimed: Vec<&str> =
            others.filter_map(|other| Some(other.known.as_ref()?.remote_id.as_str())).collect();
        match Look::at(found, |id| claimed.contains(&id)) {
            // Somebody has rewritten it: not enough to adopt it.
            look @ Look::One { .. } if !matches!(&look, Look::One { seen, .. } if seen.text == sent.text) => {
                look.unsure()
            }
            look => look,
        }
    }
}

pub(super) const NOW: Timestamp = Timestamp::from_millis(1_795_161_600_000);

pub(super) fn connection() -> ConnectionId {
    ConnectionId::new(Uuid::from_u128(1))
}

pub(super) fn entry() -> EntryId {
    EntryId::new(Uuid::from_u128(1))
}

pub(super) fn inconclusive() -> Look {
    Look::Inconclusive { due: NOW, counts: true }
}

/// A record of one hour, told apart by its hour and text.
pub(super) fn payload(hour: i64, text: &str) -> Payload {
    Payload {
        target: TargetId::new("project"),
        kind: PayloadKind::Work,
        start: NOW.plus_millis(hour * 3_600_000),
        seconds: 3600,
        text: text.into(),
        tags: Vec::new(),
        billable: Some(false),
    }
}

/// A record of the first hour that could be an upload's.
pub(super) fn candidate(remote_id: &str) -> Candidate {
    Candidate { remote_id: remote_id.into(), seen: Some(payload(0, "a")) }
}

/// A fresh row that wants this.
pub(super) fn queued(desired: Option<Payload>) -> Upload {
    Upload {
        id: UploadId::new(Uuid::from_u128(1)),
        entry: entry(),
        connection: connection(),
        target: TargetId::new("project"),
        part: 0,
        desired,
        known: None,
        state: State::Queued,
        attempts: 0,
        due: None,
    }
}

/// The operation a row asks for next, if it may send.
pub(super) fn sends(row: &Upload) -> Option<Operation> {
    match next(row) {
        Next::Send(operation) => Some(operation),
        Next::Rest | Next::Forget | Next::Look { .. } | Next::Repeat { .. } => None,
    }
}
