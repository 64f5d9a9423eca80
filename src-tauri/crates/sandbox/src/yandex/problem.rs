//! Yandex Tracker's error answers: `{"statusCode","errorMessages","errors"}`.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::{Map, Value, json};

#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    messages: Vec<String>,
    fields: Map<String, Value>,
}

impl Problem {
    pub(super) fn plain(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, messages: vec![message.into()], fields: Map::new() }
    }

    fn field(status: StatusCode, field: &str, message: impl Into<String>) -> Self {
        let fields = Map::from_iter([(field.to_owned(), Value::String(message.into()))]);
        Self { status, messages: Vec::new(), fields }
    }

    /// 400: the value or its format is not what the field takes.
    pub(super) fn bad_value(field: &str, message: impl Into<String>) -> Self {
        Self::field(StatusCode::BAD_REQUEST, field, message)
    }

    /// 400 without a field.
    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::plain(StatusCode::BAD_REQUEST, message)
    }

    /// 422: a field is missing or of the wrong kind.
    pub(super) fn unprocessable(field: &str, message: impl Into<String>) -> Self {
        Self::field(StatusCode::UNPROCESSABLE_ENTITY, field, message)
    }

    /// 422: the body is no JSON of the expected shape.
    pub(super) fn unreadable(cause: &serde_json::Error) -> Self {
        Self::plain(StatusCode::UNPROCESSABLE_ENTITY, format!("The request body could not be read: {cause}"))
    }

    pub(super) fn unauthorised() -> Self {
        Self::plain(StatusCode::UNAUTHORIZED, "User is not authorised.")
    }

    pub(super) fn forbidden(message: &str) -> Self {
        Self::plain(StatusCode::FORBIDDEN, message)
    }

    pub(super) fn unknown(message: &str) -> Self {
        Self::plain(StatusCode::NOT_FOUND, message)
    }

    /// 423: the issue has been changed too often, for good.
    pub(super) fn blocked() -> Self {
        Self::plain(StatusCode::LOCKED, "The limit of changes of this issue is reached; it cannot be edited.")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = json!({
            "statusCode": self.status.as_u16(),
            "errorMessages": self.messages,
            "errors": self.fields,
        });
        (self.status, Json(body)).into_response()
    }
}
