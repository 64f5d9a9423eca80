//! awork's lists: `filterby`, `orderby`, then `page` from 1 and `pageSize` up to 1000, with the total in a header.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use serde_json::Value;

use super::filter::{Fields, Filter, at};
use super::problem::Problem;
use crate::pairs::Pairs;

const MOST: usize = 1000;
/// As the vendor's OpenAPI file has it; its prose says 1000.
const DEFAULT: usize = 10;

/// The asked page of the rows. Query parameters that do not exist are ignored. `me` is the caller's id.
pub(super) fn answer(
    query: &Pairs,
    mut rows: Vec<Value>,
    fields: Fields,
    me: &str,
) -> Result<Response, Problem> {
    if let Some(text) = query.get("filterby").filter(|text| !text.trim().is_empty()) {
        let filter = Filter::parse(text, fields, me).map_err(Problem::filter)?;
        rows.retain(|row| filter.holds(row));
    }
    if let Some(text) = query.get("orderby").filter(|text| !text.trim().is_empty()) {
        sort(&mut rows, text, fields)?;
    }
    let (page, size) = (count(query, "page", 1)?, count(query, "pageSize", DEFAULT)?);
    if size > MOST {
        return Err(Problem::field("pageSize", "must be at most 1000"));
    }
    let total = rows.len();
    let before = (page - 1).saturating_mul(size);
    let shown: Vec<Value> = rows.into_iter().skip(before).take(size).collect();
    let headers =
        [("aw-page", page), ("aw-pagesize", size), ("aw-items", shown.len()), ("aw-totalitems", total)];
    let mut response = Json(shown).into_response();
    for (name, count) in headers {
        response.headers_mut().insert(name, HeaderValue::from(count));
    }
    Ok(response)
}

/// By the last key first, so that the first decides.
fn sort(rows: &mut [Value], text: &str, fields: Fields) -> Result<(), Problem> {
    let mut keys = Vec::new();
    for key in text.split(',') {
        let (name, direction) = key.split_once(' ').unwrap_or((key, "asc"));
        let field = fields.iter().find(|(known, _)| *known == name);
        let (field, _) = field.ok_or_else(|| Problem::filter(format!("There is no property {name:?}.")))?;
        match direction.trim() {
            "asc" => keys.push((*field, false)),
            "desc" => keys.push((*field, true)),
            other => return Err(Problem::filter(format!("There is no direction {other:?}."))),
        }
    }
    for (field, descending) in keys.into_iter().rev() {
        let key = |row: &Value| {
            let value = at(row, field);
            (value.as_i64().unwrap_or_default(), value.as_str().unwrap_or_default().to_lowercase())
        };
        rows.sort_by(|one, other| {
            let order = key(one).cmp(&key(other));
            if descending { order.reverse() } else { order }
        });
    }
    Ok(())
}

fn count(query: &Pairs, name: &str, default: usize) -> Result<usize, Problem> {
    let Some(text) = query.get(name) else { return Ok(default) };
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| Problem::field(name, "must be a positive whole number"))
}
