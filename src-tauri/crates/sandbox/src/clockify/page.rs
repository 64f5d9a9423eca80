//! Clockify's paging: `page` from 1, `page-size`, and a `Last-Page` header instead of a count.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::Value;

use super::problem::Problem;
use crate::pairs::Pairs;

pub(super) struct Page {
    number: usize,
    size: usize,
}

impl Page {
    pub(super) fn of(query: &Pairs) -> Result<Self, Problem> {
        Self::with_default(query, 50)
    }

    pub(super) fn with_default(query: &Pairs, size: usize) -> Result<Self, Problem> {
        Ok(Self { number: count(query, "page", 1)?, size: count(query, "page-size", size)? })
    }

    /// A page size above the most the route declares is a bad query.
    pub(super) fn at_most(self, most: usize) -> Result<Self, Problem> {
        if self.size > most { Err(bad_query("page-size")) } else { Ok(self) }
    }

    /// This page of the items, with the header that says whether more follow.
    pub(super) fn answer<T>(&self, items: Vec<T>, show: impl FnMut(T) -> Value) -> Response {
        let before = (self.number - 1).saturating_mul(self.size);
        let last = before.saturating_add(self.size) >= items.len();
        let page: Vec<Value> = items.into_iter().skip(before).take(self.size).map(show).collect();
        ([("Last-Page", if last { "true" } else { "false" })], Json(page)).into_response()
    }
}

fn count(query: &Pairs, name: &str, default: usize) -> Result<usize, Problem> {
    let Some(text) = query.get(name) else { return Ok(default) };
    text.parse().ok().filter(|count| *count > 0).ok_or_else(|| bad_query(name))
}

/// 400/3000 for a query value of the wrong type.
pub(super) fn bad_query(name: &str) -> Problem {
    Problem::rejected(StatusCode::BAD_REQUEST, &format!("Value of parameter {name} is not supported"))
}

/// `name` and `strict-name-search` as every named list has them.
pub(super) fn name_matches(query: &Pairs, name: &str) -> bool {
    query.get("name").is_none_or(|wanted| {
        if query.says("strict-name-search") {
            name == wanted
        } else {
            name.to_lowercase().contains(&wanted.to_lowercase())
        }
    })
}

/// `archived`: left out, it lets both kinds through.
pub(super) fn archived_matches(query: &Pairs, archived: bool) -> bool {
    query.get("archived").is_none_or(|wanted| wanted == archived.to_string())
}
