//! What Redmine's refusals mean. It gives reasons with 422 alone; any other refusal of its own has no body at all.

use serde::Deserialize;

use crate::exchange::{self, Effect};
use crate::{Applied, Cx, Kind, Redacted, Response, Retry, TrackerError};

/// The body of a 422.
#[derive(Deserialize)]
struct Errors {
    errors: Vec<String>,
}

/// The error of an answer that is not a good one.
pub(super) fn error(cx: &Cx<'_>, response: &Response, effect: Effect) -> TrackerError {
    let said = serde_json::from_slice::<Errors>(&response.body).ok();
    let said = said.map(|said| said.errors.join("; "));
    let mut error = exchange::by_status(cx, response, effect, said.as_deref());
    match response.status.as_u16() {
        403 if response.body.is_empty() => refused_without_a_word(),
        // Redmine's own has no body: a page is shown by something else, or by an address that is none of its service.
        404 | 410 if !response.body.is_empty() => {
            error.kind = Kind::Unexpected;
            error
        }
        _ => error,
    }
}

fn refused_without_a_word() -> TrackerError {
    let detail = Redacted::ours(
        "the account may not do this in the project, or time tracking is off there, or the project is closed",
    );
    TrackerError::new(Kind::NotAllowed, Applied::No, Retry::Never, detail)
}

/// A 403 to the question who asks: it needs no right, so nobody is let in.
pub(super) fn rest_is_off() -> TrackerError {
    let detail = Redacted::ours(
        "the server lets no programs in; an administrator enables the REST web service under Administration, \
         Settings, API",
    );
    TrackerError::new(Kind::FeatureOff, Applied::No, Retry::Never, detail)
}

/// The error of a record that was refused for what it holds or lacks, with what helps where the server demands a field
/// of every one.
pub(super) fn of_fields(cx: &Cx<'_>, response: &Response) -> TrackerError {
    let error = error(cx, response, Effect::Write);
    let said = error.detail.as_str().trim_end_matches('.');
    let text = format!(
        "{said}. A field that the server demands of every entry is given in the connection's settings (activity, \
         fields)"
    );
    TrackerError { detail: Redacted::new(&text, cx.secret), ..error }
}
