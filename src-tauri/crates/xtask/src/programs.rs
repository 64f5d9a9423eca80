//! The programs of the project, built as they are shipped.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::setup::npm;
use crate::step;

/// The file name of the service's program.
pub(crate) const RESIDENT: &str = "stint-resident";

/// Where the built programs are.
#[derive(Clone, Debug)]
pub(crate) struct Programs {
    /// The command line.
    pub(crate) stint: PathBuf,
    /// The service, which the command line turns into; beside it.
    pub(crate) resident: PathBuf,
    /// The window.
    pub(crate) app: PathBuf,
    /// The trackers' stand-in.
    pub(crate) sandbox: PathBuf,
}

impl Programs {
    /// The programs in a folder, as they are.
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self {
            stint: folder.join("stint"),
            resident: folder.join(RESIDENT),
            app: folder.join("stint-app"),
            sandbox: folder.join("sandbox"),
        }
    }
}

/// Which programs are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// What a person installs.
    Product,
    /// That, and the sandbox.
    WithSandbox,
}

/// Builds the page of the window into `ui/dist`, where the window's program takes it from.
///
/// # Errors
/// When it cannot be built.
pub(crate) fn build_page() -> Result<()> {
    step::run("Building the page of the window", &mut npm(&["run", "build"]))
}

/// The programs to try: those in the folder after `--built`, or built anew with their page. Gives the words left.
///
/// # Errors
/// When something cannot be built.
pub(crate) fn from_words<'a, 'b>(words: &'a [&'b str]) -> Result<(Programs, &'a [&'b str])> {
    match words {
        ["--built", folder, rest @ ..] => Ok((Programs::in_folder(&std::path::absolute(folder)?), rest)),
        rest => {
            build_page()?;
            Ok((build(Which::WithSandbox)?, rest))
        }
    }
}

/// The programs but the window: those in the folder after `--built`, or built anew. Gives the words left.
///
/// # Errors
/// When something cannot be built.
pub(crate) fn without_window<'a, 'b>(words: &'a [&'b str]) -> Result<(Programs, &'a [&'b str])> {
    match words {
        ["--built", folder, rest @ ..] => Ok((Programs::in_folder(&std::path::absolute(folder)?), rest)),
        rest => {
            let programs = Programs::in_folder(&step::target().join("release"));
            build_stint(&programs)?;
            build_sandbox()?;
            Ok((programs, rest))
        }
    }
}

/// Builds everything as it is shipped. Expects the page to be there.
///
/// # Errors
/// When something cannot be built, or `stint` links what it must not.
pub(crate) fn build(which: Which) -> Result<Programs> {
    let programs = Programs::in_folder(&step::target().join("release"));
    build_stint(&programs)?;
    let window = ["build", "--release", "--package", "stint-app", "--features", "custom-protocol"];
    step::run("Building stint-app (the first time takes some minutes)", &mut step::cargo(&window))?;
    if which == Which::WithSandbox {
        build_sandbox()?;
    }
    Ok(programs)
}

// One package at a time: built together, their features would unify and the resident would link a toolkit.
fn build_stint(programs: &Programs) -> Result<()> {
    step::run("Building stint", &mut step::cargo(&["build", "--release", "--package", "cli"]))?;
    step::run("Building the resident", &mut step::cargo(&["build", "--release", "--package", "resident"]))?;
    lean(&programs.stint)?;
    lean(&programs.resident)
}

fn build_sandbox() -> Result<()> {
    step::run("Building the sandbox", &mut step::cargo(&["build", "--release", "--package", "sandbox"]))
}

/// Makes sure that a small program is small: no toolkit, no web engine.
fn lean(program: &Path) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    let answer = Command::new("ldd").arg(program).output().context("ldd lists what a program links")?;
    let heavy = heavy_libraries(&String::from_utf8_lossy(&answer.stdout));
    ensure!(heavy.is_empty(), "{name} links {}, which only the window may", heavy.join(", "));
    let size = fs::metadata(program)?.len();
    println!("    {name} links no toolkit; it is {:.1} MB", size as f64 / 1e6);
    Ok(())
}

fn heavy_libraries(ldd: &str) -> Vec<String> {
    let names = ldd.lines().filter_map(|line| line.split_whitespace().next());
    let heavy =
        |name: &&str| ["gtk", "gdk", "webkit", "javascriptcore"].iter().any(|part| name.contains(part));
    names.filter(heavy).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::heavy_libraries;

    #[test]
    fn a_toolkit_is_found_among_the_linked_libraries() {
        let ldd = "\tlibgtk-3.so.0 => /lib/libgtk-3.so.0 (0x1)\n\tlibc.so.6 => /lib/libc.so.6 (0x2)\n";
        assert_eq!(heavy_libraries(ldd), ["libgtk-3.so.0"]);
    }
}
