//! What the small programs drag along: neither the resident nor `stint` knows a toolkit, a web engine, or each other's parts.

use std::process::Command;

use crate::files;

/// Names of packages that mean a toolkit or a web engine.
const TOOLKITS: &[&str] = &["gtk", "gdk", "webkit2gtk", "wry", "tao", "tauri", "libappindicator", "soup3"];

/// The toolkits in the output of `cargo tree --prefix none`.
fn toolkits(tree: &str) -> Vec<&str> {
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let is_toolkit = |name: &&str| {
        TOOLKITS.iter().any(|toolkit| {
            name.strip_prefix(toolkit).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    };
    names.filter(is_toolkit).collect()
}

#[test]
fn the_resident_links_no_toolkit_and_the_command_line_no_engine() {
    let resident = tree("resident");
    assert!(resident.contains("engine v"), "the tree holds what it is made of:\n{resident}");
    assert_eq!(toolkits(&resident), Vec::<&str>::new());
    let stint = tree("cli");
    assert!(stint.contains("api v"), "the tree holds what it is made of:\n{stint}");
    assert_eq!(toolkits(&stint), Vec::<&str>::new());
    // The loader sets every pointer of the zones at each start, which takes longer than a verb.
    for heavy in ["engine v", "store v", "sqlx", "chrono-tz"] {
        assert!(!stint.contains(heavy), "stint starts in no time without {heavy}:\n{stint}");
    }
}

/// What a package ships, asked of cargo for it alone: in a build of everything, features unify and it would look worse.
fn tree(package: &str) -> String {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", package, "--edges", "normal", "--prefix", "none"])
        .args(["--target", "x86_64-unknown-linux-gnu"])
        .current_dir(files::root())
        .output()
        .expect("cargo draws the tree");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    String::from_utf8_lossy(&tree.stdout).into_owned()
}

#[test]
fn a_toolkit_in_the_tree_is_found() {
    assert_eq!(
        toolkits("cli v0.1.0\ngtk-sys v0.18.2\ngtkless v1.0.0\ntauri v2.12.5\n"),
        ["gtk-sys", "tauri"]
    );
}
