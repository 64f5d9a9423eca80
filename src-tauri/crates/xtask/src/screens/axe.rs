//! The rules of axe-core, held against the page in the engine that shows it.

use std::fs;

use anyhow::{Context, Result};
use serde_json::json;

use crate::step;
use crate::webdriver::Page;

/// The library, as the page's own tests have it.
pub(super) fn source() -> Result<String> {
    let file = step::root().join("ui/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file).with_context(|| format!("{} is there after npm ci in ui", file.display()))
}

/// What the view that is shown breaks: the rule and the elements.
pub(super) fn violations(page: &Page, source: &str) -> Result<Vec<String>> {
    if page.script("return typeof axe")? == "undefined" {
        page.script(&format!("window.eval ??= undefined; {source}; window.axe = axe"))?;
    }
    let found = page.script_later(
        "const done = arguments[arguments.length - 1];
         axe.run(document, { resultTypes: ['violations'] }).then(
             ({ violations }) => done(violations.map((one) =>
                 `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.any[0]?.message ?? ''}`).join('; ')}`)),
             (error) => done([String(error)]))",
        &json!([]),
    )?;
    let rows = found.as_array().into_iter().flatten();
    Ok(rows.filter_map(|row| row.as_str().map(str::to_owned)).collect())
}
