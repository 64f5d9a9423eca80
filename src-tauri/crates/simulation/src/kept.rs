//! What a file holds, read from a copy of it, so that looking changes nothing.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use api::Place;
use domain::upload::Upload;
use domain::{Connection, ConnectionId, Entry, Timestamp, UploadId};
use store::{Paths, Reader, Stage, Store, StoreError, UploadFilter};
use trackers::WorkspaceRules;

/// What was found in a file.
pub(crate) struct Kept {
    pub(crate) entries: Vec<Entry>,
    /// The last sign of life.
    pub(crate) seen: Option<Timestamp>,
    /// The connections with the rules of their workspaces.
    pub(crate) connections: BTreeMap<ConnectionId, (Connection, WorkspaceRules)>,
    /// Uploads that are not done.
    pub(crate) open: Vec<Upload>,
    /// Uploads that are done.
    pub(crate) done: Vec<Upload>,
    /// Uploads that were being sent.
    pub(crate) in_flight: Vec<UploadId>,
}

impl Kept {
    /// Reads the file of a place.
    pub(crate) async fn at(place: &Place, now: Timestamp) -> Result<Self> {
        let paths = Paths { file: place.database(), backups: place.backups() };
        let store = Store::open(paths, now).await.context("the file opens again")?;
        let reader = store.reader();
        let mut connections = BTreeMap::new();
        for connection in reader.connections().await? {
            let rules = reader.rules(connection.id).await?;
            let rules = rules.and_then(|(json, _)| serde_json::from_str(&json).ok()).unwrap_or_default();
            connections.insert(connection.id, (connection, rules));
        }
        let kept = Self {
            entries: reader.between(Timestamp::MIN, Timestamp::MAX, usize::MAX).await?,
            seen: reader.heartbeat().await?,
            connections,
            open: open_uploads(&reader).await?,
            done: reader.uploads(UploadFilter::RecentDone(usize::MAX)).await?,
            in_flight: reader.in_flight().await?.iter().map(|upload| upload.id).collect(),
        };
        store.close().await?;
        Ok(kept)
    }
}

/// Every upload that is not done.
pub(crate) async fn open_uploads(reader: &Reader) -> Result<Vec<Upload>, StoreError> {
    let mut open = Vec::new();
    for stage in [Stage::Queued, Stage::InFlight, Stage::Unsure, Stage::Stuck, Stage::Dropped] {
        open.extend(reader.uploads(UploadFilter::Open { stage, skip: 0, most: usize::MAX }).await?);
    }
    Ok(open)
}
