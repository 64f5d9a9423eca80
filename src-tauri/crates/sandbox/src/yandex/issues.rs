//! Issues: what work is logged on, read by key, by id, or searched.

use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::access::{Caller, Payload};
use super::problem::Problem;
use super::query::{Direction, Field, Query, Sort, Wanted};
use super::{State, Yandex, address, duration, moment, page};
use crate::pairs::Pairs;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Open,
    InProgress,
    /// Resolved: the only one with a resolution.
    Closed,
}

impl Status {
    fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "inProgress",
            Self::Closed => "closed",
        }
    }

    fn display(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::InProgress => "In progress",
            Self::Closed => "Closed",
        }
    }
}

/// Whether the issue still takes changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Editing {
    Possible,
    /// Its version has reached the limit: every change is answered with 423.
    Blocked,
}

pub(super) struct Issue {
    pub(super) id: &'static str,
    pub(super) key: &'static str,
    /// Keys from queues it lived in before; they still find it.
    pub(super) former_keys: &'static [&'static str],
    pub(super) queue: &'static str,
    pub(super) summary: &'static str,
    pub(super) status: Status,
    pub(super) author: usize,
    pub(super) assignee: Option<usize>,
    pub(super) editing: Editing,
    pub(super) estimated_seconds: u32,
    pub(super) version: u64,
    pub(super) updated_at: DateTime<Utc>,
}

impl Issue {
    /// A reference to the issue inside other objects.
    pub(super) fn refer(&self) -> Value {
        json!({
            "self": address(&format!("issues/{}", self.key)),
            "id": self.id,
            "key": self.key,
            "display": self.summary,
        })
    }

    fn is_called(&self, name: &str) -> bool {
        self.id == name || self.key == name || self.former_keys.contains(&name)
    }

    fn show(&self, state: &State) -> Value {
        let spent = state.spent_on(self.id);
        let mut issue = json!({
            "self": address(&format!("issues/{}", self.key)),
            "id": self.id,
            "key": self.key,
            "aliases": self.former_keys,
            "version": self.version,
            "summary": self.summary,
            "status": { "id": "1", "key": self.status.key(), "display": self.status.display() },
            "queue": state.queues.iter().find(|queue| queue.key == self.queue).map(super::Queue::refer),
            "createdBy": state.users[self.author].refer(),
            "updatedAt": moment::write(self.updated_at),
            "originalEstimation": duration::write(self.estimated_seconds),
            "estimation": duration::write(self.estimated_seconds.saturating_sub(spent)),
            "spent": duration::write(spent),
        });
        if let Some(assignee) = self.assignee {
            issue["assignee"] = state.users[assignee].refer();
        }
        if self.status == Status::Closed {
            issue["resolution"] = json!({ "id": "1", "key": "fixed", "display": "Fixed" });
        }
        issue
    }

    fn has(&self, state: &State, me: usize, field: Field, wanted: &Wanted) -> bool {
        let person = |user: Option<usize>| match wanted {
            Wanted::Text(text) => user.is_some_and(|user| state.users[user].is_named(text)),
            Wanted::Me => user == Some(me),
            Wanted::Empty => user.is_none(),
            Wanted::NotEmpty => user.is_some(),
        };
        let resolved = self.status == Status::Closed;
        let text = |is: &dyn Fn(&str) -> bool| match wanted {
            Wanted::Text(text) => is(text),
            Wanted::NotEmpty => true,
            Wanted::Me | Wanted::Empty => false,
        };
        match field {
            Field::Assignee => person(self.assignee),
            Field::Author => person(Some(self.author)),
            Field::Resolution => match wanted {
                Wanted::Empty => !resolved,
                Wanted::NotEmpty => resolved,
                Wanted::Text(text) => resolved && text.eq_ignore_ascii_case("fixed"),
                Wanted::Me => false,
            },
            Field::Summary => text(&|text| self.summary.to_lowercase().contains(&text.to_lowercase())),
            Field::Key => text(&|text| self.key == text),
            Field::Queue => text(&|text| self.queue == text),
            Field::Status => text(&|text| [self.status.key(), self.status.display()].contains(&text)),
        }
    }
}

