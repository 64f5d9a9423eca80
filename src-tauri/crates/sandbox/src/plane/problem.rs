//! Plane's error answers, each in one of the shapes its first API has: `detail`, `error`, or a list per field.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};

#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    body: Value,
    retry_after: Option<u64>,
}

impl Problem {
    fn new(status: StatusCode, body: Value) -> Self {
        Self { status, body, retry_after: None }
    }

    /// `{"detail": …}`, as the framework below speaks.
    pub(super) fn detail(status: StatusCode, detail: impl Into<String>) -> Self {
        Self::new(status, json!({ "detail": detail.into() }))
    }

    fn error(status: StatusCode, error: &str) -> Self {
        Self::new(status, json!({ "error": error }))
    }

    /// 400 for one field of a body.
    pub(super) fn field(field: &str, message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, json!({ field: [message] }))
    }

    /// 401: no key at all.
    pub(super) fn no_key() -> Self {
        Self::detail(StatusCode::UNAUTHORIZED, "Authentication credentials were not provided.")
    }

    /// 403, not 401: the service answers so to a key it does not know.
    pub(super) fn bad_key() -> Self {
        Self::detail(StatusCode::FORBIDDEN, "Given API token is not valid")
    }

    /// 402: the plan of the workspace lacks the feature. The service's own sentence is not published.
    pub(super) fn plan() -> Self {
        Self::error(StatusCode::PAYMENT_REQUIRED, "Payment required")
    }

    pub(super) fn forbidden() -> Self {
        Self::detail(StatusCode::FORBIDDEN, "You do not have permission to perform this action.")
    }

    /// 404: there is no such route on this server.
    pub(super) fn no_page() -> Self {
        Self::error(StatusCode::NOT_FOUND, "Page not found.")
    }

    /// 404: there is no such thing.
    pub(super) fn unknown() -> Self {
        Self::error(StatusCode::NOT_FOUND, "The requested resource does not exist.")
    }

    /// 404 of list and create: the project's switch is off.
    pub(super) fn tracking_off() -> Self {
        Self::error(StatusCode::NOT_FOUND, "Worklog is not enabled for the project")
    }

    /// 404 of change and delete: either of two things, and the answer does not tell which.
    pub(super) fn gone_or_off() -> Self {
        Self::error(StatusCode::NOT_FOUND, "Worklog not found or time tracking disabled")
    }

    pub(super) fn too_large() -> Self {
        Self::error(StatusCode::PAYLOAD_TOO_LARGE, "REQUEST_BODY_TOO_LARGE")
    }

    /// 429. The headers of the rate limit stand only on answers that were allowed; this one says when to come back.
    pub(super) fn too_many(retry_after: u64) -> Self {
        let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, too_many_body());
        Self { retry_after: Some(retry_after), ..problem }
    }
}

/// The body of a 429.
pub(super) fn too_many_body() -> Value {
    json!({ "error_code": 5900, "error_message": "RATE_LIMIT_EXCEEDED" })
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body)).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
