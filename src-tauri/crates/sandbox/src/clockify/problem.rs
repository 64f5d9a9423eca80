//! Clockify's error answers: `{"message","code"}` with a numeric code, and the few without a body.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::json;

#[derive(Debug)]
pub(super) enum Problem {
    /// The usual body.
    Coded { status: StatusCode, code: u32, message: String },
    /// An unknown workspace: 404 and nothing else.
    NoWorkspace,
}

impl Problem {
    fn coded(status: StatusCode, code: u32, message: impl Into<String>) -> Self {
        Self::Coded { status, code, message: message.into() }
    }

    /// 400/501: the request breaks a rule of the domain.
    pub(super) fn rule(message: impl Into<String>) -> Self {
        Self::coded(StatusCode::BAD_REQUEST, 501, message)
    }

    /// 400/501: an id that is missing, deleted, or of another workspace; all three sound the same.
    pub(super) fn stranger(thing: &str) -> Self {
        Self::rule(format!("{thing} doesn't belong to Workspace"))
    }

    /// 400/3002: the body is not what the route can read.
    pub(super) fn unreadable() -> Self {
        Self::coded(StatusCode::BAD_REQUEST, 3002, "The request body could not be parsed.")
    }

    /// 3000: a route, verb or query the service does not know.
    pub(super) fn rejected(status: StatusCode, message: &str) -> Self {
        Self::coded(status, 3000, message)
    }

    pub(super) fn unauthorised(code: u32, message: &str) -> Self {
        Self::coded(StatusCode::UNAUTHORIZED, code, message)
    }

    /// 403/501: the role does not allow it.
    pub(super) fn denied() -> Self {
        Self::coded(StatusCode::FORBIDDEN, 501, "Access Denied")
    }

    pub(super) fn locked() -> Self {
        Self::coded(StatusCode::FORBIDDEN, 1003, "Can't edit locked time entry.")
    }

    pub(super) fn timer_only() -> Self {
        Self::coded(StatusCode::FORBIDDEN, 4030, "Manual time tracking is disabled on this workspace.")
    }

    /// The vendor's text is known, its status is not; refused here like other missing permissions.
    pub(super) fn no_breaks() -> Self {
        let message =
            "You don't have permission to create break time entry since break feature is not enabled.";
        Self::coded(StatusCode::FORBIDDEN, 501, message)
    }

    pub(super) fn nothing_runs() -> Self {
        Self::coded(StatusCode::NOT_FOUND, 404, "There is no time entry in progress.")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match self {
            Self::Coded { status, code, message } => {
                (status, Json(json!({ "message": message, "code": code }))).into_response()
            }
            Self::NoWorkspace => StatusCode::NOT_FOUND.into_response(),
        }
    }
}
