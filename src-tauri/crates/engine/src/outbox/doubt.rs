//! Reads that may be stale: soon after a write some servers answer from a copy that has not heard of it yet.
//!
//! A record that seems changed or removed so soon is read again before a person is asked about it.

use std::collections::HashMap;

use domain::upload::Reason;
use domain::{Timestamp, UploadId};
use trackers::LookPlan;

/// Uploads whose record seemed changed or removed too soon to be believed at once, and when to look again.
#[derive(Debug, Default)]
pub(super) struct Doubts(HashMap<UploadId, (Reason, Timestamp)>);

impl Doubts {
    /// Whether to believe that somebody changed or removed the record: `Err` says when to look again.
    ///
    /// `settled` is when the record was last written, as far as is known. It is believed once the tracker's own plan
    /// of looks has run out since, or when two reads, one first look apart, say the same.
    pub(super) fn believe(
        &mut self,
        upload: UploadId,
        reason: &Reason,
        settled: Timestamp,
        plan: LookPlan,
        now: Timestamp,
    ) -> Result<(), Timestamp> {
        let seconds = |place: Option<&u32>| i64::from(place.copied().unwrap_or(0)) * 1000;
        let sure = settled.plus_millis(seconds(plan.after_seconds.last()));
        let known = self.0.remove(&upload).filter(|(doubted, _)| doubted == reason);
        if now >= sure || known.is_some_and(|(_, again)| now >= again) {
            return Ok(());
        }
        let again = now.plus_millis(seconds(plan.after_seconds.first()).max(1_000)).min(sure);
        self.0.insert(upload, (reason.clone(), again));
        Err(again)
    }

    /// The record is as it was left after all.
    pub(super) fn settle(&mut self, upload: UploadId) {
        self.0.remove(&upload);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const PLAN: LookPlan = LookPlan { after_seconds: &[5, 45, 180] };
    const DONE: Timestamp = Timestamp::from_millis(1_000_000);

    fn believe(doubts: &mut Doubts, reason: &Reason, millis: i64) -> Result<(), Timestamp> {
        let upload = UploadId::new(Uuid::from_u128(1));
        doubts.believe(upload, reason, DONE, PLAN, DONE.plus_millis(millis))
    }

    #[test]
    fn long_after_the_write_one_read_is_believed() {
        assert_eq!(believe(&mut Doubts::default(), &Reason::Gone, 180_000), Ok(()));
    }

    #[test]
    fn soon_after_the_write_two_reads_must_say_the_same() {
        let mut doubts = Doubts::default();
        let again = DONE.plus_millis(6_000);
        assert_eq!(believe(&mut doubts, &Reason::Gone, 1_000), Err(again));
        let unsupported = Reason::Unsupported { detail: String::new() };
        let later = DONE.plus_millis(11_000);
        assert_eq!(believe(&mut doubts, &unsupported, 6_000), Err(later), "it says something else now");
        assert_eq!(believe(&mut doubts, &unsupported, 11_000), Ok(()));
    }

    #[test]
    fn a_record_that_showed_up_leaves_no_doubt_behind() {
        let mut doubts = Doubts::default();
        assert!(believe(&mut doubts, &Reason::Gone, 1_000).is_err());
        doubts.settle(UploadId::new(Uuid::from_u128(1)));
        assert!(believe(&mut doubts, &Reason::Gone, 30_000).is_err(), "a new doubt");
    }
}
