//! Plays every adapter against the sandbox and holds each request and answer against the vendor's OpenAPI files.
//!
//! A file belongs to the tracker whose kind its name begins with: `clockify-openapi.json`. A tracker without one is
//! said to be absent.

mod allowed;
mod check;
mod document;
mod network;
mod schema;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use allowed::Allowed;
use check::deviations;
use document::Document;

fn main() -> Result<ExitCode> {
    let folder = std::env::args_os().nth(1).context("usage: conformance FOLDER")?;
    let good = run(Path::new(&folder))?;
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run(folder: &Path) -> Result<bool> {
    let mut allowed = Allowed::committed()?;
    let mut good = true;
    for tracker in trackers::all() {
        let kind = tracker.about().kind;
        let documents = documents(folder, kind)?;
        if documents.is_empty() {
            println!("{kind}: no file of its vendor is there; nothing is checked");
            continue;
        }
        good &= one(*tracker, &documents, &mut allowed)?;
        for row in allowed.unused(kind) {
            println!("  allowed, but never met: {row}");
            good = false;
        }
    }
    Ok(good)
}

fn one(
    tracker: &'static dyn trackers::Tracker,
    documents: &[Document],
    allowed: &mut Allowed,
) -> Result<bool> {
    let kind = tracker.about().kind;
    let exchanges = network::exchanges(tracker)?;
    let answers = exchanges.iter().filter(|exchange| exchange.answer.is_some()).count();
    let mut excused = 0;
    let mut violations: BTreeMap<String, (usize, &'static str)> = BTreeMap::new();
    for exchange in &exchanges {
        let (operation, found) = deviations(exchange, documents)?;
        for deviation in found {
            if allowed.allows(kind, &operation, &deviation) {
                excused += 1;
            } else {
                violations.entry(format!("{operation}: {deviation}")).or_insert((0, exchange.step)).0 += 1;
            }
        }
    }
    let names: Vec<_> = documents.iter().map(|document| document.name.as_str()).collect();
    println!(
        "{kind}: {} requests and {answers} answers checked, {excused} deviations allowed, {} violations ({})",
        exchanges.len(),
        violations.len(),
        names.join(", ")
    );
    for (violation, (times, step)) in &violations {
        println!("  {violation} (first at “{step}”, {times} times)");
    }
    Ok(violations.is_empty())
}

/// The files of a kind, by name.
fn documents(folder: &Path, kind: &str) -> Result<Vec<Document>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    let mut documents = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = || std::fs::read_to_string(&path).with_context(|| format!("{name} cannot be read"));
        let root = match name.strip_prefix(kind).filter(|rest| rest.starts_with('-')) {
            None => continue,
            Some(rest) if rest.ends_with(".json") => serde_json::from_str(&text()?)?,
            Some(rest) if rest.ends_with(".yaml") => serde_saphyr::from_str(&text()?)?,
            Some(_) => bail!("{name} is neither JSON nor YAML"),
        };
        documents.push(Document::new(&name, root)?);
    }
    Ok(documents)
}
