//! Align's error answers: `{"code","message"}`, with a `reason` where the documentation names one.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::json;

#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    code: &'static str,
    reason: Option<&'static str>,
    message: String,
}

impl Problem {
    pub(super) fn plain(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, reason: None, message: message.into() }
    }

    /// 400: a field is missing or not what it should be.
    pub(super) fn validation(field: &str, message: &str) -> Self {
        Self::plain(StatusCode::BAD_REQUEST, "validation_error", format!("{field}: {message}"))
    }

    pub(super) fn unauthorized(code: &'static str, message: &str) -> Self {
        Self::plain(StatusCode::UNAUTHORIZED, code, message)
    }

    pub(super) fn forbidden(message: &str) -> Self {
        Self::plain(StatusCode::FORBIDDEN, "forbidden", message)
    }

    /// 403: the key is for one project, and this is not of it.
    pub(super) fn scope_violation() -> Self {
        Self::plain(StatusCode::FORBIDDEN, "scope_violation", "The key's scope does not reach this.")
    }

    /// 403: the organization has no API.
    pub(super) fn no_api() -> Self {
        let message = "The public API is not enabled for this organization.";
        let problem = Self::plain(StatusCode::FORBIDDEN, "feature_disabled", message);
        Self { reason: Some("feature_disabled"), ..problem }
    }

    /// 402: the organization does not track time.
    pub(super) fn no_time_tracking() -> Self {
        let message = "Time tracking is not enabled for this organization.";
        let problem = Self::plain(StatusCode::PAYMENT_REQUIRED, "payment_required", message);
        Self { reason: Some("feature_disabled"), ..problem }
    }

    /// 404: not there, or not for this key to see.
    pub(super) fn unknown(message: &str) -> Self {
        Self::plain(StatusCode::NOT_FOUND, "not_found", message)
    }

    /// 409: submitted, approved, locked or invoiced.
    pub(super) fn not_editable(status: &str) -> Self {
        let message = format!("The time entry is {status} and cannot be changed.");
        Self::plain(StatusCode::CONFLICT, "not_editable", message)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({ "code": self.code, "message": self.message });
        if let Some(reason) = self.reason {
            body["reason"] = reason.into();
        }
        (self.status, Json(body)).into_response()
    }
}
