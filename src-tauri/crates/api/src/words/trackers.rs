//! What is said about connections, targets and accounts.

use crate::{ApiError, Code};

/// A target that is not `connection:key`.
pub fn bad_target(text: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("“{text}” is not a target."))
        .field("on")
        .remedy("Write it as CONNECTION:KEY, such as plane:PROJ-12; “stint target search” finds them.")
}

/// No such connection.
pub fn unknown(name: &str) -> ApiError {
    ApiError::new(Code::NotFound, format!("No connection is called “{name}”."))
        .field("tracker")
        .remedy("“stint tracker list” shows them; “stint tracker add” makes one.")
}

/// No such target.
pub fn unknown_target(text: &str) -> ApiError {
    ApiError::new(Code::NotFound, format!("“{text}” is not known there.")).field("on").remedy(
        "Look it up with “stint target search”, or fetch the list again with “stint tracker refresh”.",
    )
}

/// A target that an entry is not booked on.
pub fn not_booked_on(text: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("The entry is not booked on “{text}”."))
        .field("not")
        .remedy("“stint preview ID” shows where it is booked.")
}

/// No such kind.
pub fn unknown_kind(kind: &str, known: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("“{kind}” is not a tracker Stint knows."))
        .field("kind")
        .remedy(format!("Choose one of: {known}."))
}

/// A name that cannot be one.
pub fn bad_name() -> ApiError {
    ApiError::new(
        Code::BadInput,
        "The name is empty, longer than 40 characters, or holds a colon or a blank.",
    )
    .field("name")
    .remedy("Use a short word such as “work”; it becomes the first part of work:PROJ-12.")
}

/// A name that is taken.
pub fn name_taken(name: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("A connection called “{name}” exists already."))
        .field("name")
        .remedy("Choose another name, or remove that one first.")
}

/// An address that cannot be one.
pub fn bad_url(url: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("“{url}” is not a web address."))
        .field("url")
        .remedy("Write it as https://host.")
}

/// Plain http beyond this machine.
pub fn insecure_url() -> ApiError {
    ApiError::new(Code::BadInput, "Without encryption everybody on the way could read the token.")
        .field("url")
        .remedy("Use https://; plain http:// works only for this machine itself.")
}

/// An address with a user name or password in it.
pub fn url_with_secret() -> ApiError {
    ApiError::new(Code::BadInput, "The address holds a user name, password, query or fragment.")
        .field("url")
        .remedy("Leave only https://host and, where needed, a path; the token goes into its own field.")
}

/// A required field of the form is empty.
pub fn field_missing(key: &str, label: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("{label} is missing.")).field(key).remedy("Fill it in.")
}

/// A field the form does not have.
pub fn unknown_field(key: &str, known: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("This tracker has no setting “{key}”."))
        .field(key)
        .remedy(if known.is_empty() { "Leave it out.".into() } else { format!("It has: {known}.") })
}

/// A value a field does not take.
pub fn bad_choice(key: &str, known: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("“{key}” does not take this value."))
        .field(key)
        .remedy(format!("Choose one of: {known}."))
}

/// No token anywhere.
pub fn token_missing(secret: &str, variable: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("{secret} is missing."))
        .field("token")
        .remedy(format!("Give it with --token-stdin, or set {variable} for the resident."))
}

/// The keychain did not help.
pub fn keychain(what: &str, variable: &str) -> ApiError {
    ApiError::new(Code::Keychain, format!("{what}, so the token could not be kept."))
        .field("token")
        .remedy(format!("Unlock it and try again, or set {variable} in the resident's environment."))
}

/// The tracker refused the token.
pub fn sign_in(tracker: &str, detail: &str) -> ApiError {
    ApiError::new(Code::SignIn, format!("{tracker} does not know this token{}.", tail(detail)))
        .field("token")
        .remedy("Make a new one there and try again.")
}

/// The tracker refused for another reason.
pub fn not_allowed(tracker: &str, detail: &str) -> ApiError {
    ApiError::new(Code::Refused, format!("{tracker} does not let this account in{}.", tail(detail)))
        .field("workspace")
        .remedy("Check workspace or organisation, and the account's rights there.")
}

