//! Why the engine did not start, for a person: what is wrong with the file, and which backup helps.

use api::words::other as say;
use api::{ApiError, Place};
use store::OpenError;

use crate::StartError;

impl StartError {
    /// The sentence and the remedy.
    pub fn words(&self, place: &Place) -> ApiError {
        tracing::error!(error = %self, "start");
        // The store's sentence ends with its own advice; the remedy here knows the commands.
        let sentence = self.to_string();
        let what = sentence.split_once("; ").map_or(sentence.as_str(), |(what, _)| what);
        let remedy = match self {
            Self::Open(OpenError::Newer { .. }) => say::newer_remedy(),
            Self::Open(OpenError::Corrupt { backups, .. }) => {
                let newest = backups.first().map(|backup| backup.path.display().to_string());
                say::damaged_remedy(newest.as_deref(), &place.database().display().to_string())
            }
            Self::Open(OpenError::ReadOnly { .. }) => say::rights_remedy(),
            Self::Open(OpenError::NotStint { .. }) => say::foreign_remedy(),
            Self::Open(_) | Self::Store(_) => say::disk_remedy(),
        };
        say::unopened(what, remedy)
    }
}
