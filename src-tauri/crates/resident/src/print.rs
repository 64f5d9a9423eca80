//! What is said on a terminal, or to the client that started this.

use std::io::Write as _;

use api::ApiError;

/// Prints an error: its sentence and remedy, or with `json` the whole of it.
pub(crate) fn error(error: &ApiError, json: bool) {
    let mut errors = std::io::stderr();
    let _closed = if json {
        writeln!(errors, "{}", serde_json::json!({ "error": error }))
    } else {
        writeln!(errors, "{error}")
    };
}
