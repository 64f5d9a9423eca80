//! Reading back: what was uploaded lately is compared with what its tracker holds now. Nothing is ever written there.
//!
//! Asked for by a person, a few are read at the tracker's pace. By itself, once a day, at a pace nobody notices: even
//! a tracker that takes 30 requests an hour keeps most of them for uploads.

use std::collections::VecDeque;

use domain::upload::State;
use domain::{ConnectionId, Timestamp, UploadId};
use store::{Pause, StoreError};

use crate::outbox::send::Job;
use crate::owner::Owner;

/// How far back the booked time may lie.
const DAYS: i64 = 14;
/// The most that are read when a person asks.
const ASKED: usize = 20;
/// The most that are read in a daily pass.
const DAILY: usize = 100;
/// The pause between two reads of a daily pass.
const GENTLY_MILLIS: i64 = 180_000;

/// One pass over the uploads of a connection.
#[derive(Debug)]
pub(super) struct Pass {
    left: VecDeque<UploadId>,
    again: Vec<(UploadId, Timestamp)>,
    asked: bool,
    from: Timestamp,
}

impl Pass {
    fn of(left: Vec<UploadId>, asked: bool, now: Timestamp) -> Self {
        Self { left: left.into(), again: Vec::new(), asked, from: now }
    }

    /// Reads an upload once more.
    pub(super) fn again(&mut self, upload: UploadId, at: Timestamp) {
        self.again.push((upload, at));
    }

    /// One was read; the next has time.
    pub(super) fn rest(&mut self, now: Timestamp) {
        if !self.asked {
            self.from = now.plus_millis(GENTLY_MILLIS);
        }
    }

    /// When the next one is read; `None` = all are.
    pub(super) fn next(&self, now: Timestamp) -> Option<Timestamp> {
        let again = self.again.iter().map(|(_, at)| *at).min();
        let left = (!self.left.is_empty()).then_some(self.from);
        [again, left].into_iter().flatten().min().map(|next| next.max(now))
    }

    fn take(&mut self, now: Timestamp) -> Option<UploadId> {
        if let Some(place) = self.again.iter().position(|(_, at)| *at <= now) {
            return Some(self.again.swap_remove(place).0);
        }
        if self.from <= now { self.left.pop_front() } else { None }
    }
}

impl Owner {
    /// Reads back what was uploaded lately, on this connection or on all that nothing stands in the way of.
    pub(crate) async fn read_back_now(&mut self, only: Option<ConnectionId>) -> Result<(), StoreError> {
        let now = self.now();
        for lane in self.reader.lanes().await? {
            let waits = |pause: &Pause| pause.until.is_none_or(|until| until > now);
            if only.is_some_and(|only| only != lane.connection) || lane.pause.as_ref().is_some_and(waits) {
                continue;
            }
            self.begin_pass(lane.connection, true, now).await?;
        }
        Ok(())
    }

    pub(super) async fn begin_pass(
        &mut self,
        connection: ConnectionId,
        asked: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let since = now.plus_millis(-DAYS * 24 * 60 * 60 * 1000);
        let most = if asked { ASKED } else { DAILY };
        let left = self.reader.done_lately(connection, since, most).await?;
        if !left.is_empty() {
            self.outbox.lane(connection).pass = Some(Pass::of(left, asked, now));
        }
        Ok(())
    }

    /// Starts the next read of a connection that has nothing to send. `false` = there is none now.
    pub(super) async fn start_read_back(
        &mut self,
        id: ConnectionId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        loop {
            let lane = self.outbox.lane(id);
            let Some(pass) = &mut lane.pass else { return Ok(false) };
            let Some(upload) = pass.take(now) else {
                if pass.next(now).is_none() {
                    lane.pass = None;
                }
                return Ok(false);
            };
            let Some(upload) = self.reader.upload(upload).await? else { continue };
            if upload.state != State::Done || upload.known.is_none() {
                continue;
            }
            match self.line_to(id).await {
                Ok(line) => self.run_beside(line, upload, Job::ReadBack),
                Err(error) => {
                    self.outbox.lane(id).pass = None;
                    self.pause_for(id, &error).await?;
                }
            }
            return Ok(true);
        }
    }

    /// Whether a person waits for a pass to end.
    pub(super) fn reads_back(&self) -> bool {
        let now = self.now();
        let waits = |pass: &Pass| pass.asked && pass.next(now).is_some();
        self.outbox.lanes.values().any(|lane| lane.pass.as_ref().is_some_and(waits))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_000_000);

    fn uploads(count: u128) -> Vec<UploadId> {
        (0..count).map(|number| UploadId::new(Uuid::from_u128(number))).collect()
    }

    #[test]
    fn a_daily_pass_leaves_most_of_a_small_quota_to_uploads() {
        let mut pass = Pass::of(uploads(50), false, NOW);
        let mut now = NOW;
        let mut reads = 0;
        while now < NOW.plus_millis(3_600_000) {
            while pass.take(now).is_some() {
                reads += 1;
                pass.rest(now);
            }
            now = now.plus_millis(1_000);
        }
        assert!((15..=20).contains(&reads), "{reads} reads in an hour");
    }

    #[test]
    fn a_pass_that_was_asked_for_goes_on_at_once_and_ends() {
        let mut pass = Pass::of(uploads(2), true, NOW);
        let first = pass.take(NOW).expect("the first");
        pass.rest(NOW);
        assert_eq!(pass.next(NOW), Some(NOW));
        assert!(pass.take(NOW).is_some());
        pass.again(first, NOW.plus_millis(5_000));
        assert_eq!((pass.take(NOW), pass.next(NOW)), (None, Some(NOW.plus_millis(5_000))));
        assert_eq!(pass.take(NOW.plus_millis(5_000)), Some(first));
        assert_eq!(pass.next(NOW), None);
    }
}
