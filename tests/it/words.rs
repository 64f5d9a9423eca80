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
    let ours = files.iter().filter(|file| {
        let counts = !dev.iter().any(|folder| file.path.starts_with(folder));
        counts && !file.is_test() && !file.path.ends_with("fake_resident.rs")
    });
    let found: Vec<_> = ours.flat_map(in_one_language).collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// Where the sentences stand.
const SENTENCES: &[&str] = &[
    "src-tauri/crates/api/src/words/",
    "src-tauri/crates/cli/src/words/",
    "src-tauri/crates/desktop/src/words/",
];

/// Who says them, and has none of its own. What is typed and its help (`arguments`) has no language.
const SPEAKERS: &[&str] = &["src-tauri/crates/cli/src/", "src-tauri/crates/resident/src/"];

/// Names of several words.
const NAMES: &[&str] = &["Yandex Cloud"];

/// The text of a file without its comments and without what is said in every language.
fn beside_the_languages(text: &str) -> String {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut beside = String::new();
    let mut rest = code.as_str();
    while let Some(at) = ["text(", "say!("].iter().filter_map(|call| call_of(call, rest)).min() {
        let (before, call) = rest.split_at(at);
        beside.push_str(before);
        rest = call.get(closing(call)..).unwrap_or_default();
    }
    beside + rest
}

/// Where something of just this name is called.
fn call_of(call: &str, text: &str) -> Option<usize> {
    let is_part = |at: usize| text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    text.match_indices(call).map(|(at, _)| at).find(|at| !is_part(*at))
}

/// Where the first bracket of a call closes, those between double quotes aside.
fn closing(call: &str) -> usize {
    let (mut depth, mut within, mut escaped) = (0_u32, false, false);
    for (at, c) in call.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if within => escaped = true,
            '"' => within = !within,
            '(' if !within => depth += 1,
            ')' if !within && depth == 1 => return at,
            ')' if !within => depth -= 1,
            _ => {}
        }
    }
    call.len()
}

/// What is said in one language only, in so many words or more. A key, a name and an option are one word.
fn in_one_language_of(file: &File, words: usize) -> Vec<String> {
    let beside = beside_the_languages(file.without_tests());
    // What only holds places together, such as a dot between two, has no language.
    let is_word = |word: &&str| !word.starts_with(['{', '%', '-']) && word.chars().any(char::is_alphabetic);
    // What is typed is the same everywhere, and so is what somebody calls themselves.
    let is_command = |text: &str| text.trim_start_matches("\\n").trim_start().starts_with("stint ");
    let counts = |text: &&str| {
        let long = text.split_whitespace().filter(is_word).count() >= words;
        long && !is_command(text) && !NAMES.contains(text)
    };
    // Logs, and why a rule of the compiler does not hold somewhere or something cannot go wrong, are for us.
    let for_us =
        |line: &&str| ["tracing::", "reason = \"", ".expect(\""].iter().any(|ours| line.contains(ours));
    let said = beside.lines().filter(|line| !for_us(line)).flat_map(quoted).filter(counts);
    said.map(|text| format!("{}: {text}", file.path)).collect()
}

#[test]
fn the_words_are_said_in_every_language() {
    let files = files::with_endings(&["rs"]);
    let within = |file: &&File, folders: &[&str]| folders.iter().any(|folder| file.path.starts_with(folder));
    let words = files.iter().filter(|file| within(file, SENTENCES)).collect::<Vec<_>>();
    assert!(words.len() > 20, "the words are elsewhere: {}", words.len());
    let speakers = files.iter().filter(|file| {
        within(file, SPEAKERS) && !within(file, SENTENCES) && !file.path.contains("/arguments")
    });
    let found: Vec<_> = words
        .into_iter()
        .flat_map(|file| in_one_language_of(file, 2))
        .chain(speakers.flat_map(|file| in_one_language_of(file, 3)))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn words_in_one_language_are_found() {
    let found = |text: &str| in_one_language_of(&File { path: "a.rs".into(), text: text.into() }, 2).len();
    assert_eq!(found("bad(\"file\", \"The file is empty.\", \"Take another one.\")"), 2);
    assert_eq!(found("const TITLE: &str = \"Save the entries\";"), 1);
    assert_eq!(found("format!(\"{n} entries, {time} of work\")"), 1);
    assert_eq!(found("plain_text(\"It is empty.\")"), 1);
    assert_eq!(found("error.field(\"file\"); format!(\"{a} · {b}\"); // It is “all” empty"), 0);
    assert_eq!(
        found("bad(\"file\", text(\"It is (all) empty.\", \"Sie ist ganz leer.\", \"Il est tout vide.\"))"),
        0
    );
    assert_eq!(
        found("say!(en \"No {n} is there.\", de \"Kein {n} ist da.\", fr \"Pas de {n} ici.\", n = f(1))"),
        0
    );
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
