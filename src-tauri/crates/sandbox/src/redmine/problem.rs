//! Redmine's error answers: reasons for what it does not take, a page for what it does not know, else no body at all.

use axum::Json;
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::json;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    /// 400: no JSON.
    Unreadable,
    /// 401: a key nobody has, or none.
    Stranger,
    /// 403: no right, a module that is off, a closed project.
    Forbidden,
    /// 404: there is no such thing.
    Unknown,
    /// 404: there is no such route.
    NoPage,
    /// 422: what is wrong, sentence by sentence.
    Invalid(Vec<String>),
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let json = HeaderValue::from_static("application/json");
        let bare = |status: StatusCode| {
            let mut response = status.into_response();
            response.headers_mut().insert(header::CONTENT_TYPE, json.clone());
            response
        };
        match self {
            Self::Unreadable => StatusCode::BAD_REQUEST.into_response(),
            Self::Stranger => {
                let mut response = bare(StatusCode::UNAUTHORIZED);
                let realm = HeaderValue::from_static("Basic realm=\"Redmine API\"");
                response.headers_mut().insert(header::WWW_AUTHENTICATE, realm);
                response
            }
            Self::Forbidden => bare(StatusCode::FORBIDDEN),
            Self::Unknown => bare(StatusCode::NOT_FOUND),
            Self::NoPage => {
                let page = "<!DOCTYPE html>\n<html><head><title>Redmine 404 error</title></head></html>\n";
                (StatusCode::NOT_FOUND, Html(page)).into_response()
            }
            Self::Invalid(errors) => {
                (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "errors": errors }))).into_response()
            }
        }
    }
}
