//! What is said about signing in in the browser, and about a sign-in that ended.

use crate::{ApiError, Code};

/// On the page that the browser comes back to: done.
pub const PAGE_DONE: &str = "Stint has the answer. You can close this tab.";
/// There: the person or the tracker refused.
pub const PAGE_REFUSED: &str = "The sign-in was refused. You can close this tab.";
/// There: it belongs to another sign-in.
pub const PAGE_OTHER: &str =
    "This is the answer to another sign-in. Close this tab and start again in Stint.";
/// There: it makes no sense.
pub const PAGE_UNREADABLE: &str = "Stint cannot read this. You can close this tab.";
/// There: no such page.
pub const PAGE_NOTHING: &str = "There is nothing here.";
/// There: more than is read.
pub const PAGE_TOO_LONG: &str = "This is too long.";

/// The tracker has no such sign-in.
pub fn no_browser(tracker: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("Nobody signs in to {tracker} in the browser."))
        .field("browser")
        .remedy("Give its token instead.")
}

/// A token in the environment goes before any sign-in.
pub fn variable_set(variable: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("{variable} is set for the resident and is used instead."))
        .field("browser")
        .remedy("Take it out of the resident's environment, then sign in.")
}

/// No door for the browser's answer.
pub fn no_port(detail: &str) -> ApiError {
    ApiError::new(
        Code::Internal,
        format!("Stint could not listen on this computer for the browser's answer ({detail})."),
    )
    .field("browser")
    .remedy("Try again, or give a token instead.")
}

/// The tracker did not take Stint as a program.
pub fn not_registered(tracker: &str, detail: &str) -> ApiError {
    ApiError::new(Code::Refused, format!("{tracker} let no sign-in begin{}.", tail(detail)))
        .field("browser")
        .remedy("Check the address, or give a token instead.")
}

/// The person, or the tracker, said no in the browser.
pub fn refused(tracker: &str, detail: &str) -> ApiError {
    ApiError::new(
        Code::SignIn,
        format!("The sign-in to {tracker} was refused in the browser{}.", tail(detail)),
    )
    .field("browser")
    .remedy("Start again and allow it there, or give a token instead.")
}

/// The browser did not come back.
pub fn timed_out(minutes: u32) -> ApiError {
    ApiError::new(Code::SignIn, format!("No answer came from the browser within {minutes} minutes."))
        .field("browser")
        .remedy("Start again; the address can be copied into any browser of this computer.")
}

/// The browser came back with the answer to something else, and with no other.
pub fn other_answer() -> ApiError {
    ApiError::new(Code::SignIn, "The browser came back with the answer to another sign-in.")
        .field("browser")
        .remedy("Close the tabs of older sign-ins and start again.")
}

/// The tracker did not take what the browser brought.
pub fn not_completed(tracker: &str, detail: &str) -> ApiError {
    ApiError::new(Code::SignIn, format!("{tracker} did not complete the sign-in{}.", tail(detail)))
        .field("browser")
        .remedy("Start again; nothing was kept.")
}

/// Given up by the person.
pub fn cancelled() -> ApiError {
    ApiError::new(Code::NotNow, "The sign-in was given up.")
        .field("browser")
        .remedy("Start again when you like.")
}

/// No such sign-in.
pub fn unknown() -> ApiError {
    ApiError::new(Code::NotFound, "This sign-in is not under way any more.")
        .field("id")
        .remedy("Start again.")
}

/// Too many at once.
pub fn too_many() -> ApiError {
    ApiError::new(Code::NotNow, "Several sign-ins wait for the browser already.")
        .field("browser")
        .remedy("Finish or cancel one of them first.")
}

/// The sign-in of a connection ended.
pub fn ended(tracker: &str, detail: &str) -> ApiError {
    ApiError::new(Code::SignIn, format!("The sign-in to {tracker} has ended{}.", tail(detail)))
        .field("token")
        .remedy("Sign in again; nothing is lost.")
}

/// The keychain did not take a renewed sign-in: (reason, remedy).
pub fn unsaved() -> (String, String) {
    (
        "The keychain did not take the renewed sign-in; Stint keeps it in memory.".into(),
        "Unlock the keychain; Stint tries again each minute. After a restart you would have to sign in again.".into(),
    )
}

fn tail(detail: &str) -> String {
    if detail.is_empty() { String::new() } else { format!(" ({})", detail.trim_end_matches('.')) }
}