impl State {
    /// By key, former key or id.
    pub(super) fn issue(&self, name: &str) -> Result<&Issue, Problem> {
        let found = self.issues.iter().find(|issue| issue.is_called(name));
        found.ok_or_else(|| Problem::unknown("Issue does not exist."))
    }
}

pub(super) fn routes() -> Router<Arc<Yandex>> {
    Router::new()
        .route("/issues/_search", post(search))
        .route("/issues/_count", post(count))
        .route("/issues/{issue}", get(read))
}

async fn read(
    Shared(api): Shared<Arc<Yandex>>,
    _: Caller,
    Path(name): Path<String>,
) -> Result<Json<Value>, Problem> {
    api.with(|state| Ok(Json(state.issue(&name)?.show(state))))
}

/// Exactly one of the four ways to search.
#[derive(Deserialize)]
struct Search {
    queue: Option<String>,
    keys: Option<Keys>,
    filter: Option<Map<String, Value>>,
    query: Option<String>,
    order: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Keys {
    One(String),
    Many(Vec<String>),
}

async fn search(
    Shared(api): Shared<Arc<Yandex>>,
    caller: Caller,
    pairs: Pairs,
    Payload(search): Payload<Search>,
) -> Result<Response, Problem> {
    api.with(|state| page::numbered(&pairs, search.run(state, caller.user)?, |issue| issue.show(state)))
}

async fn count(
    Shared(api): Shared<Arc<Yandex>>,
    caller: Caller,
    Payload(search): Payload<Search>,
) -> Result<Json<usize>, Problem> {
    api.with(|state| Ok(Json(search.run(state, caller.user)?.len())))
}

impl Search {
    fn run<'a>(&self, state: &'a State, me: usize) -> Result<Vec<&'a Issue>, Problem> {
        let found =
            |wanted: &dyn Fn(&Issue) -> bool| state.issues.iter().filter(|issue| wanted(issue)).collect();
        if self.order.is_some() && self.filter.is_none() {
            return Err(Problem::bad_request("The order can only be given together with a filter."));
        }
        match (&self.queue, &self.keys, &self.filter, &self.query) {
            (Some(queue), None, None, None) => Ok(found(&|issue| issue.queue == queue)),
            (None, Some(Keys::One(key)), None, None) => Ok(found(&|issue| issue.key == key)),
            (None, Some(Keys::Many(keys)), None, None) => {
                Ok(found(&|issue| keys.iter().any(|key| issue.key == key)))
            }
            (None, None, Some(filter), None) => self.filtered(state, me, filter),
            (None, None, None, Some(query)) => {
                let query = Query::parse(query).map_err(|message| Problem::bad_value("query", message))?;
                let holds = |issue: &Issue| query.holds(&|field, wanted| issue.has(state, me, field, wanted));
                let mut issues = found(&holds);
                if let Some(sort) = query.sort {
                    order(&mut issues, sort);
                }
                Ok(issues)
            }
            _ => Err(Problem::bad_request("You can only use keys, a queue, or a search query")),
        }
    }

    fn filtered<'a>(
        &self,
        state: &'a State,
        me: usize,
        filter: &Map<String, Value>,
    ) -> Result<Vec<&'a Issue>, Problem> {
        let mut issues: Vec<&Issue> = state.issues.iter().collect();
        for (name, value) in filter {
            let field =
                Field::named(name).ok_or_else(|| Problem::bad_value(name, "There is no such field."))?;
            let text = value.as_str().ok_or_else(|| Problem::bad_value(name, "A text is expected."))?;
            let wanted = Wanted::of(text);
            issues.retain(|issue| issue.has(state, me, field, &wanted));
        }
        let orders = match &self.order {
            Some(Value::Array(orders)) => orders.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        for written in orders.iter().rev() {
            let sort = written.as_str().and_then(Sort::signed);
            order(&mut issues, sort.ok_or_else(|| Problem::bad_value("order", "\"+updated\" is expected."))?);
        }
        Ok(issues)
    }
}

fn order(issues: &mut [&Issue], sort: Sort) {
    match sort {
        Sort::Updated(_) => issues.sort_by_key(|issue| issue.updated_at),
        Sort::Key(_) => issues.sort_by_key(|issue| issue.key),
    }
    let (Sort::Updated(direction) | Sort::Key(direction)) = sort;
    if direction == Direction::Descending {
        issues.reverse();
    }
}
