//! The quick entry and the mini timer: from the hotkey to the first key that is taken, and what each costs.

use std::time::Duration;

use anyhow::{Result, ensure};

use super::Bench;
use super::footprint;
use super::report::Figure;
use super::sample::Sample;
use super::volume;
use crate::clock::{Stopwatch, until};
use crate::stint::Stint;

/// How often each way.
const TIMES: usize = 10;
/// A key that reached the line is kept, so the first one is taken as soon as the keys go there.
const QUICK: &str = "^Stint, new entry$";
const MINI: &str = "^Stint, timer$";
const SOON: Duration = Duration::from_secs(20);
/// Until everything of the time before has settled.
const BETWEEN: Duration = Duration::from_secs(1);

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let cold = presses(bench, "quick-cold", "0")?;
    let warm = presses(bench, "quick-warm", "600")?;
    let mut figures = vec![
        Figure::new("hotkey to first key accepted, no window process yet, median", cold.median(), "ms")
            .at_most(450.0)
            .also(format!("highest of {TIMES}: {:.0} ms", cold.percentile(100))),
        Figure::new("hotkey to first key accepted, process still warm, median", warm.median(), "ms")
            .at_most(120.0)
            .also(format!("highest of {TIMES}: {:.0} ms", warm.percentile(100))),
    ];
    figures.extend(mini(bench)?);
    Ok(figures)
}

/// Presses the hotkey, types, and closes, with processes that stay warm for so many seconds. The first time is not
/// counted: it reads the web engine from the disk, and makes the process that is warm from then on.
fn presses(bench: &Bench<'_>, name: &str, warm: &str) -> Result<Sample> {
    let stint = bench.stint(name).with("STINT_WARM_SECONDS", warm);
    volume::fill(bench.fixture, &stint, 100_000)?;
    stint.resident(&[])?;
    let mut sample = Sample::default();
    for time in 0..=TIMES {
        std::thread::sleep(BETWEEN);
        let watch = Stopwatch::start();
        bench.desktop.tap("ctrl+alt+n")?;
        bench.desktop.await_focus(QUICK, SOON)?;
        let took = watch.elapsed();
        if time > 0 {
            sample.add(took);
        }
        // What is measured is worth nothing if the key does not arrive.
        let note = format!("Note {time}");
        bench.desktop.write(&note)?;
        bench.desktop.key("Return")?;
        until("the entry", SOON, || Ok((stint.json(&["status"])?["entry"]["note"] == note).then_some(())))?;
        until("the window's end", SOON, || Ok(bench.desktop.windows(QUICK)?.is_empty().then_some(())))?;
        if warm == "0" {
            until("the end of its process", SOON, || {
                Ok(bench.desktop.processes("stint-app").is_empty().then_some(()))
            })?;
        }
    }
    end(bench, &stint)?;
    Ok(sample)
}

/// What the mini timer costs while it is shown and an entry runs.
fn mini(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let stint = bench.stint("mini");
    volume::fill(bench.fixture, &stint, 100_000)?;
    stint.resident(&[])?;
    stint.say(&["start", "Measured"])?;
    stint.say(&["set", "mini_timer", "on"])?;
    bench.desktop.await_window(MINI, SOON)?;
    let pids = bench.desktop.processes("stint-app");
    ensure!(pids.len() == 1, "one process shows it: {pids:?}");
    let cost = footprint::watch(pids[0]);
    end(bench, &stint)?;
    Ok(footprint::rows("mini timer shown (its processes together)", &cost, false))
}

fn end(bench: &Bench<'_>, stint: &Stint<'_>) -> Result<()> {
    stint.quit()?;
    for pid in bench.desktop.processes("stint-app") {
        crate::desktop::processes::signal(pid, "KILL");
    }
    until("the end of its processes", SOON, || {
        Ok(bench.desktop.processes("stint-app").is_empty().then_some(()))
    })
}
