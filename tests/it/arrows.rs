//! The arrows between the crates, as ARCHITECTURE.md draws them: who may use whom, and what each must not know.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

use crate::files;

/// Which of our own packages each may use in what it ships.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("import", &["domain"]),
    ("store", &["domain"]),
    ("trackers", &["domain"]),
    ("api", &[]),
    ("engine", &["api", "domain", "import", "store", "trackers"]),
    ("desktop", &["api", "domain", "engine"]),
    ("cli", &["api"]),
    ("resident", &["api", "desktop", "engine"]),
    ("stint-app", &["api", "desktop", "engine"]),
    ("sandbox", &[]),
    ("simulation", &["api", "domain", "engine", "sandbox", "store", "trackers"]),
    ("xtask", &["api"]),
];

/// What each package must not know, by the beginning of a dependency's name.
const MUST_NOT_KNOW: &[(&str, &[&str])] = &[
    (
        "domain",
        &["tokio", "async", "futures", "sqlx", "rusqlite", "reqwest", "http", "hyper", "rand", "getrandom"],
    ),
    (
        "import",
        &["tokio", "async", "futures", "sqlx", "reqwest", "http", "hyper", "rand", "getrandom", "tauri"],
    ),
    ("store", &["http", "hyper", "reqwest", "tauri"]),
    ("trackers", &["reqwest", "hyper", "sqlx", "tokio", "tauri"]),
    ("api", &["sqlx", "http", "hyper", "reqwest", "tauri"]),
    ("engine", &["tauri", "zbus", "x11rb", "tray-icon", "notify-rust", "keyring", "gtk"]),
    ("desktop", &["tauri", "gtk", "sqlx", "reqwest", "http", "hyper"]),
    ("cli", &["tauri", "gtk", "sqlx", "reqwest", "http", "hyper", "chrono-tz"]),
    ("resident", &["tauri", "gtk", "sqlx", "reqwest", "http", "hyper"]),
    ("stint-app", &["sqlx", "reqwest", "http", "hyper", "rusqlite"]),
];

/// Every package of the workspace with what it names in `[dependencies]`, for any system.
type Graph = BTreeMap<String, BTreeSet<String>>;

fn graph(metadata: &Metadata) -> Graph {
    let shipped = |kind: DependencyKind| kind == DependencyKind::Normal;
    let packages = metadata.workspace_packages();
    let rows = packages.iter().map(|package| {
        let named = package.dependencies.iter().filter(|dependency| shipped(dependency.kind));
        (package.name.to_string(), named.map(|dependency| dependency.name.clone()).collect())
    });
    rows.collect()
}

/// Every arrow that is not drawn, in words.
fn breaches(graph: &Graph) -> Vec<String> {
    let ours: BTreeSet<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    let mut found = Vec::new();
    for (package, named) in graph {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| name == package) else {
            found.push(format!("{package} stands in no arrow; add it to ARCHITECTURE.md and to this test"));
            continue;
        };
        let arrows = named.iter().filter(|name| ours.contains(name.as_str()));
        let undrawn = arrows.filter(|name| !allowed.contains(&name.as_str()));
        found.extend(undrawn.map(|name| format!("{package} must not use {name}")));
        let banned =
            MUST_NOT_KNOW.iter().find(|(name, _)| name == package).map_or(&[][..], |(_, banned)| banned);
        let known = named.iter().filter(|name| banned.iter().any(|ban| starts(name, ban)));
        found.extend(known.map(|name| format!("{package} must not know {name}")));
    }
    found
}

/// Whether a dependency is of this family: `http` means `http` and `http-body`, but not `httpdate`.
fn starts(name: &str, family: &str) -> bool {
    name.strip_prefix(family).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
}

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(files::root().join("Cargo.toml"))
        .other_options(["--filter-platform".to_owned(), "x86_64-unknown-linux-gnu".to_owned()])
        .exec()
        .expect("cargo describes the workspace")
}

#[test]
fn every_arrow_between_crates_is_drawn() {
    let found = breaches(&graph(&metadata()));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_crate_of_the_architecture_exists() {
    let graph = graph(&metadata());
    let missing: Vec<_> = MAY_USE.iter().filter(|(name, _)| !graph.contains_key(*name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn no_crate_under_crates_has_tauri_in_its_tree() {
    let metadata = metadata();
    let resolve = metadata.resolve.as_ref().expect("cargo resolved the workspace");
    let nodes: BTreeMap<_, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    for package in metadata.workspace_packages() {
        if !package.manifest_path.as_str().contains("src-tauri/crates/") {
            continue;
        }
        let mut seen = BTreeSet::new();
        let mut open = vec![&package.id];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let name = &metadata[id].name;
            assert!(!starts(name, "tauri"), "{} has {name} in its tree", package.name);
            // Below a package of another maker, what it needs to be built counts too; below ours, not its tests.
            let kept = nodes[id].deps.iter().filter(|dependency| {
                dependency.dep_kinds.iter().any(|kind| kind.kind != DependencyKind::Development)
            });
            open.extend(kept.map(|dependency| &dependency.pkg));
        }
    }
}

fn sample(rows: &[(&str, &[&str])]) -> Graph {
    let own = |names: &[&str]| names.iter().map(ToString::to_string).collect();
    rows.iter().map(|(name, named)| (name.to_string(), own(named))).collect()
}

#[test]
fn a_broken_arrow_is_found() {
    let graph = sample(&[("domain", &["store", "chrono"]), ("cli", &["api", "sandbox"])]);
    assert_eq!(breaches(&graph), ["cli must not use sandbox", "domain must not use store"]);
}

#[test]
fn forbidden_knowledge_is_found() {
    let graph = sample(&[("store", &["http-body", "httpdate"]), ("domain", &["tokio"])]);
    assert_eq!(breaches(&graph), ["domain must not know tokio", "store must not know http-body"]);
}

#[test]
fn an_unknown_crate_is_found() {
    let found = breaches(&sample(&[("helpers", &[])]));
    assert_eq!(found, ["helpers stands in no arrow; add it to ARCHITECTURE.md and to this test"]);
}
