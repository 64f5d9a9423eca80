//! awork's error answers: a code, a sentence, and what is wrong with which field.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode};
use serde_json::{Value, json};

/// The number of a request, by which the service's people find it.
const TRACE: &str = "a65ce5745df02af216715ff06661fb3a";

#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    code: &'static str,
    description: String,
    details: Vec<String>,
    fields: Vec<(String, String)>,
}

impl Problem {
    pub(super) fn new(status: StatusCode, code: &'static str, description: impl Into<String>) -> Self {
        Self { status, code, description: description.into(), details: Vec::new(), fields: Vec::new() }
    }

    fn because(self, detail: impl Into<String>) -> Self {
        Self { details: vec![detail.into()], ..self }
    }

    /// 401: no token, or one that is not known.
    pub(super) fn unknown_token() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "workspaceid-missing", "The token is invalid.")
    }

    /// 401: the token was good once. The code is the one of missing rights.
    pub(super) fn expired() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", "The access was denied.")
            .because("The token expired.")
    }

    /// 401: the user was deactivated.
    pub(super) fn deactivated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "deactivated-user", "The user is deactivated.")
    }

    /// 401: the token is good, and the user has no right to this.
    pub(super) fn no_right(right: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", "The access was denied.")
            .because(format!("Missing permission: {right}."))
    }

    pub(super) fn no_route() -> Self {
        let description = "There is no matching path for this URL.";
        Self::new(StatusCode::NOT_FOUND, "not-found", description)
    }

    pub(super) fn unknown(what: &str, id: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "The entity does not exist.")
            .because(format!("No {what} with the id '{id}' exists."))
    }

    /// 400: a field is missing or not what it should be.
    pub(super) fn field(property: &str, message: &str) -> Self {
        let problem = Self::new(StatusCode::BAD_REQUEST, "validation-failed", "The model is invalid.");
        Self { fields: vec![(property.to_owned(), message.to_owned())], ..problem }
    }

    /// 400: it makes no sense as a whole.
    pub(super) fn model(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid-model", "The model is invalid.").because(detail)
    }

    /// 400: it makes sense and is not to be. Which code the service gives for its settings is not published.
    pub(super) fn operation(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid-operation", "The operation is not allowed.")
            .because(detail)
    }

    pub(super) fn archived(what: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "entity-archived", "The entity is archived.")
            .because(format!("The {what} is archived."))
    }

    /// 400: `filterby` or `orderby` is not understood.
    pub(super) fn filter(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid-filter-or-order", "The filter or order is invalid.")
            .because(detail)
    }
}

/// The body of an error.
pub(super) fn body(code: &str, description: &str) -> Value {
    json!({
        "code": code,
        "description": description,
        "link": "https://developers.awork.com",
        "traceId": TRACE,
        "details": [],
    })
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = body(self.code, &self.description);
        body["details"] = self.details.into();
        let fields = self.fields.into_iter();
        let fields: Vec<Value> =
            fields.map(|(property, message)| json!({ "property": property, "message": message })).collect();
        if !fields.is_empty() {
            body["validationErrors"] = fields.into();
        }
        let mut response = (self.status, Json(body)).into_response();
        response.headers_mut().insert("trace-id", HeaderValue::from_static(TRACE));
        response
    }
}
