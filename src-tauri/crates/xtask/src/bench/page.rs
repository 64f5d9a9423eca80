//! The weight of the page: the JavaScript its main window loads to show itself, and all there is, compressed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Bench;
use super::report::Figure;
use crate::step;

pub(super) fn measure(_: &Bench<'_>) -> Result<Vec<Figure>> {
    let folder = step::root().join("ui/dist");
    let page = fs::read_to_string(folder.join("index.html")).context("ui/dist holds the built page")?;
    let assets = folder.join("assets");
    let first = scripts(&page, "src=\"/assets/");
    ensure!(!first.is_empty(), "the page loads a script");
    let mut loaded = BTreeSet::new();
    let mut open = first;
    while let Some(name) = open.pop() {
        let text = fs::read_to_string(assets.join(&name)).with_context(|| format!("{name} is a script"))?;
        if loaded.insert(name) {
            // What is behind `import(…)` comes later, when it is needed.
            open.extend(scripts(&text, "from\"./"));
            open.extend(scripts(&text, "import\"./"));
        }
    }
    let names = fs::read_dir(&assets)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let all: BTreeSet<String> = names.filter(|name| name.ends_with(".js")).collect();
    let (now, ever) = (weight(&assets, &loaded)?, weight(&assets, &all)?);
    Ok(vec![Figure::new("JavaScript of the main window, gzip", now, "KB").at_most(40.0).also(format!(
        "{} files; with every dialog and page that is opened later {ever:.1} KB",
        loaded.len()
    ))])
}

/// The file names that stand behind a mark and end with `.js`.
fn scripts(text: &str, mark: &str) -> Vec<String> {
    let names = text.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
    names.filter(|name| name.ends_with(".js")).map(str::to_owned).collect()
}

/// Kilobytes of files, each compressed by itself.
fn weight(folder: &Path, names: &BTreeSet<String>) -> Result<f64> {
    let mut bytes = 0;
    for name in names {
        let answer = Command::new("gzip").args(["-9", "--stdout"]).arg(folder.join(name)).output()?;
        ensure!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
        bytes += answer.stdout.len();
    }
    Ok(bytes as f64 / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::scripts;

    #[test]
    fn what_is_imported_at_once_is_told_from_what_comes_later() {
        let text = r#"import{a}from"./a-1.js";import"./b.js";const c=()=>import("./c.js");from"./d.css""#;
        assert_eq!(scripts(text, "from\"./"), ["a-1.js"]);
        assert_eq!(scripts(text, "import\"./"), ["b.js"]);
    }
}
