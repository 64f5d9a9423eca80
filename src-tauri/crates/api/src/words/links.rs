//! What is said about links between targets, and about bookings that need a second look.

use crate::{ApiError, Code};

/// A star where none can be.
pub fn bad_pattern(text: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("“{text}” stands for no targets."))
        .field("from")
        .remedy("Name one target, or a family with a star at its end, such as plane:PROJ-*.")
}

/// From and to are one connection.
pub fn same_connection() -> ApiError {
    ApiError::new(Code::BadInput, "Both ends of this link are at the same connection.")
        .field("to")
        .remedy("Link to a target of another connection; the same time would count twice there.")
}

/// No such link.
pub fn unknown(from: &str) -> ApiError {
    ApiError::new(Code::NotFound, format!("No link leads from “{from}”."))
        .field("from")
        .remedy("“stint link list” shows them.")
}

/// Two targets of one connection.
pub fn counts_twice(connection: &str, others: &str) -> (String, String) {
    (
        format!("“{connection}” gets this time twice, because {others} is booked there too."),
        "Leave one of them if that is not meant.".into(),
    )
}

/// A target that was not there at the last look.
pub fn target_gone() -> (String, String) {
    (
        "The target was not there any more when its list was last fetched.".into(),
        "Choose another target, or fetch the list again.".into(),
    )
}
