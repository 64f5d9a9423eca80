//! The search: issues with all the words in their subject, as titles made for reading.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::access::Caller;
use super::issues::Issue;
use super::{Redmine, page};
use crate::pairs::Pairs;

pub(super) fn routes() -> Router<Arc<Redmine>> {
    Router::new().route("/search.json", get(search))
}

/// Words of one character are left aside; without any other nothing is found.
async fn search(Shared(api): Shared<Arc<Redmine>>, caller: Caller, query: Pairs) -> Json<Value> {
    let text = query.get("q").unwrap_or_default().to_lowercase();
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().count() > 1).collect();
    api.with(|state| {
        let holds = |issue: &&Issue| {
            let subject = issue.subject.to_lowercase();
            !words.is_empty() && words.iter().all(|word| subject.contains(word))
        };
        let found: Vec<&Issue> = state.visible_issues(caller).filter(holds).collect();
        page::page(&query, "results", found, |issue| {
            let status = if issue.closed { "Closed" } else { "New" };
            json!({
                "id": issue.id,
                "title": format!("Bug #{} ({status}): {}", issue.id, issue.subject),
                "type": if issue.closed { "issue closed" } else { "issue" },
                "url": format!("http://127.0.0.1/issues/{}", issue.id),
                "description": null,
                "datetime": "2026-03-02T12:00:00Z",
            })
        })
    })
}
