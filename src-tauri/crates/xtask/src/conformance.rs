//! `cargo xtask conformance`: what the adapters ask and the sandbox answers, held against the vendors' OpenAPI files.
//!
//! The files are the vendors' and no part of the project; a folder with them is named with `--specs`. The work is done
//! by an example of this package, so that no other chore waits for what it is built of.

use anyhow::{Result, bail};

use crate::step::{self, cargo};

/// Checks against the files of a folder; without one it says so.
///
/// # Errors
/// When something deviates that is not in the list of known deviations, or a row of that list is of no use any more.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    match words {
        [] => {
            println!(
                "No folder with the vendors' OpenAPI files is named (--specs FOLDER): nothing is checked."
            );
            Ok(())
        }
        ["--specs", folder] => check(folder),
        _ => bail!("usage: cargo xtask conformance [--specs FOLDER]"),
    }
}

/// The check itself; a relative folder is one of the place where cargo was called.
pub(crate) fn check(folder: &str) -> Result<()> {
    let folder = std::env::current_dir()?.join(folder);
    let mut command = cargo(&["run", "--quiet", "--package", "xtask", "--example", "conformance", "--"]);
    step::run("Holding requests and answers against the vendors' files", command.arg(folder))
}
