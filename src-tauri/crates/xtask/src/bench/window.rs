//! The window: from the start to its first painted picture, what it costs, and that it leaves nothing behind.

use std::time::Duration;

use anyhow::{Result, ensure};

use super::Bench;
use super::footprint;
use super::report::Figure;
use super::sample::Sample;
use super::volume;
use crate::clock::{Stopwatch, until};
use crate::desktop::{Area, Daemon};
use crate::stint::Stint;

/// How often a window is opened by a new process.
const COLD: usize = 10;
/// How often it is opened and closed while the resident is weighed.
const TIMES: usize = 10;
/// For how many seconds a window's process stays when it is closed: longer than anything measured here.
const WARM: &str = "600";
/// Fewer colours mean that only a background was painted.
const PAINTED: usize = 24;
/// The part of the screen that is looked at: a strip through the middle, below the panel.
const STRIP: Area = Area { x: 0, y: 100, width: 1440, height: 160 };

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let stint = bench.stint("window");
    volume::fill(bench.fixture, &stint, 100_000)?;
    let resident = stint.resident(&[])?;
    stint.say(&["start", "Measured"])?;
    let mut painted = Sample::default();
    // The first start reads the web engine from the disk; what is measured is the daily one.
    end(bench, open(bench, &stint, WARM)?.0)?;
    for _ in 0..COLD {
        let (window, took) = open(bench, &stint, WARM)?;
        painted.add(took);
        end(bench, window)?;
    }
    let mut warm = Sample::default();
    let (keeper, _) = open(bench, &stint, WARM)?;
    for _ in 0..COLD {
        close(bench)?;
        let watch = Stopwatch::start();
        stint.say(&["show"])?;
        await_paint(bench)?;
        warm.add(watch.elapsed());
    }
    ensure!(bench.desktop.processes("stint-app") == [keeper.pid()], "it was the same process all along");
    let open_cost = footprint::watch(keeper.pid());
    end(bench, keeper)?;

    let before = footprint::weigh(resident);
    for _ in 0..TIMES {
        let _window = open(bench, &stint, "0")?;
        close(bench)?;
        // It is to end by itself.
        let left = || Ok(bench.window_processes().is_empty().then_some(()));
        until("the end of the window's processes", Duration::from_secs(10), left)?;
    }
    let after = footprint::weigh(resident);
    let left = bench.window_processes().len();
    stint.quit()?;
    let mut figures = vec![
        Figure::new("click to window painted, no window process yet, median", painted.median(), "ms")
            .at_most(500.0)
            .also(format!("highest of {COLD}: {:.0} ms", painted.percentile(100))),
        Figure::new("click to window painted, process still warm, median", warm.median(), "ms")
            .at_most(500.0)
            .also(format!("highest of {COLD}: {:.0} ms", warm.percentile(100))),
        Figure::new(format!("processes left after {TIMES} windows were opened and closed"), left as f64, "")
            .at_most(0.0),
        Figure::new(
            format!("the resident's PSS after {TIMES} windows, grown by"),
            after.pss - before.pss,
            "MB",
        )
        .at_most(1.0),
    ];
    figures.extend(footprint::rows("window open (its processes together)", &open_cost, false));
    Ok(figures)
}

/// Starts the window's program, to stay warm for so many seconds; gives it with the time until it is painted.
fn open(bench: &Bench<'_>, stint: &Stint<'_>, warm: &str) -> Result<(Daemon, Duration)> {
    let mut command = bench.desktop.command(&bench.programs.app);
    command.env("STINT_DATA_DIR", stint.data()).env("STINT_WARM_SECONDS", warm);
    let watch = Stopwatch::start();
    let window = bench.desktop.daemon(&mut command)?;
    await_paint(bench)?;
    Ok((window, watch.elapsed()))
}

fn await_paint(bench: &Bench<'_>) -> Result<()> {
    until("a painted window", Duration::from_secs(20), || {
        Ok((bench.desktop.strip(STRIP)?.colours() >= PAINTED).then_some(()))
    })
}

/// Closes the window as a person does; its process stays warm.
fn close(bench: &Bench<'_>) -> Result<()> {
    let window = bench.desktop.await_window("^Stint$", Duration::from_secs(10))?;
    bench.desktop.close(&window)?;
    gone(bench)
}

/// Ends the process, and waits for its helpers: the next start is not to share the processor with them.
fn end(bench: &Bench<'_>, window: Daemon) -> Result<()> {
    drop(window);
    gone(bench)?;
    let left = || Ok(bench.window_processes().is_empty().then_some(()));
    until("the end of the window's processes", Duration::from_secs(10), left)
}

impl Bench<'_> {
    /// All processes of windows.
    fn window_processes(&self) -> Vec<u32> {
        ["stint-app", "WebKitWebProcess", "WebKitNetworkProcess"]
            .map(|name| self.desktop.processes(name))
            .concat()
    }
}

fn gone(bench: &Bench<'_>) -> Result<()> {
    until("the window's end", Duration::from_secs(10), || {
        Ok((bench.desktop.strip(STRIP)?.colours() < PAINTED).then_some(()))
    })
}
