//! Uploads as clients see them, and what a person may do about one that needs them.

use api::{ApiError, Upload, words};
use domain::upload::{Known, Maybe, Reason, State};
use domain::{Booking, Entry, EntryId, Timestamp, UploadId};

use store::UploadFilter;

use crate::owner::Owner;
use crate::storage::storage_error;
use crate::views::{PauseWords, upload_state, upload_words};

/// How many of the latest done uploads are shown.
const DONE_SHOWN: usize = 50;

impl Owner {
    /// Uploads that are not done, then the latest done.
    pub(crate) async fn uploads(&self) -> Result<Vec<Upload>, ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        let mut rows = self.reader.uploads(UploadFilter::Open).await.map_err(fail)?;
        rows.extend(self.reader.uploads(UploadFilter::RecentDone(DONE_SHOWN)).await.map_err(fail)?);
        self.upload_views(&rows).await
    }

    async fn upload_views(&self, rows: &[domain::upload::Upload]) -> Result<Vec<Upload>, ApiError> {
        let mut ids: Vec<EntryId> = rows.iter().map(|row| row.entry).collect();
        ids.dedup();
        let entries = self.reader.entries(&ids).await.map_err(|error| storage_error(&error))?;
        let bookings: Vec<Booking> = rows
            .iter()
            .map(|row| Booking { connection: row.connection, target: row.target.clone() })
            .collect();
        let names = self.names(bookings.iter()).await?;
        let pauses: PauseWords = self.pause_words().await?;
        Ok(rows
            .iter()
            .map(|row| {
                let (reason, remedy) = upload_words(row, &pauses);
                let note = entries
                    .iter()
                    .find(|entry: &&Entry| entry.id == row.entry)
                    .map(|entry| entry.note.clone());
                let payload = row.desired.as_ref();
                Upload {
                    id: row.id.to_string(),
                    entry_id: row.entry.to_string(),
                    note: note
                        .unwrap_or_else(|| payload.map(|payload| payload.text.clone()).unwrap_or_default()),
                    connection: names.connection(row.connection),
                    target: names.full(row.connection, &row.target),
                    state: upload_state(row),
                    remote_id: row.known.as_ref().map(|known| known.remote_id.clone()),
                    attempts: row.attempts,
                    next_try: row.due.map(Timestamp::rfc3339),
                    reason,
                    remedy,
                    seconds: payload.map(|payload| payload.seconds),
                    start: payload.map(|payload| payload.start.rfc3339()),
                    candidates: match &row.state {
                        State::Stuck { reason: Reason::Ambiguous { candidates } } => candidates.clone(),
                        _ => Vec::new(),
                    },
                }
            })
            .collect())
    }

    /// Tries an upload again, or all that need it. For one that was changed or removed there, this means: send mine.
    pub(crate) async fn upload_retry(&mut self, id: Option<String>) -> Result<Vec<Upload>, ApiError> {
        let rows = match id {
            Some(id) => vec![self.upload_named(&id).await?],
            None => self.reader.uploads(UploadFilter::Open).await.map_err(|error| storage_error(&error))?,
        };
        let after: Vec<_> = rows.into_iter().filter_map(|row| row.retried()).collect();
        self.store.put_uploads(&after, &[]).await.map_err(|error| storage_error(&error))?;
        for (connection, _) in self.reader.pauses().await.map_err(|error| storage_error(&error))? {
            if after.iter().any(|row| row.connection == connection) {
                self.store.pause(connection, None).await.map_err(|error| storage_error(&error))?;
            }
        }
        self.tell(&[api::Topic::Uploads], None).await;
        self.upload_views(&after).await
    }

    /// Takes a remote record for this upload's.
    pub(crate) async fn upload_adopt(
        &mut self,
        id: &str,
        remote_id: Option<String>,
    ) -> Result<Upload, ApiError> {
        let row = self.upload_named(id).await?;
        let State::Stuck { reason } = &row.state else { return Err(words::trackers::upload_not_stuck()) };
        let remote_id = match (remote_id, reason) {
            (Some(remote_id), Reason::Ambiguous { candidates }) if candidates.contains(&remote_id) => {
                remote_id
            }
            (None, Reason::Ambiguous { candidates }) if candidates.len() == 1 => candidates[0].clone(),
            (Some(_) | None, _) => return Err(words::trackers::which_record()),
        };
        let Some(payload) = row.desired.clone() else { return Err(words::trackers::which_record()) };
        // What it holds is not known yet. `maybe` makes the next step read it, and show it should it differ.
        let maybe = Some(Maybe::default());
        let known = Known { remote_id, payload: payload.clone(), seen: payload, maybe };
        let after = domain::upload::Upload { known: Some(known), state: State::Queued, due: None, ..row };
        self.write_one(after).await
    }

    /// Gives an upload up; what the tracker holds stays as it is.
    pub(crate) async fn upload_drop(&mut self, id: &str) -> Result<Upload, ApiError> {
        let row = self.upload_named(id).await?;
        if matches!(row.state, State::InFlight { .. }) {
            return Err(words::trackers::upload_not_stuck());
        }
        let after = row.dropped();
        self.write_one(after).await
    }

    async fn write_one(&mut self, row: domain::upload::Upload) -> Result<Upload, ApiError> {
        self.store
            .put_uploads(std::slice::from_ref(&row), &[])
            .await
            .map_err(|error| storage_error(&error))?;
        self.tell(&[api::Topic::Uploads], None).await;
        let mut views = self.upload_views(&[row]).await?;
        Ok(views.remove(0))
    }

    async fn upload_named(&self, id: &str) -> Result<domain::upload::Upload, ApiError> {
        let parsed: UploadId = id.parse().map_err(|_| words::trackers::unknown_upload(id))?;
        let row = self.reader.upload(parsed).await.map_err(|error| storage_error(&error))?;
        row.ok_or_else(|| words::trackers::unknown_upload(id))
    }
}
