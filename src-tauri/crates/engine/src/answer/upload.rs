//! Uploads as clients see them, and what a person may do about one that needs them.

use std::collections::HashMap;

use api::{ApiError, Conflict, ConflictKind, RemoteRecord, Upload, words};
use domain::upload::{Reason, State};
use domain::{Booking, ConnectionId, EntryId, Payload, Timestamp, UploadId};
use store::{Stage, UploadFilter};
use trackers::Unit;

use crate::owner::Owner;
use crate::storage::storage_error;
use crate::views::{Names, PauseWords, upload_state, upload_words};

/// How many uploads of each kind are shown: whoever has thousands looks at their counts.
const SHOWN: usize = 200;
/// How many of the latest done uploads, and of those given up, are shown.
const DONE_SHOWN: usize = 50;
/// How many uploads are tried again at a time.
const AT_A_TIME: usize = 200;

impl Owner {
    /// Uploads that are not done, those that need a person first, then the latest done.
    pub(crate) async fn uploads(&self) -> Result<Vec<Upload>, ApiError> {
        let mut rows = Vec::new();
        let shown = [
            (Stage::Stuck, SHOWN),
            (Stage::InFlight, SHOWN),
            (Stage::Unsure, SHOWN),
            (Stage::Queued, SHOWN),
            (Stage::Dropped, DONE_SHOWN),
        ];
        for (stage, most) in shown {
            rows.extend(self.open(stage, 0, most).await?);
        }
        let done = self.reader.uploads(UploadFilter::RecentDone(DONE_SHOWN)).await;
        rows.extend(done.map_err(|error| storage_error(&error))?);
        self.upload_views(&rows).await
    }

    async fn open(
        &self,
        stage: Stage,
        skip: usize,
        most: usize,
    ) -> Result<Vec<domain::upload::Upload>, ApiError> {
        let rows = self.reader.uploads(UploadFilter::Open { stage, skip, most }).await;
        rows.map_err(|error| storage_error(&error))
    }

    async fn upload_views(&self, rows: &[domain::upload::Upload]) -> Result<Vec<Upload>, ApiError> {
        let mut ids: Vec<EntryId> = rows.iter().map(|row| row.entry).collect();
        ids.sort_unstable();
        ids.dedup();
        let entries = self.reader.entries(&ids).await.map_err(|error| storage_error(&error))?;
        let notes: HashMap<EntryId, String> =
            entries.into_iter().map(|entry| (entry.id, entry.note)).collect();
        let bookings: Vec<Booking> = rows.iter().flat_map(named_targets).collect();
        let names = self.names(bookings.iter()).await?;
        let pauses: PauseWords = self.pause_words().await?;
        Ok(rows.iter().map(|row| view(row, notes.get(&row.entry), &names, &pauses)).collect())
    }

    /// One upload as clients see it.
    pub(crate) async fn upload_view(&self, row: domain::upload::Upload) -> Result<Upload, ApiError> {
        let mut views = self.upload_views(&[row]).await?;
        Ok(views.remove(0))
    }

    /// Tries an upload again, or all that need it. For one that was changed or removed there, this means: send mine;
    /// among all, those wait for a choice of their own.
    pub(crate) async fn upload_retry(&mut self, id: Option<String>) -> Result<Vec<Upload>, ApiError> {
        let Some(id) = id else { return self.retry_all().await };
        let row = self.upload_named(&id).await?;
        let Some(after) = row.retried() else { return Ok(Vec::new()) };
        self.lift(after.connection, true).await.map_err(|error| storage_error(&error))?;
        Ok(vec![self.write_one(after).await?])
    }

    /// Tries one again, and with it those of its connection that wait for the same reason.
    pub(crate) async fn upload_retry_alike(&mut self, id: Option<String>) -> Result<Vec<Upload>, ApiError> {
        let Some(id) = id else { return self.retry_all().await };
        let like = self.upload_named(&id).await?;
        let same = |row: &domain::upload::Upload| {
            row.connection == like.connection && row.state == like.state && row.id != like.id
        };
        self.retry_stuck(same).await?;
        self.upload_retry(Some(id)).await
    }

