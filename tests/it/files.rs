//! The project's own files: which there are, and what they say.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold what others made or what a build left.
const FOREIGN: &[&str] = &[".git", "target", "node_modules", "dist", "gen"];

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).expect("this package lies three folders below the root")
}

/// One file of the project.
pub(crate) struct File {
    /// Its path below the root, with `/`.
    pub(crate) path: String,
    /// What it says.
    pub(crate) text: String,
}

/// All files of the project with one of these endings.
pub(crate) fn with_endings(endings: &[&str]) -> Vec<File> {
    let mut paths = Vec::new();
    walk(root(), &mut paths);
    let wanted = paths.into_iter().filter(|path| {
        path.extension()
            .is_some_and(|ending| endings.iter().any(|wanted| ending.eq_ignore_ascii_case(wanted)))
    });
    let mut files: Vec<File> = wanted.map(|path| read(&path)).collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(!files.is_empty(), "the project has files that end in {endings:?}");
    files
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the project's folders can be read").flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if !FOREIGN.iter().any(|foreign| name == *foreign) {
                walk(&path, found);
            }
        } else {
            found.push(path);
        }
    }
}

fn read(path: &Path) -> File {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let below = path.strip_prefix(root()).expect("the walk began at the root");
    File { path: below.to_string_lossy().replace('\\', "/"), text }
}

impl File {
    /// Whether it is a test, a test's tool or a fixture.
    pub(crate) fn is_test(&self) -> bool {
        let folders = ["tests/", "/tests/", "/contract/"];
        self.path.starts_with(folders[0])
            || folders[1..].iter().any(|folder| self.path.contains(folder))
            || ["tests.rs", ".test.ts", ".test.svelte"].iter().any(|ending| self.path.ends_with(ending))
    }

    /// What comes before the tests in the same file.
    pub(crate) fn without_tests(&self) -> &str {
        self.text.split("#[cfg(test)]\nmod ").next().unwrap_or(&self.text)
    }
}
