//! What the small program drags along: `stint` and the crates below it know no toolkit and no web engine.

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
fn the_command_line_program_links_no_toolkit() {
    // Asked of cargo for this package alone: in a build of everything, features unify and it would look worse.
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", "cli", "--edges", "normal", "--prefix", "none"])
        .args(["--target", "x86_64-unknown-linux-gnu"])
        .current_dir(files::root())
        .output()
        .expect("cargo draws the tree");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8_lossy(&tree.stdout);
    assert!(tree.contains("engine v"), "the tree holds what stint is made of:\n{tree}");
    assert_eq!(toolkits(&tree), Vec::<&str>::new());
}

#[test]
fn a_toolkit_in_the_tree_is_found() {
    assert_eq!(
        toolkits("cli v0.1.0\ngtk-sys v0.18.2\ngtkless v1.0.0\ntauri v2.12.5\n"),
        ["gtk-sys", "tauri"]
    );
}