/// Booking time is off there.
pub fn feature_off(tracker: &str, detail: &str) -> ApiError {
    ApiError::new(Code::Refused, format!("{tracker} takes no times there{}.", tail(detail)))
        .remedy("Switch time tracking on there, or ask for a plan that has it.")
}

/// Something in front of the tracker said no.
pub fn blocked(tracker: &str, detail: &str) -> ApiError {
    ApiError::new(
        Code::Unreachable,
        format!("Something in front of {tracker} turned Stint away{}.", tail(detail)),
    )
    .field("url")
    .remedy("Try again in a while or from another network; the token may be fine.")
}

/// The tracker cannot be reached.
pub fn unreachable(tracker: &str, detail: &str) -> ApiError {
    ApiError::new(Code::Unreachable, format!("{tracker} could not be reached{}.", tail(detail)))
        .field("url")
        .remedy("Check the address and the network, then try again.")
}

/// The tracker said no.
pub fn refused(tracker: &str, detail: &str) -> ApiError {
    ApiError::new(Code::Refused, format!("{tracker} said no{}.", tail(detail)))
        .remedy("Check the settings of this connection.")
}

/// Too many requests.
pub fn quota(tracker: &str, detail: &str) -> ApiError {
    ApiError::new(Code::Unreachable, format!("{tracker} takes no more requests for now{}.", tail(detail)))
        .remedy("Try again in a while; uploads go on by themselves.")
}

/// The answer is not one of this tracker.
pub fn unexpected(tracker: &str, detail: &str) -> ApiError {
    ApiError::new(Code::Unreachable, format!("The answer does not look like {tracker}{}.", tail(detail)))
        .field("url")
        .remedy("Check the address.")
}

/// No such upload.
pub fn unknown_upload(id: &str) -> ApiError {
    ApiError::new(Code::NotFound, format!("No upload has the id {id}."))
        .field("id")
        .remedy("“stint uploads” shows them.")
}

/// An upload that is not waiting for a person.
pub fn upload_not_stuck() -> ApiError {
    ApiError::new(Code::NotNow, "This upload does not wait for a person.").field("id")
}

/// Which remote record is meant.
pub fn which_record() -> ApiError {
    ApiError::new(Code::BadInput, "It is not clear which record there is meant.")
        .field("remote_id")
        .remedy("Name it; “stint uploads --json” lists the candidates.")
}

/// A record that another upload knows as its own.
pub fn record_taken() -> ApiError {
    ApiError::new(Code::Refused, "Another upload knows this record as its own.")
        .field("remote_id")
        .remedy("Pick another one, or drop the upload.")
}

/// An upload whose record nobody else changed.
pub fn no_conflict() -> ApiError {
    ApiError::new(Code::NotNow, "Nobody changed or removed the record of this upload.")
        .field("id")
        .remedy("“stint uploads” shows which uploads need you, and why.")
}

/// Theirs of an entry that is not booked there any more.
pub fn not_booked_any_more() -> ApiError {
    ApiError::new(Code::NotNow, "The entry is not booked there any more, so it cannot take theirs.")
        .field("id")
        .remedy("Send yours to remove the record there, or leave both as they are.")
}

/// Theirs is a live timer.
pub fn theirs_runs() -> ApiError {
    ApiError::new(Code::NotNow, "The record runs as a timer there.")
        .field("id")
        .remedy("Stop it there first, then check again.")
}

/// Theirs is one of several records of an entry, and no edit of the entry says the same.
pub fn theirs_is_one_of_several() -> ApiError {
    ApiError::new(
        Code::NotNow,
        "The entry has several records there, and this change touches more than its own part.",
    )
    .field("id")
    .remedy("Edit the entry, or choose one of the other two.")
}

fn tail(detail: &str) -> String {
    if detail.is_empty() { String::new() } else { format!(" ({})", detail.trim_end_matches('.')) }
}
