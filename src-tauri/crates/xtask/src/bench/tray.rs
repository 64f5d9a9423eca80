//! From the start of the resident's process to its icon in the tray: when the panel hears of it, and when it shows.

use std::time::Duration;

use anyhow::{Result, ensure};

use super::Bench;
use super::report::Figure;
use super::sample::Sample;
use super::volume;
use crate::clock::{Stopwatch, until};

/// How often.
const STARTS: usize = 20;

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let stint = bench.stint("tray");
    volume::fill(bench.fixture, &stint, 100_000)?;
    let mut heard = Sample::default();
    let mut shown = Sample::default();
    for _ in 0..STARTS {
        let seen = bench.desktop.registrations().len();
        until("an empty tray", Duration::from_secs(5), || {
            Ok(bench.desktop.tray_icon_now()?.is_none().then_some(()))
        })?;
        let began = crate::clock::since_epoch();
        let watch = Stopwatch::start();
        let mut resident = bench.desktop.daemon(&mut stint.command(&["resident"]))?;
        bench.desktop.tray_icon()?;
        shown.add(watch.elapsed());
        let told = until("the tray to be told", Duration::from_secs(5), || {
            Ok(bench.desktop.registrations().get(seen).copied())
        })?;
        ensure!(told > began, "the clocks agree");
        heard.add(told - began);
        resident.ready(|| stint.answers())?;
        stint.quit()?;
    }
    Ok(vec![
        Figure::new("resident start to tray item registered, 100 k entries, median", heard.median(), "ms")
            .at_most(60.0)
            .also(format!("highest of {STARTS}: {:.1} ms", heard.percentile(100))),
        Figure::new("resident start to icon painted by the panel, median", shown.median(), "ms")
            .also("the panel's own work included"),
    ])
}
