//! Telling clients that uploads moved on, without a flood: thousands of steps become a few events.

use api::{Notice, NoticeKind, Surface, Topic};
use domain::Timestamp;
use domain::upload::Upload;
use store::{Rev, StoreError};

use crate::owner::{Owner, wire_rev};

/// The least time between two events that only say that uploads moved on.
const EVERY_MILLIS: i64 = 500;
/// The least time between two notices about uploads of one connection; the counts tell of the others.
const NOTICE_EVERY_MILLIS: i64 = 60_000;

/// What was told, and what is still to be told.
#[derive(Debug, Default)]
pub(super) struct News {
    told: Option<Timestamp>,
    untold: Option<Rev>,
}

impl News {
    /// Takes note of a step; `Some` = tell of it now.
    fn moved(&mut self, rev: Rev, now: Timestamp) -> Option<Rev> {
        self.untold = Some(rev);
        self.due(now)
    }

    /// What is to be told now.
    fn due(&mut self, now: Timestamp) -> Option<Rev> {
        // Counted by what has passed: a clock that was set back must not silence the news.
        let early = self.told.is_some_and(|told| (0..EVERY_MILLIS).contains(&now.since(told)));
        let rev = self.untold.take_if(|_| !early)?;
        self.told = Some(now);
        Some(rev)
    }

    /// When what is untold will be told.
    fn next(&self) -> Option<Timestamp> {
        self.untold.and(self.told).map(|told| told.plus_millis(EVERY_MILLIS))
    }
}

impl Owner {
    /// Tells that uploads moved on, now or a little later.
    pub(super) fn tell_moved(&mut self, rev: Rev) {
        let now = self.now();
        if let Some(rev) = self.outbox.news.moved(rev, now) {
            self.tell_at(wire_rev(rev), &[Topic::Uploads], None);
        }
    }

    /// Tells what was held back, once it is time; says when that will be.
    pub(super) fn tell_untold(&mut self) -> Option<Timestamp> {
        let now = self.now();
        if let Some(rev) = self.outbox.news.due(now) {
            self.tell_at(wire_rev(rev), &[Topic::Uploads], None);
        }
        self.outbox.news.next().map(|next| next.min(now.plus_millis(EVERY_MILLIS)))
    }

    /// A notice about an upload that needs a person; `None` when one about its connection was given just now.
    pub(super) async fn upload_notice(
        &mut self,
        upload: &Upload,
        kind: NoticeKind,
    ) -> Result<Option<Notice>, StoreError> {
        let now = self.now();
        let lane = self.outbox.lane(upload.connection);
        let lately = lane.noticed.is_some_and(|at| now.since(at).abs() < NOTICE_EVERY_MILLIS);
        if kind == NoticeKind::UploadNeedsYou && lately {
            return Ok(None);
        }
        lane.noticed = Some(now);
        let entry = self.reader.entry(upload.entry).await?;
        Ok(Some(Notice {
            kind,
            surface: Surface::System,
            note: entry.map(|entry| entry.note).unwrap_or_default(),
            work_seconds: upload.desired.as_ref().map_or(0, |payload| payload.seconds),
            entry_id: Some(upload.entry.to_string()),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(1_000_000 + millis)
    }

    #[test]
    fn many_steps_become_few_events_and_the_last_is_always_told() {
        let mut news = News::default();
        let told = (0..1_000).filter_map(|step| news.moved(Rev(step), at(step * 10))).count();
        assert!((10..=21).contains(&told), "{told} in ten seconds");
        let last = news.next().expect("the last step is still to be told");
        assert_eq!(news.due(last), Some(Rev(999)));
        assert_eq!((news.next(), news.due(at(99_000))), (None, None));
    }

    #[test]
    fn a_single_step_is_told_at_once() {
        let mut news = News::default();
        assert_eq!(news.moved(Rev(1), at(0)), Some(Rev(1)));
        assert_eq!(news.moved(Rev(2), at(EVERY_MILLIS)), Some(Rev(2)));
    }
}
