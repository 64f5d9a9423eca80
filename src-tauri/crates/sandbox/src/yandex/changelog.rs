//! The history of an issue, as far as worklogs go: created (from nothing), changed, deleted (to nothing).

use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::extract::{Path, State as Shared};
use axum::routing::get;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::access::Caller;
use super::problem::Problem;
use super::{State, Yandex, address, duration, moment, page};
use crate::pairs::Pairs;

/// One side of a change.
#[derive(Debug, Clone, Copy)]
pub(super) struct Logged {
    pub(super) start: DateTime<Utc>,
    pub(super) seconds: u32,
}

impl Logged {
    fn show(self) -> Value {
        json!({ "start": moment::write(self.start), "duration": duration::write(self.seconds) })
    }
}

/// A change of one worklog.
pub(super) struct Change {
    pub(super) issue: &'static str,
    pub(super) worklog: u64,
    pub(super) author: usize,
    pub(super) at: DateTime<Utc>,
    pub(super) from: Option<Logged>,
    pub(super) to: Option<Logged>,
}

impl Change {
    fn show(&self, state: &State, place: usize, issue: &str) -> Value {
        json!({
            "id": id(place),
            "self": address(&format!("issues/{issue}/changelog/{}", id(place))),
            "updatedAt": moment::write(self.at),
            "updatedBy": state.users[self.author].refer(),
            "type": "IssueWorklogUpdated",
            "transport": "api",
            "worklog": [{
                "record": {
                    "self": address(&format!("issues/{issue}/worklog/{}", self.worklog)),
                    "id": self.worklog.to_string(),
                },
                "from": self.from.map(Logged::show),
                "to": self.to.map(Logged::show),
            }],
        })
    }
}

fn id(place: usize) -> String {
    format!("{:024x}", place + 1)
}

pub(super) fn routes() -> Router<Arc<Yandex>> {
    Router::new().route("/issues/{issue}/changelog", get(list))
}

async fn list(
    Shared(api): Shared<Arc<Yandex>>,
    _: Caller,
    Path(name): Path<String>,
    query: Pairs,
) -> Result<Json<Value>, Problem> {
    let size = page::per_page(&query)?;
    api.with(|state| {
        let issue = state.issue(&name)?;
        let after = query.get("id").unwrap_or_default();
        let changes = state.changes.iter().enumerate().filter(|(_, change)| change.issue == issue.id);
        let page = changes.filter(|(place, _)| id(*place).as_str() > after).take(size);
        Ok(Json(page.map(|(place, change)| change.show(state, place, issue.key)).collect()))
    })
}
