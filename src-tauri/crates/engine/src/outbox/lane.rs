//! What the outbox remembers of one connection while the resident runs. Losing it costs a pause or a second look.

use std::collections::HashMap;

use domain::{Timestamp, UploadId};

use super::catalogue::Catalogue;
use super::doubt::Doubts;
use super::read_back::Pass;

/// Of so many picks one goes to what is overdue: a look or a further try must not wait behind thousands of fresh
/// uploads, and one that goes wrong each time must not stand in their way.
const OVERDUE_EVERY: u32 = 8;
/// The most uploads whose hour of being done is remembered.
const REMEMBERED: usize = 4_096;

/// One connection.
#[derive(Debug, Default)]
pub(super) struct LaneState {
    /// Whether a request is under way.
    pub(super) busy: bool,
    /// Until when it must rest, to keep its pace.
    pub(super) rest: Option<Timestamp>,
    /// When it is to be looked at again, as the last look at it said.
    pub(super) wake: Option<Timestamp>,
    /// How often it was out of reach in a row; the pauses grow with it.
    pub(super) failures: u32,
    /// Whether the store holds a pause of it that has run out.
    pub(super) paused: bool,
    /// Whether a person paused it while a request was under way.
    pub(super) held: bool,
    /// When its tracker last answered.
    pub(super) answered: Option<Timestamp>,
    /// When a notice last spoke of it.
    pub(super) noticed: Option<Timestamp>,
    /// The read-back under way.
    pub(super) pass: Option<Pass>,
    /// The catalogue being fetched.
    pub(super) catalogue: Option<Catalogue>,
    /// Not before this instant its catalogue is fetched by itself.
    pub(super) catalogue_after: Option<Timestamp>,
    /// Reads that may have been stale.
    pub(super) doubts: Doubts,
    turns: u32,
    run: Run,
    done_at: HashMap<UploadId, Timestamp>,
}

/// The uploads done since the connection last had nothing to do.
#[derive(Debug, Default)]
struct Run {
    done: u32,
    over: bool,
}

impl LaneState {
    /// Which upload comes next.
    pub(super) fn turn(&mut self) -> store::Turn {
        self.turns = self.turns.wrapping_add(1);
        if self.turns.is_multiple_of(OVERDUE_EVERY) { store::Turn::Overdue } else { store::Turn::Fresh }
    }

    /// Nothing waits any more; what comes now is another run.
    pub(super) fn end_run(&mut self) {
        self.run.over = true;
    }

    /// Counts an upload that is done.
    pub(super) fn count_done(&mut self, upload: UploadId, now: Timestamp) {
        if std::mem::take(&mut self.run.over) {
            self.run.done = 0;
        }
        self.run.done = self.run.done.saturating_add(1);
        if self.done_at.len() >= REMEMBERED {
            self.done_at.clear();
        }
        self.done_at.insert(upload, now);
    }

    /// How many uploads are done in this run.
    pub(super) fn done(&self) -> u32 {
        self.run.done
    }

    /// When an upload was done, if it was in this life of the resident and not long ago.
    pub(super) fn done_at(&self, upload: UploadId) -> Option<Timestamp> {
        self.done_at.get(&upload).copied()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn upload(number: u128) -> UploadId {
        UploadId::new(Uuid::from_u128(number))
    }

    #[test]
    fn one_turn_of_some_is_for_what_is_overdue() {
        let mut lane = LaneState::default();
        let turns: Vec<_> = (0..OVERDUE_EVERY * 3).map(|_| lane.turn()).collect();
        assert_eq!(turns.iter().filter(|turn| **turn == store::Turn::Overdue).count(), 3);
        assert_eq!(turns[0], store::Turn::Fresh);
    }

    #[test]
    fn a_run_counts_until_nothing_waits_and_begins_anew_with_the_next_upload() {
        let mut lane = LaneState::default();
        (0..3).for_each(|number| lane.count_done(upload(number), Timestamp::MIN));
        lane.end_run();
        assert_eq!(lane.done(), 3, "what was done stays to be seen");
        lane.count_done(upload(4), Timestamp::MIN);
        assert_eq!(lane.done(), 1);
    }

    #[test]
    fn what_is_remembered_of_many_uploads_stays_small() {
        let mut lane = LaneState::default();
        (0..20_000).for_each(|number| lane.count_done(upload(number), Timestamp::MIN));
        assert!(lane.done_at.len() <= REMEMBERED);
        assert!(lane.done_at(upload(19_999)).is_some());
    }
}
