//! What a resident costs while it waits: memory, and how often it wakes up.

use std::time::Duration;

use anyhow::Result;

use super::Bench;
use super::report::Figure;
use super::volume;
use crate::desktop::processes;
use crate::stint::Stint;

/// Until everything has settled.
const SETTLE: Duration = Duration::from_secs(8);
/// How long is watched.
const WATCH: Duration = Duration::from_secs(30);

/// The cost of some processes.
pub(super) struct Cost {
    /// Memory with shared parts divided among their users, in MB.
    pub(super) pss: f64,
    /// Memory nobody else has and that was written to, in MB.
    pub(super) dirty: f64,
    /// Context switches a second.
    switches: f64,
}

/// Watches a process with its children while nothing happens.
pub(super) fn watch(pid: u32) -> Cost {
    std::thread::sleep(SETTLE);
    let before = switches(pid);
    std::thread::sleep(WATCH);
    let switches = (switches(pid) - before) / WATCH.as_secs_f64();
    Cost { switches, ..weigh(pid) }
}

/// Weighs a process with its children now.
pub(super) fn weigh(pid: u32) -> Cost {
    let sum =
        |field: &str| processes::tree(pid).iter().map(|pid| processes::kilobytes(*pid, field)).sum::<u64>();
    Cost { pss: sum("Pss") as f64 / 1024.0, dirty: sum("Private_Dirty") as f64 / 1024.0, switches: 0.0 }
}

fn switches(pid: u32) -> f64 {
    processes::tree(pid).iter().map(|pid| processes::context_switches(*pid)).sum::<u64>() as f64
}

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let stint = bench.stint("footprint");
    volume::fill(bench.fixture, &stint, 100_000)?;
    let resident = stint.resident(&[])?;
    use_it(&stint)?;
    let plain = watch(resident);
    stint.quit()?;

    let mut command = bench.desktop.command(&bench.programs.app);
    command.arg("--resident").env("STINT_DATA_DIR", stint.data());
    let mut host = bench.desktop.daemon(&mut command)?;
    host.ready(|| stint.answers())?;
    use_it(&stint)?;
    let tauri = watch(host.pid());
    stint.quit()?;
    Ok([rows("`stint resident`", &plain, true), rows("Tauri host (`stint-app --resident`)", &tauri, false)]
        .concat())
}

/// A few verbs and questions, so that everything that is loaded late is there; the timer runs at the end.
fn use_it(stint: &Stint<'_>) -> Result<()> {
    stint.say(&["log"])?;
    stint.say(&["start", "Measured"])?;
    stint.say(&["break"])?;
    stint.say(&["resume"]).map(drop)
}

/// The rows of one process.
pub(super) fn rows(who: &str, cost: &Cost, limited: bool) -> Vec<Figure> {
    let limit = |figure: Figure, limit: f64| if limited { figure.at_most(limit) } else { figure };
    vec![
        limit(Figure::new(format!("{who}: PSS"), cost.pss, "MB").also("timer running, 100 k entries"), 16.0),
        limit(Figure::new(format!("{who}: private dirty"), cost.dirty, "MB"), 6.0),
        limit(
            Figure::new(format!("{who}: context switches a second, idle"), cost.switches, "").also(format!(
                "{:.2}/s over {} s, heartbeat included",
                cost.switches,
                WATCH.as_secs()
            )),
            2.0,
        ),
    ]
}
