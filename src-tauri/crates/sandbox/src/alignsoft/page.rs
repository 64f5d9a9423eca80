//! Align's paging: `page` from 1, `pageSize` up to 100, and an envelope with the total.

use serde_json::{Value, json};

use super::problem::Problem;
use crate::pairs::Pairs;

const MOST: usize = 100;
const DEFAULT: usize = 50;

/// The asked page of the items in its envelope.
pub(super) fn answer<T>(
    query: &Pairs,
    items: Vec<T>,
    show: impl FnMut(T) -> Value,
) -> Result<Value, Problem> {
    let (page, size) = (count(query, "page", 1)?, count(query, "pageSize", DEFAULT)?);
    if size > MOST {
        return Err(Problem::validation("pageSize", "must be at most 100"));
    }
    let total = items.len();
    let before = (page - 1).saturating_mul(size);
    let data: Vec<Value> = items.into_iter().skip(before).take(size).map(show).collect();
    Ok(json!({ "data": data, "page": page, "pageSize": size, "total": total }))
}

fn count(query: &Pairs, name: &str, default: usize) -> Result<usize, Problem> {
    let Some(text) = query.get(name) else { return Ok(default) };
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| Problem::validation(name, "must be a positive whole number"))
}
