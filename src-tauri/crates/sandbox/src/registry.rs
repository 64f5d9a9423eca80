//! The one list of APIs, and what the rest of the sandbox asks of each.

use std::sync::Arc;

use axum::Router;
use http::{Method, StatusCode};
use serde_json::Value;

use crate::alignsoft::Alignsoft;
use crate::awork::Awork;
use crate::clockify::Clockify;
use crate::plane::Plane;
use crate::record::Record;
use crate::redmine::Redmine;
use crate::sandbox::{Clock, Options};
use crate::yandex::Yandex;

/// Every API of the sandbox. A new one is its folder and a line here.
pub(crate) fn all(options: &Options, clock: &Clock) -> Vec<Arc<dyn Api>> {
    vec![
        Arc::new(Clockify::new(options, clock)),
        Arc::new(Yandex::new(clock)),
        Arc::new(Alignsoft::new(options, clock)),
        Arc::new(Plane::new(options, clock)),
        Arc::new(Awork::new(options, clock)),
        Arc::new(Redmine::new(clock)),
    ]
}

/// One tracker API: its routes and what it holds. The same requests at the same times always make the same of it, and it
/// answers without waiting for anything.
pub(crate) trait Api: Send + Sync {
    /// The name faults and records use.
    fn name(&self) -> &'static str;
    /// The path under which its routes live.
    fn mount(&self) -> &'static str;
    /// Its routes, relative to the mount.
    fn router(self: Arc<Self>) -> Router;
    /// What people do on the tracker's own pages and no client can; under `/_sandbox/{name}`.
    fn pages(self: Arc<Self>) -> Router {
        Router::new()
    }
    /// Whether a request can change something; searches by POST do not.
    fn writes(&self, method: &Method, path: &str) -> bool;
    /// The body this API gives to an answer that no route produced.
    fn error_body(&self, status: StatusCode, message: &str) -> Value;
    /// The headers that carry a caller's secret, in lower case.
    fn secret_headers(&self) -> &'static [&'static str] {
        &["authorization", "x-api-key"]
    }
    /// What it holds now.
    fn records(&self) -> Vec<Record>;
    /// Back to the sample data.
    fn reset(&self);
}
