//! `cargo xtask bindings`: the window's TypeScript bindings, written from the Rust types, never by hand.

use anyhow::{Result, bail};

use crate::step::{self, cargo};

/// The test beside the list of commands that makes the bindings; told to, it writes them first.
const MAKER: &[&str] = &["test", "--package", "stint-app", "--lib", "bindings_are_fresh"];

/// Writes them anew, or compares only.
///
/// # Errors
/// When they cannot be made, or differ.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    match words {
        [] => step::run("Writing the bindings", cargo(MAKER).env("STINT_WRITE_BINDINGS", "1")),
        ["--check"] => step::run("Comparing the bindings", &mut cargo(MAKER)),
        _ => bail!("bindings knows --check and nothing else"),
    }
}
