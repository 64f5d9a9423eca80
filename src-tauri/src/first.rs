//! What the page shows first, asked for while the toolkit loads, so that its first picture needs no question of its own.

use std::time::Duration;

use api::client::Client;
use api::{ApiError, Entry, Request, Settings, Status, Suggestion, Tracker, Upload, UploadProgress};
use serde::{Deserialize, Serialize};

use crate::client::Resident;

/// How long a window waits for it before it opens without; the page then asks by itself.
const PATIENCE: Duration = Duration::from_millis(250);

/// As many as the page asks for.
const ENTRIES: u32 = 500;
/// As many as the page asks for.
const RECENT: u32 = 6;

/// Everything the page draws from when it opens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(specta::Type))]
pub struct First {
    /// The timer.
    pub status: Status,
    /// The entries of yesterday and today, newest first.
    pub entries: Vec<Entry>,
    /// What was done of late.
    pub recent: Vec<Suggestion>,
    /// The connections.
    pub trackers: Vec<Tracker>,
    /// The outbox.
    pub uploads: Vec<Upload>,
    /// How far each connection is.
    pub progress: Vec<UploadProgress>,
    /// The settings.
    pub settings: Settings,
}

impl First {
    /// Asks for all of it, if the resident answers soon.
    pub async fn ask(resident: &Resident) -> Option<Self> {
        let asking = async {
            resident.wake().await?;
            Self::read(&mut resident.connect().await?).await
        };
        match tokio::time::timeout(PATIENCE, asking).await {
            Ok(Ok(first)) => Some(first),
            // The page finds out the same, and has the words for it.
            Ok(Err(_)) | Err(_) => None,
        }
    }

    async fn read(client: &mut Client) -> Result<Self, ApiError> {
        let days =
            Request::Log { from: Some("yesterday".into()), to: Some("today".into()), limit: Some(ENTRIES) };
        Ok(Self {
            status: client.call(Request::Status).await?,
            entries: client.call(days).await?,
            recent: client.call(Request::Recent { limit: Some(RECENT) }).await?,
            trackers: client.call(Request::Trackers).await?,
            uploads: client.call(Request::Uploads).await?,
            progress: client.call(Request::UploadsProgress).await?,
            settings: client.call(Request::Settings).await?,
        })
    }

    /// The script that lays it before the page, which finds it as `stintFirst`.
    pub fn script(&self) -> Option<String> {
        // JSON is JavaScript; and no document is around it that a text could break out of.
        let json = serde_json::to_string(self).ok()?;
        Some(format!("Object.defineProperty(globalThis, \"stintFirst\", {{ value: {json} }});"))
    }
}
