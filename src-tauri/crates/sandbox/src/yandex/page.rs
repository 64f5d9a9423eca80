//! Yandex Tracker's two kinds of paging: by page number with totals in headers, and relative to the last id seen.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use serde_json::Value;

use super::address;
use super::problem::Problem;
use crate::pairs::Pairs;

/// More is never given at once, whatever is asked for: clients report 50 to 100, so none may rely on one big page.
const MOST: usize = 100;
const DEFAULT: usize = 50;

pub(super) fn per_page(query: &Pairs) -> Result<usize, Problem> {
    Ok(count(query, "perPage", DEFAULT)?.min(MOST))
}

fn count(query: &Pairs, name: &str, default: usize) -> Result<usize, Problem> {
    let Some(text) = query.get(name) else { return Ok(default) };
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| Problem::bad_value(name, format!("{text:?} is not a positive number")))
}

/// `page` and `perPage` of `items`, with `X-Total-Pages` and `X-Total-Count`.
pub(super) fn numbered<T>(
    query: &Pairs,
    items: Vec<T>,
    show: impl FnMut(T) -> Value,
) -> Result<Response, Problem> {
    let size = per_page(query)?;
    let before = (count(query, "page", 1)? - 1).saturating_mul(size);
    let total = items.len();
    let page: Vec<Value> = items.into_iter().skip(before).take(size).map(show).collect();
    let headers = [
        ("X-Total-Pages", HeaderValue::from(total.div_ceil(size))),
        ("X-Total-Count", HeaderValue::from(total)),
    ];
    Ok((headers, Json(page)).into_response())
}

/// The first `perPage` of `items`, whose ids must ascend, after the one in `id`.
///
/// A `Link` to the next page stands on every page that is not empty, the last one too, as it does at the service: only
/// an empty page ends the list.
pub(super) fn relative<T>(
    query: &Pairs,
    path: &str,
    items: impl Iterator<Item = (u64, T)>,
    show: impl Fn(T) -> Value,
) -> Result<Response, Problem> {
    let size = per_page(query)?;
    let after = match query.get("id") {
        Some(text) => {
            let id = text.parse::<u64>();
            Some(id.map_err(|_| Problem::bad_value("id", format!("{text:?} is not the id of a record")))?)
        }
        None => None,
    };
    let page: Vec<_> = items.filter(|(id, _)| after.is_none_or(|after| *id > after)).take(size).collect();
    let next = page.last().map(|(id, _)| *id);
    let body = Json(page.into_iter().map(|(_, item)| show(item)).collect::<Vec<_>>());
    Ok(match next {
        Some(last) => {
            let link = format!("<{}?perPage={size}&id={last}>; rel=\"next\"", address(path));
            ([("Link", link)], body).into_response()
        }
        None => body.into_response(),
    })
}
