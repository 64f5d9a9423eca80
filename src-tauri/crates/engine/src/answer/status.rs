//! `status`: the timer, today, and the uploads.

use api::{ApiError, Status, TimerState, Today, UploadCounts};
use domain::{Entry, Kind, Timestamp};

use crate::owner::{Owner, wire_rev};
use crate::storage::storage_error;
use crate::views::seconds;
use store::Glance;

impl Owner {
    /// The timer, today, and the uploads.
    pub(crate) async fn status(&mut self) -> Result<Status, ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        let now = self.now();
        let Glance { rev, running, last, uploads } = self.glance().await.map_err(fail)?;
        let shown: Vec<Entry> = running.iter().chain(&last).cloned().collect();
        let mut views = self.entry_views(shown).await?.into_iter();
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
            today: self.today(now, running.as_ref()).await?,
            uploads: counts(uploads),
            now: now.rfc3339(),
            rev: wire_rev(rev),
        })
    }

    /// Today so far. Entries of another zone count on the day that is today there.
    async fn today(&mut self, now: Timestamp, running: Option<&Entry>) -> Result<Today, ApiError> {
        let totals = self.sums_of_today(now, running).await.map_err(|error| storage_error(&error))?;
        Ok(Today {
            work_seconds: seconds(totals.work),
            break_seconds: seconds(totals.rest),
            undecided_seconds: seconds(totals.undecided),
        })
    }

    /// Uploads by state.
    pub(crate) async fn upload_counts(&self) -> Result<UploadCounts, ApiError> {
        Ok(counts(self.reader.upload_counts().await.map_err(|error| storage_error(&error))?))
    }
}

/// Counts as they go over the wire.
fn counts(counts: store::UploadCounts) -> UploadCounts {
    let clip = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    UploadCounts {
        waiting: clip(counts.waiting),
        unsure: clip(counts.unsure),
        stuck: clip(counts.stuck),
        done: clip(counts.done),
    }
}
