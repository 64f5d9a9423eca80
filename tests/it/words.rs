//! The words people read: plain and without blame.

use crate::files::{self, File};

/// Never said to a person.
const NEVER: &[&str] = &["failed", "failure", "invalid", "oops", "sync error"];

/// What stands between double quotes on a line of code, comments aside.
fn quoted(line: &str) -> Vec<&str> {
    let line = line.trim_start();
    if line.starts_with("//") || line.starts_with('*') || line.starts_with("/*") {
        return Vec::new();
    }
    line.split('"').skip(1).step_by(2).collect()
}

/// A text for people has several words; a single one is a key, a state or a header.
fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() > 2
}

fn blame(file: &File) -> Vec<String> {
    let markup = file.path.ends_with(".svelte");
    let lines = file.without_tests().lines().enumerate();
    let blaming = |text: &str| {
        let text = text.to_ascii_lowercase();
        NEVER.iter().any(|word| text.contains(word))
    };
    let found = lines.filter(|(_, line)| {
        let said = quoted(line).into_iter().any(|text| is_sentence(text) && blaming(text));
        let shown = markup
            && line.contains('>')
            && line.split('>').skip(1).any(|text| is_sentence(text) && blaming(text));
        said || shown
    });
    found.map(|(number, line)| format!("{}:{}: {}", file.path, number + 1, line.trim())).collect()
}

#[test]
fn no_text_blames() {
    let files = files::with_endings(&["rs", "svelte", "ts"]);
    // The sandbox speaks with the trackers' own words; the development tools count passed and failed.
    let dev = ["src-tauri/crates/sandbox/", "src-tauri/crates/simulation/", "src-tauri/crates/xtask/"];
    let ours = files
        .iter()
        .filter(|file| !file.is_test() && !dev.iter().any(|folder| file.path.starts_with(folder)));
    let found: Vec<_> = ours.flat_map(blame).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_blaming_text_is_found() {
    let file = |text: &str| File { path: "a.rs".into(), text: text.into() };
    assert_eq!(blame(&file("say(\"The upload failed again.\")")).len(), 1);
    assert_eq!(blame(&file("// The upload failed again.\nlet state = \"failed\";")), Vec::<String>::new());
}

/// Who speaks to the person at a terminal, in English; what a resident answers there is in the person's language.
const TERMINAL: &[&str] = &["src-tauri/crates/cli/", "src-tauri/crates/resident/"];

/// Refusals whose sentence stands beside their code, in one language.
fn in_one_language(file: &File) -> Vec<String> {
    let text = file.without_tests();
    let begins = [".remedy(\"", ".remedy(format!(\""];
    // The code comes first, perhaps on a line of its own.
    let after_code = text.match_indices("Code::").filter_map(|(at, _)| {
        let rest = text.get(at..)?.trim_start_matches("Code::").trim_start_matches(char::is_alphanumeric);
        let said = rest.strip_prefix(',')?.trim_start();
        (said.starts_with('"') || said.starts_with("format!(\"")).then_some(at)
    });
    let others = begins.iter().flat_map(|begin| text.match_indices(begin).map(|(at, _)| at));
    let line = |at: usize| text.get(..at).map_or(0, |before| before.lines().count());
    after_code.chain(others).map(|at| format!("{}:{}", file.path, line(at))).collect()
}

#[test]
fn a_refusal_is_said_in_every_language() {
    let files = files::with_endings(&["rs"]);
    let dev = ["sandbox/", "simulation/", "xtask/"].map(|name| format!("src-tauri/crates/{name}"));
    let elsewhere: Vec<&str> = dev.iter().map(String::as_str).chain(TERMINAL.iter().copied()).collect();
    let ours = files.iter().filter(|file| {
        let counts = !elsewhere.iter().any(|folder| file.path.starts_with(folder));
        counts && !file.is_test() && !file.path.ends_with("fake_resident.rs")
    });
    let found: Vec<_> = ours.flat_map(in_one_language).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_refusal_in_one_language_is_found() {
    let file = |text: &str| File { path: "a.rs".into(), text: text.into() };
    let found = |text: &str| in_one_language(&file(text)).len();
    assert_eq!(found("ApiError::new(Code::NotNow, \"Nothing runs.\")"), 1);
    assert_eq!(found("ApiError::new(\n    Code::NotNow,\n    format!(\"No {id}.\"),\n)"), 1);
    assert_eq!(found("error.remedy(\"Try again.\")"), 1);
    assert_eq!(
        found("ApiError::new(Code::NotNow, message).field(\"id\").remedy(text(\"a\", \"b\", \"c\"))"),
        0
    );
    assert_eq!(found("if error.code == Code::Overlap { \"overlap\" }"), 0);
}
