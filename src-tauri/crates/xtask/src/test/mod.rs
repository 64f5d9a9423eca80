//! `cargo xtask test`: everything a machine can check, stage after stage, with one count at the end.

mod tally;

use anyhow::{Result, bail};

use crate::clock::Stopwatch;
use crate::conformance;
use crate::e2e;
use crate::programs::{self, Programs};
use crate::setup::{self, For, npm};
use crate::step::{self, cargo};
use tally::Tally;

/// Sets up and checks everything; with words, only the flows on the virtual desktop whose names hold one of them.
///
/// # Errors
/// When anything is not as it should be; all of it was tried by then.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    let watch = Stopwatch::start();
    let mut tally = Tally::default();
    setup::machine(For::Desktop)?;
    if words.is_empty() {
        // The window's program takes its page from there as soon as it is compiled.
        programs::build_page()?;
        rust(&mut tally)?;
        vendors(&mut tally);
        page(&mut tally)?;
    }
    match programs::from_words(words) {
        Ok((programs, words)) => flows(&mut tally, &programs, words),
        Err(error) => tally.single("the programs are built", Err(error)),
    }
    println!("\n{}", tally.report());
    println!("All of it took {watch}.\n");
    println!("{}", tally.line());
    if tally.all_good() { Ok(()) } else { bail!("Something above is not as it should be.") }
}

/// Formatting, lints, and all tests of all crates: rules, stores, adapters, arrows between crates, fresh bindings.
fn rust(tally: &mut Tally) -> Result<()> {
    tally
        .single("formatting", step::run("Checking the formatting", &mut cargo(&["fmt", "--all", "--check"])));
    let lints = ["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"];
    tally.single("lints", step::run("Checking the lints", &mut cargo(&lints)));
    let nextest = cargo(&["nextest", "--version"]).output().is_ok_and(|answer| answer.status.success());
    let ran = if nextest {
        let words = ["nextest", "run", "--workspace", "--no-fail-fast", "--status-level", "fail"];
        step::attempt("Running the Rust tests", &mut cargo(&words))?
    } else {
        step::attempt("Running the Rust tests", &mut cargo(&["test", "--workspace", "--no-fail-fast"]))?
    };
    tally.rust("Rust tests", &ran);
    Ok(())
}

/// The vendors' own descriptions are no part of the project; `STINT_SPECS` names a folder with them.
fn vendors(tally: &mut Tally) {
    match std::env::var("STINT_SPECS") {
        Ok(folder) => tally.single("vendors' descriptions", conformance::check(&folder)),
        Err(_) => step::say("No folder with the vendors' OpenAPI files (STINT_SPECS): not held against them"),
    }
}

fn page(tally: &mut Tally) -> Result<()> {
    tally.single(
        "page checks",
        step::run("Checking types and style of the page", &mut npm(&["run", "check"])),
    );
    let ran = step::attempt("Running the page's tests", &mut npm(&["run", "test"]))?;
    tally.vitest("page tests", &ran);
    Ok(())
}

fn flows(tally: &mut Tally, programs: &Programs, words: &[&str]) {
    for (name, result) in e2e::run(programs, words) {
        tally.single(&name, result);
    }
}