    /// All of them in small heaps, so that thousands never are in memory at once. Gives the first that are tried now.
    async fn retry_all(&mut self) -> Result<Vec<Upload>, ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        self.retry_stuck(|_| true).await?;
        self.store.queue_now().await.map_err(fail)?;
        for lane in self.reader.lanes().await.map_err(fail)? {
            if lane.due.is_some() {
                self.lift(lane.connection, true).await.map_err(fail)?;
            }
        }
        self.tell(&[api::Topic::Uploads], None).await;
        let rows = self.open(Stage::Queued, 0, SHOWN).await?;
        self.upload_views(&rows).await
    }

    /// Queues those stuck uploads that are meant and can be tried again without a choice.
    async fn retry_stuck(&mut self, meant: impl Fn(&domain::upload::Upload) -> bool) -> Result<(), ApiError> {
        let mut skip = 0;
        loop {
            let rows = self.open(Stage::Stuck, skip, AT_A_TIME).await?;
            let after: Vec<_> =
                rows.iter().filter(|row| meant(row)).filter_map(|row| row.retried_with_others()).collect();
            // Those that stay stuck are left out of the next look.
            skip += rows.len() - after.len();
            if !after.is_empty() {
                self.store.put_uploads(&after, &[]).await.map_err(|error| storage_error(&error))?;
            }
            if rows.len() < AT_A_TIME {
                return Ok(());
            }
        }
    }

    /// Takes a remote record for this upload's.
    pub(crate) async fn upload_adopt(
        &mut self,
        id: &str,
        remote_id: Option<String>,
    ) -> Result<Upload, ApiError> {
        let row = self.upload_named(id).await?;
        if !matches!(row.state, State::Stuck { .. }) {
            return Err(words::trackers::upload_not_stuck());
        }
        let after = row.adopted(remote_id.as_deref()).ok_or_else(words::trackers::which_record)?;
        if let Some(known) = &after.known {
            let taken = self.reader.is_claimed(after.connection, &known.remote_id, after.id).await;
            if taken.map_err(|error| storage_error(&error))? {
                return Err(words::trackers::record_taken());
            }
        }
        self.write_one(after).await
    }

    /// Gives an upload up; what the tracker holds stays as it is.
    pub(crate) async fn upload_drop(&mut self, id: &str) -> Result<Upload, ApiError> {
        let row = self.upload_named(id).await?;
        if matches!(row.state, State::InFlight { .. }) {
            return Err(words::trackers::upload_not_stuck());
        }
        self.write_one(row.dropped()).await
    }

    pub(crate) async fn write_one(&mut self, row: domain::upload::Upload) -> Result<Upload, ApiError> {
        self.store
            .put_uploads(std::slice::from_ref(&row), &[])
            .await
            .map_err(|error| storage_error(&error))?;
        self.tell(&[api::Topic::Uploads], None).await;
        self.upload_view(row).await
    }

    pub(crate) async fn upload_named(&self, id: &str) -> Result<domain::upload::Upload, ApiError> {
        let parsed: UploadId = id.parse().map_err(|_| words::trackers::unknown_upload(id))?;
        let row = self.reader.upload(parsed).await.map_err(|error| storage_error(&error))?;
        row.ok_or_else(|| words::trackers::unknown_upload(id))
    }
}

/// Every target that the words about an upload name.
fn named_targets(row: &domain::upload::Upload) -> Vec<Booking> {
    let booking = |target: &domain::TargetId| Booking { connection: row.connection, target: target.clone() };
    let mut named = vec![booking(&row.target)];
    match &row.state {
        State::Stuck { reason: Reason::Changed { theirs } } => named.push(booking(&theirs.target)),
        State::Stuck { reason: Reason::Ambiguous { candidates } } => {
            let seen = candidates.iter().filter_map(|candidate| candidate.seen.as_ref());
            named.extend(seen.map(|seen| booking(&seen.target)));
        }
        _ => {}
    }
    named
}

fn view(row: &domain::upload::Upload, note: Option<&String>, names: &Names, pauses: &PauseWords) -> Upload {
    let (reason, remedy) = upload_words(row.connection, &row.state, names, pauses);
    let payload = row.desired.as_ref();
    let candidates = match &row.state {
        State::Stuck { reason: Reason::Ambiguous { candidates } } => candidates.as_slice(),
        _ => &[],
    };
    let record =
        |remote_id: Option<&str>, seen: Option<&Payload>| record(row.connection, names, remote_id, seen);
    Upload {
        id: row.id.to_string(),
        entry_id: row.entry.to_string(),
        note: note
            .cloned()
            .unwrap_or_else(|| payload.map(|payload| payload.text.clone()).unwrap_or_default()),
        connection: names.connection(row.connection),
        target: names.full(row.connection, &row.target),
        state: upload_state(&row.state),
        remote_id: row.known.as_ref().map(|known| known.remote_id.clone()),
        attempts: row.attempts,
        next_try: row.due.map(Timestamp::rfc3339),
        reason,
        remedy,
        seconds: payload.map(|payload| payload.seconds),
        start: payload.map(|payload| payload.start.rfc3339()),
        time: names.time(row.connection),
        candidates: candidates.iter().map(|candidate| candidate.remote_id.clone()).collect(),
        records: candidates
            .iter()
            .map(|candidate| record(Some(&candidate.remote_id), candidate.seen.as_ref()))
            .collect(),
        conflict: match &row.state {
            State::Stuck { reason: Reason::Changed { theirs } } => Some(Conflict {
                kind: ConflictKind::Changed,
                mine: payload.map(|mine| record(None, Some(mine))),
                theirs: Some(record(row.known.as_ref().map(|known| &*known.remote_id), Some(theirs))),
            }),
            State::Stuck { reason: Reason::Gone } => Some(Conflict {
                kind: ConflictKind::Gone,
                mine: payload.map(|mine| record(None, Some(mine))),
                theirs: None,
            }),
            _ => None,
        },
    }
}

fn record(
    connection: ConnectionId,
    names: &Names,
    remote_id: Option<&str>,
    holds: Option<&Payload>,
) -> RemoteRecord {
    let unit = names.unit(connection);
    RemoteRecord {
        remote_id: remote_id.map(str::to_owned),
        target: holds.map(|holds| names.full(connection, &holds.target)),
        start: holds.map(|holds| holds.start.rfc3339()),
        time: names.time(connection),
        seconds: holds.map(|holds| holds.seconds),
        shown: holds.map(|holds| {
            words::losses::amount(
                holds.seconds,
                matches!(unit, Unit::Seconds),
                matches!(unit, Unit::Hours { .. }),
            )
        }),
        text: holds.map(|holds| holds.text.clone()),
        tags: holds.map(|holds| holds.tags.clone()).unwrap_or_default(),
        billable: holds.and_then(|holds| holds.billable),
    }
}
