//! `status`: the timer, today, and the uploads.

use api::{ApiError, Status, TimerState, Today, UploadCounts};
use domain::{Entry, Kind, Timestamp};

use crate::owner::Owner;
use crate::storage::storage_error;
use crate::views::seconds;

impl Owner {
    /// The timer, today, and the uploads.
    pub(crate) async fn status(&self) -> Result<Status, ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        let now = self.now();
        let running = self.reader.running().await.map_err(fail)?;
        let last = self.reader.last_finished().await.map_err(fail)?;
        let shown: Vec<Entry> = running.iter().chain(&last).cloned().collect();
        let mut views = self.entry_views(&shown).await?.into_iter();
        let state = match running.as_ref().map(|entry| entry.last().kind) {
            None => TimerState::Stopped,
            Some(Kind::Work) => TimerState::Running,
            Some(Kind::Break) => TimerState::Break,
            Some(Kind::Undecided) => TimerState::Undecided,
        };
        let entry = running.is_some().then(|| views.next()).flatten();
        Ok(Status {
            state,
            entry,
            last: views.next(),
            today: self.today(now).await?,
            uploads: self.upload_counts().await?,
            now: now.rfc3339(),
            rev: self.rev().await?,
        })
    }

    /// Today so far, from local midnight in the machine's zone.
    async fn today(&self, now: Timestamp) -> Result<Today, ApiError> {
        let zone = self.ports.clock.zone();
        let (start, end) = domain::calendar::local_day(domain::calendar::date_of(now, zone), zone);
        let entries = self.reader.between(start, end, 10_000).await.map_err(|error| storage_error(&error))?;
        let mut today = Today { work_seconds: 0, break_seconds: 0, undecided_seconds: 0 };
        let (mut work, mut rest, mut undecided) = (0, 0, 0);
        for segment in entries.iter().flat_map(Entry::segments) {
            let from = segment.start.max(start);
            let to = segment.end.unwrap_or(now).min(end);
            let millis = to.since(from).max(0);
            match segment.kind {
                Kind::Work => work += millis,
                Kind::Break => rest += millis,
                Kind::Undecided => undecided += millis,
            }
        }
        today.work_seconds = seconds(work);
        today.break_seconds = seconds(rest);
        today.undecided_seconds = seconds(undecided);
        Ok(today)
    }

    /// Uploads by state.
    pub(crate) async fn upload_counts(&self) -> Result<UploadCounts, ApiError> {
        let clip = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let counts = self.reader.upload_counts().await.map_err(|error| storage_error(&error))?;
        Ok(UploadCounts {
            waiting: clip(counts.waiting),
            unsure: clip(counts.unsure),
            stuck: clip(counts.stuck),
            done: clip(counts.done),
        })
    }
}
