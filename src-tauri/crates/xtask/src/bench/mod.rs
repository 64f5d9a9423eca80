//! `cargo xtask bench`: the figures of BENCHMARKS.md, measured on the programs as they are shipped.

mod footprint;
mod page;
mod quick;
pub(crate) mod report;
mod sample;
pub(crate) mod socket;
mod tray;
mod verbs;
mod volume;
mod window;

use anyhow::{Result, bail};

use crate::clock::Stopwatch;
use crate::desktop::{Desktop, Options};
use crate::programs;
use crate::setup::{self, For};
use crate::step::{self, say};
use crate::stint::Stint;
use report::{Figure, Report};

/// Measures everything and writes the report; with words, only the parts with these names, printed and not written.
///
/// # Errors
/// When something does not build or run. A figure above its limit is written down, not hidden, and ends with 1.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    let watch = Stopwatch::start();
    setup::machine(For::Desktop)?;
    let (programs, words) = programs::from_words(words)?;
    let fixture = volume::build()?;
    let desktop = Desktop::start(Options::default())?;
    let bench = Bench { desktop: &desktop, programs: &programs, fixture: &fixture };
    let mut report = Report::default();
    for (name, measure) in PARTS {
        if words.is_empty() || words.contains(name) {
            say(&format!("Measuring: {name}"));
            let figures = measure(&bench)?;
            figures.iter().for_each(|figure| println!("    {figure}"));
            report.extend(figures);
        }
    }
    if words.is_empty() {
        let file = step::root().join("BENCHMARKS.md");
        // What other commands have measured stands below, under headings of its own.
        let old = std::fs::read_to_string(&file).unwrap_or_default();
        let others = old.find("\n## ").map_or("", |at| &old[at..]);
        std::fs::write(&file, report.markdown()? + others)?;
        println!("\n{} is written ({watch})", file.display());
    }
    match report.above() {
        0 => Ok(()),
        above => bail!("{above} figures are above their limits"),
    }
}

/// A part of the benchmark.
type Part = (&'static str, fn(&Bench<'_>) -> Result<Vec<Figure>>);

const PARTS: &[Part] = &[
    ("verbs", verbs::measure),
    ("volume", volume::measure),
    ("tray", tray::measure),
    ("footprint", footprint::measure),
    ("window", window::measure),
    ("quick", quick::measure),
    ("page", page::measure),
];

/// What every part needs.
struct Bench<'a> {
    desktop: &'a Desktop,
    programs: &'a programs::Programs,
    fixture: &'a std::path::Path,
}

impl Bench<'_> {
    fn stint(&self, name: &str) -> Stint<'_> {
        Stint::new(self.desktop, &self.programs.stint, name)
    }
}
