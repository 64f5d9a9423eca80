//! Redmine's paging: `offset` and `limit`, and an envelope that says how many there are.

use axum::Json;
use serde_json::{Value, json};

use crate::pairs::Pairs;

/// What a page holds unless it is said, and at most.
const USUAL: usize = 25;
const MOST: usize = 100;

/// One page of `items`, which the service calls `name`. What is no number is taken for nothing said.
pub(super) fn page<T>(query: &Pairs, name: &str, items: Vec<T>, show: impl FnMut(T) -> Value) -> Json<Value> {
    let number = |name: &str| query.get(name).and_then(|text| text.parse::<usize>().ok());
    let limit = number("limit").filter(|limit| *limit > 0).unwrap_or(USUAL).min(MOST);
    let offset = number("offset").unwrap_or(0);
    let total = items.len();
    let shown: Vec<Value> = items.into_iter().skip(offset).take(limit).map(show).collect();
    Json(json!({ name: shown, "total_count": total, "offset": offset, "limit": limit }))
}
