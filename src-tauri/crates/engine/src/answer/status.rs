//! `status`: the timer, today, and the uploads.

use api::{ApiError, Status, TimerState, Today, UploadCounts};
use domain::calendar::date_of;
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

    /// Today so far. Entries of another zone count on the day that is today there.
    async fn today(&self, now: Timestamp) -> Result<Today, ApiError> {
        let day = date_of(now, self.ports.clock.zone());
        let sums = self.day_sums(day, day).await.map_err(|error| storage_error(&error))?;
        let totals = sums.get(&day).copied().unwrap_or_default();
        Ok(Today {
            work_seconds: seconds(totals.work),
            break_seconds: seconds(totals.rest),
            undecided_seconds: seconds(totals.undecided),
        })
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
