//! Plane's paging: a cursor `per_page:page:is_prev`, and an envelope that says whether another page follows.

use axum::Json;
use http::StatusCode;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::pairs::Pairs;

/// As documented; the community source would take more.
const MOST: usize = 100;

/// One page of `items`.
pub(super) fn page<T>(
    query: &Pairs,
    items: Vec<T>,
    show: impl FnMut(T) -> Value,
) -> Result<Json<Value>, Problem> {
    let per_page = per_page(query)?;
    let place = place(query)?;
    let total = items.len();
    let first = place.saturating_mul(per_page);
    let results: Vec<Value> = items.into_iter().skip(first).take(per_page).map(show).collect();
    Ok(Json(json!({
        "grouped_by": null,
        "sub_grouped_by": null,
        "total_count": total,
        "next_cursor": format!("{per_page}:{}:0", place + 1),
        // Before the first page stands one that is never asked for.
        "prev_cursor": match place.checked_sub(1) {
            Some(before) => format!("{per_page}:{before}:1"),
            None => format!("{per_page}:-1:1"),
        },
        "next_page_results": first + results.len() < total,
        "prev_page_results": place > 0,
        "count": results.len(),
        "total_pages": total.div_ceil(per_page),
        "total_results": total,
        "extra_stats": null,
        "results": results,
    })))
}

fn per_page(query: &Pairs) -> Result<usize, Problem> {
    let refuse = |detail: String| Problem::detail(StatusCode::BAD_REQUEST, detail);
    let Some(text) = query.get("per_page") else { return Ok(MOST) };
    match text.parse::<usize>() {
        Ok(count) if count > MOST => Err(refuse(format!("Invalid per_page value. Cannot exceed {MOST}."))),
        Ok(count) if count > 0 => Ok(count),
        _ => Err(refuse("Invalid per_page parameter.".to_owned())),
    }
}

fn place(query: &Pairs) -> Result<usize, Problem> {
    let Some(text) = query.get("cursor") else { return Ok(0) };
    let parts: Vec<&str> = text.split(':').collect();
    let place = match parts.as_slice() {
        [_, place, "0" | "1"] => place.parse().ok(),
        _ => None,
    };
    place.ok_or_else(|| Problem::detail(StatusCode::BAD_REQUEST, "Invalid cursor parameter."))
}
