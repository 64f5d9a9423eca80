//! Rules of the house that a machine can see: first lines, lengths, one place for each tracker, no foreign hosts.

use crate::files::{self, File};

/// Longer is too long, tests aside.
const LONGEST: usize = 400;

/// Written by a program.
fn generated(file: &File) -> bool {
    file.text.lines().take(3).any(|line| line.contains("generated")) || file.path.contains("bindings")
}

/// Whether a file opens with a line that tells what it is for.
fn opens_well(file: &File) -> bool {
    let first = file.text.lines().next().unwrap_or_default();
    let told = match file.path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("rs") => first.strip_prefix("//! "),
        Some("svelte") => first.strip_prefix("<!-- "),
        _ => return true,
    };
    told.is_some_and(|told| told.split_whitespace().count() >= 3)
}

#[test]
fn every_file_opens_with_a_line_that_stands_alone() {
    let files = files::with_endings(&["rs", "svelte"]);
    let found: Vec<_> = files.iter().filter(|file| !opens_well(file)).map(|file| &file.path).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_file_without_an_opening_line_is_found() {
    let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
    assert!(!opens_well(&file("a.rs", "use std::fs;\n")));
    assert!(!opens_well(&file("a.rs", "//! Things.\n")));
    assert!(!opens_well(&file("A.svelte", "<script>\n")));
    assert!(opens_well(&file("a.rs", "//! What a thing is.\n")));
}

fn lines(file: &File) -> usize {
    file.without_tests().lines().count()
}

#[test]
fn no_file_is_too_long() {
    let files = files::with_endings(&["rs", "svelte", "ts"]);
    let ours = files.iter().filter(|file| !file.is_test() && !generated(file));
    let found: Vec<_> =
        ours.filter(|file| lines(file) > LONGEST).map(|file| (&file.path, lines(file))).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn tests_do_not_make_a_file_long() {
    let tests = "#[cfg(test)]\nmod tests {\n".to_owned() + &"\n".repeat(LONGEST);
    assert_eq!(lines(&File { path: "a.rs".into(), text: format!("//! One.\n{tests}") }), 1);
}

/// The kinds of trackers, as they are typed.
fn kinds() -> Vec<&'static str> {
    trackers::all().iter().map(|tracker| tracker.about().kind).collect()
}

/// Lines of shipped code that decide by tracker kind.
fn decisions_by_kind(file: &File) -> Vec<String> {
    let code =
        file.without_tests().lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    let kinds = kinds();
    let names_kind = |line: &str| {
        let line = line.to_ascii_lowercase();
        kinds.iter().any(|kind| line.contains(&format!("\"{kind}\"")) || line.contains(&format!("'{kind}'")))
    };
    let decides = |line: &str| ["=>", "==", "!=", "matches!", "case "].iter().any(|sign| line.contains(sign));
    let found = code.filter(|(_, line)| names_kind(line) && decides(line));
    found.map(|(number, line)| format!("{}:{}: {}", file.path, number + 1, line.trim())).collect()
}

#[test]
fn nothing_outside_a_trackers_folder_decides_by_its_kind() {
    let files = files::with_endings(&["rs", "svelte", "ts"]);
    let shipped = files.iter().filter(|file| {
        let elsewhere =
            ["src-tauri/crates/trackers/", "src-tauri/crates/sandbox/", "src-tauri/crates/xtask/"];
        !file.is_test() && !elsewhere.iter().any(|folder| file.path.starts_with(folder))
    });
    let found: Vec<_> = shipped.flat_map(decisions_by_kind).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_decision_by_kind_is_found() {
    let file = File { path: "a.rs".into(), text: "//! A\nmatch kind {\n    \"plane\" => 1,\n}\n".into() };
    assert_eq!(decisions_by_kind(&file), ["a.rs:3: \"plane\" => 1,"]);
}

/// Addresses in lock files and documents that depend on one machine: its folders, its way to the registries.
fn foreign_places(file: &File) -> Vec<String> {
    let usual = "registry+https://github.com/rust-lang/crates.io-index";
    let signs = ["registry+", "registry.", "\"resolved\": \"http", "/home/", "/root/", "../shared"];
    let rows = file.text.lines().enumerate().filter(|(_, line)| {
        let line = line.replace(usual, "");
        signs.iter().any(|sign| line.contains(sign))
    });
    rows.map(|(number, line)| format!("{}:{}: {}", file.path, number + 1, line.trim())).collect()
}

#[test]
fn lock_files_and_documents_name_no_machine_and_no_registry() {
    let files = files::with_endings(&["lock", "json", "md", "toml"]);
    let found: Vec<_> = files.iter().flat_map(foreign_places).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_foreign_registry_is_found() {
    let lock = |text: &str| File { path: "package-lock.json".into(), text: text.into() };
    assert_eq!(foreign_places(&lock("\"resolved\": \"https://mirror.example/x.tgz\"")).len(), 1);
    let usual = File {
        path: "Cargo.lock".into(),
        text: "source = \"registry+https://github.com/rust-lang/crates.io-index\"".into(),
    };
    assert_eq!(foreign_places(&usual), Vec::<String>::new());
}
