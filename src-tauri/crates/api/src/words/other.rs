//! What is said about settings, files and the rest.

use crate::{ApiError, Code};

/// A setting that does not exist.
pub fn unknown_setting(key: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("There is no setting “{key}”."))
        .field("key")
        .remedy("See “stint doctor”.")
}

/// A value a setting does not take.
pub fn bad_setting(key: &str, takes: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("“{key}” takes {takes}."))
        .field("value")
        .remedy(format!("Give {takes}."))
}

/// Text that is no day.
pub fn bad_day(field: &str, text: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("“{text}” was not understood as a day."))
        .field(field)
        .remedy("Type today, yesterday, monday or 2026-11-20.")
}

/// A file format that does not exist.
pub fn bad_format(format: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("“{format}” is not a format Stint writes."))
        .field("format")
        .remedy("Choose csv, json or ics.")
}

/// The disk is full.
pub fn disk_full() -> ApiError {
    ApiError::new(Code::Storage, "The disk is full, so nothing was changed.")
        .remedy("Free some space and say it again; what was recorded before is safe.")
}

/// The database cannot be written.
pub fn read_only(path: &str) -> ApiError {
    ApiError::new(Code::Storage, format!("{path} cannot be written."))
        .remedy("Check the owner and rights of the data folder.")
}

/// Another problem of the database.
pub fn storage(detail: &str) -> ApiError {
    ApiError::new(Code::Storage, format!("The database did not take it ({detail}), so nothing was changed."))
        .remedy("See “stint doctor” for its state and its backups.")
}
