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
