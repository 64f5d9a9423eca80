//! Queues: where issues live.

use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use super::access::Caller;
use super::problem::Problem;
use super::{Yandex, address, page};
use crate::pairs::Pairs;

pub(super) struct Queue {
    pub(super) id: u64,
    pub(super) key: &'static str,
    pub(super) name: &'static str,
}

impl Queue {
    fn show(&self) -> Value {
        let mut queue = self.refer();
        queue["id"] = self.id.into();
        queue["version"] = 1.into();
        queue["name"] = self.name.into();
        queue
    }

    /// A reference to the queue inside other objects.
    pub(super) fn refer(&self) -> Value {
        json!({
            "self": address(&format!("queues/{}", self.key)),
            "id": self.id.to_string(),
            "key": self.key,
            "display": self.name,
        })
    }
}

pub(super) fn routes() -> Router<Arc<Yandex>> {
    Router::new().route("/queues", get(list)).route("/queues/{queue}", get(read))
}

async fn list(Shared(api): Shared<Arc<Yandex>>, _: Caller, query: Pairs) -> Result<Response, Problem> {
    api.with(|state| page::numbered(&query, state.queues.iter().collect(), Queue::show))
}

async fn read(
    Shared(api): Shared<Arc<Yandex>>,
    _: Caller,
    Path(key): Path<String>,
) -> Result<Json<Value>, Problem> {
    api.with(|state| {
        let found = state.queues.iter().find(|queue| queue.key == key || queue.id.to_string() == key);
        found.map(|queue| Json(queue.show())).ok_or_else(|| Problem::unknown("Queue does not exist."))
    })
}
