//! What a storage problem means to a person.

use api::{ApiError, words};
use store::StoreError;

/// The sentence for a write or read that did not work.
pub(crate) fn storage_error(error: &StoreError) -> ApiError {
    tracing::error!(%error, "storage");
    match error {
        StoreError::DiskFull => words::other::disk_full(),
        StoreError::ReadOnly => words::other::read_only(words::other::the_database()),
        other => words::other::storage(&other.to_string()),
    }
}
