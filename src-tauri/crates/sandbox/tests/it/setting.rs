//! A sandbox with a clock that stands still, and clients that speak to it.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::{HeaderMap, Request, StatusCode};
use sandbox::alignsoft::samples as alignsoft;
use sandbox::awork::samples as awork;
use sandbox::clockify::samples as clockify;
use sandbox::plane::samples as plane;
use sandbox::yandex::samples as yandex;
use sandbox::{Lost, Options, Sandbox};
use serde_json::Value;

pub(crate) const NOW: &str = "2026-09-03T10:00:00.417Z";

#[derive(Clone)]
pub(crate) struct Setting {
    pub(crate) sandbox: Sandbox,
    now: Arc<Mutex<DateTime<Utc>>>,
}

impl Setting {
    pub(crate) fn new() -> Self {
        Self::with(Options::default())
    }

    pub(crate) fn in_zone(zone: chrono_tz::Tz) -> Self {
        Self::with(Options { account_zone: zone, ..Options::default() })
    }

    pub(crate) fn with(options: Options) -> Self {
        let now = Arc::new(Mutex::new(NOW.parse().unwrap()));
        let clock = Arc::clone(&now);
        let sandbox = Sandbox::new(options, Arc::new(move || *clock.lock().unwrap()));
        Self { sandbox, now }
    }

    pub(crate) fn set_clock(&self, now: &str) {
        *self.now.lock().unwrap() = now.parse().unwrap();
    }

    pub(crate) fn clockify(&self) -> Client {
        self.client("/clockify/api/v1", &[("X-Api-Key", clockify::KEY)])
    }

    pub(crate) fn second_clockify(&self) -> Client {
        self.client("/clockify/api/v1", &[("X-Api-Key", clockify::SECOND_KEY)])
    }

    pub(crate) fn yandex(&self) -> Client {
        self.yandex_as(yandex::TOKEN)
    }

    pub(crate) fn yandex_as(&self, token: &str) -> Client {
        let authorization = format!("OAuth {token}");
        self.client("/yandex/v3", &[("Authorization", &authorization), ("X-Org-ID", yandex::ORG)])
    }

    pub(crate) fn alignsoft(&self) -> Client {
        self.alignsoft_as(alignsoft::KEY)
    }

    pub(crate) fn alignsoft_as(&self, key: &str) -> Client {
        self.client("/alignsoft/api/v1", &[("Authorization", &format!("Bearer {key}"))])
    }

    pub(crate) fn awork(&self) -> Client {
        self.awork_as(awork::TOKEN)
    }

    pub(crate) fn awork_as(&self, token: &str) -> Client {
        self.client("/awork/api/v1", &[("Authorization", &format!("Bearer {token}"))])
    }

    pub(crate) fn plane(&self) -> Client {
        self.plane_as(plane::KEY)
    }

    pub(crate) fn plane_as(&self, key: &str) -> Client {
        self.client("/plane/api/v1", &[("X-API-Key", key)])
    }

    pub(crate) fn client(&self, root: &'static str, headers: &[(&str, &str)]) -> Client {
        let owned = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Client { sandbox: self.sandbox.clone(), root, headers: owned.collect() }
    }
}

pub(crate) struct Client {
    sandbox: Sandbox,
    root: &'static str,
    headers: Vec<(String, String)>,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    /// The parts of an error that clients read.
    pub(crate) fn code(&self) -> (u16, Option<u64>) {
        (self.status.as_u16(), self.body["code"].as_u64())
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn id(&self) -> String {
        match &self.body["id"] {
            Value::String(id) => id.clone(),
            id => id.to_string(),
        }
    }

    /// One field of every item of a list.
    pub(crate) fn each(&self, field: &str) -> Vec<String> {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        self.body.as_array().unwrap().iter().map(|item| text(&item[field])).collect()
    }
}

impl Client {
    pub(crate) fn request(&self, method: &str, path: &str, body: &str) -> Request<Bytes> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.root));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        request.body(Bytes::copy_from_slice(body.as_bytes())).unwrap()
    }

    pub(crate) async fn try_send(&self, method: &str, path: &str, body: &Value) -> Result<Answer, Lost> {
        let text = if body.is_null() { String::new() } else { body.to_string() };
        let (parts, body) = self.sandbox.call(self.request(method, path, &text)).await?.into_parts();
        let body = if body.is_empty() { Value::Null } else { serde_json::from_slice(&body).unwrap() };
        Ok(Answer { status: parts.status, headers: parts.headers, body })
    }

    pub(crate) async fn send(&self, method: &str, path: &str, body: Value) -> Answer {
        self.try_send(method, path, &body).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, Value::Null).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send("POST", path, body).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.send("PUT", path, body).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send("PATCH", path, body).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, Value::Null).await
    }
}

/// `/workspaces/{id}/time-entries`.
pub(crate) fn entries(workspace: &str) -> String {
    format!("/workspaces/{workspace}/time-entries")
}

/// `/workspaces/{id}/user/{user}/time-entries`.
pub(crate) fn entries_of(workspace: &str, user: &str) -> String {
    format!("/workspaces/{workspace}/user/{user}/time-entries")
}
