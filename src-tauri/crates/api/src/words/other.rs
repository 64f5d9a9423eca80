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

/// The system did not change what starts with the session.
pub fn autostart(detail: &str) -> ApiError {
    ApiError::new(Code::Storage, format!("What starts with the session was not changed ({detail})."))
        .field("value")
        .remedy("Check that the folder “autostart” of your configuration can be written.")
}

/// Nothing can be started with the session here.
pub fn no_autostart() -> ApiError {
    ApiError::new(Code::NotNow, "Stint cannot add itself to what starts with the session here.")
        .field("key")
        .remedy("Add “stint resident” in the settings of your system.")
}

/// A path that depends on where one is.
pub fn relative_path() -> ApiError {
    ApiError::new(Code::BadInput, "The path is not absolute.")
        .field("path")
        .remedy("Give it from the root on.")
}

/// A backup could not be made.
pub fn backup_unwritten(detail: &str) -> ApiError {
    ApiError::new(Code::Storage, format!("The backup was not written ({detail})."))
        .field("path")
        .remedy("Choose a folder that exists and can be written.")
}

/// A backup that did not pass its check. Nothing was changed.
pub fn backup_unsound(detail: &str) -> ApiError {
    ApiError::new(
        Code::BadInput,
        format!("That backup did not pass its check ({detail}), so nothing was changed."),
    )
    .field("path")
    .remedy("Choose another backup.")
}

/// A backup that cannot be read. Nothing was changed.
pub fn backup_unread(path: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("{path} could not be read, so nothing was changed."))
        .field("path")
        .remedy("Choose a backup of Stint that is still there.")
}

/// The file manager did not open.
pub fn folder_closed(folder: &str, detail: &str) -> ApiError {
    ApiError::new(Code::NotNow, format!("No file manager opened ({detail})."))
        .remedy(format!("The data is in {folder}."))
}

/// A file the person wanted was not written. What was there before still is.
pub fn file_unwritten(path: &str, detail: &str) -> ApiError {
    ApiError::new(Code::Storage, format!("{path} was not written ({detail})."))
        .field("path")
        .remedy("Choose another folder, or free some space.")
}

/// What the dialog that asks where to is called.
pub const SAVE_TITLE: &str = "Save the entries";

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

/// The database cannot be opened. `what` is the sentence that says why, without its end.
pub fn unopened(what: &str, remedy: String) -> ApiError {
    ApiError::new(Code::Storage, format!("{what}.")).field("data-dir").remedy(remedy)
}

/// What helps when a newer program wrote the database.
pub fn newer_remedy() -> String {
    "Update Stint; this program leaves the file as it is.".into()
}

/// What helps when the database is damaged: the newest backup, where there is one.
pub fn damaged_remedy(newest: Option<&str>, database: &str) -> String {
    match newest {
        Some(newest) => format!(
            "Put the newest backup in place with “stint restore {newest}”; the damaged file is kept beside it."
        ),
        None => format!("There is no backup. Move {database} away to begin anew."),
    }
}

/// What helps when the data folder cannot be written.
pub fn rights_remedy() -> String {
    "Check the owner and rights of the data folder, or choose another with --data-dir.".into()
}

/// What helps when the file belongs to another program.
pub fn foreign_remedy() -> String {
    "Choose another folder with --data-dir; that file is not Stint's.".into()
}

/// What helps otherwise.
pub fn disk_remedy() -> String {
    "Check the disk and the rights of the data folder.".into()
}
