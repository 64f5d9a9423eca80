//! Users: tokens, organisations, and the several ids one person has.

use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::extract::State as Shared;
use axum::routing::get;
use serde_json::{Value, json};

use super::access::Caller;
use super::{Yandex, address};

/// The organisation a user belongs to, by the header that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Organisation {
    /// Yandex 360: `X-Org-ID`.
    Business360(&'static str),
    /// Yandex Cloud Organization: `X-Cloud-Org-ID`.
    Cloud(&'static str),
}

/// What a user may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum License {
    Full,
    ReadOnly,
}

pub(super) struct User {
    pub(super) oauth_token: &'static str,
    pub(super) iam_token: Option<&'static str>,
    pub(super) organisation: Organisation,
    pub(super) license: License,
    pub(super) uid: u64,
    pub(super) tracker_uid: u64,
    pub(super) cloud_uid: Option<&'static str>,
    pub(super) login: &'static str,
    pub(super) first_name: &'static str,
    pub(super) last_name: &'static str,
}

impl User {
    /// The id that stands in `createdBy`: the uid for Yandex 360, the cloud's own id for the cloud.
    pub(super) fn author_id(&self) -> String {
        self.cloud_uid.map_or_else(|| self.uid.to_string(), str::to_owned)
    }

    pub(super) fn display(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// Whether this text names the user: the login, or any of the ids.
    pub(super) fn is_named(&self, text: &str) -> bool {
        text == self.login
            || text == self.uid.to_string()
            || text == self.tracker_uid.to_string()
            || Some(text) == self.cloud_uid
    }

    /// A reference to the user inside other objects.
    pub(super) fn refer(&self) -> Value {
        let id = self.author_id();
        json!({ "self": address(&format!("users/{id}")), "id": id, "display": self.display() })
    }

    fn show(&self) -> Value {
        let mut user = json!({
            "self": address(&format!("users/{}", self.uid)),
            "uid": self.uid,
            "login": self.login,
            "trackerUid": self.tracker_uid,
            "passportUid": self.uid,
            "firstName": self.first_name,
            "lastName": self.last_name,
            "display": self.display(),
            "email": format!("{}@sandbox.example", self.login),
            "external": false,
            "hasLicense": self.license == License::Full,
            "dismissed": false,
            "useNewFilters": true,
        });
        if let Some(cloud) = self.cloud_uid {
            user["cloudUid"] = cloud.into();
        }
        user
    }
}

pub(super) fn routes() -> Router<Arc<Yandex>> {
    Router::new().route("/myself", get(myself))
}

async fn myself(Shared(api): Shared<Arc<Yandex>>, caller: Caller) -> Json<Value> {
    Json(api.with(|state| state.users[caller.user].show()))
}
