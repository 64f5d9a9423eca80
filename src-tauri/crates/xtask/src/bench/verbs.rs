//! How long a verb takes: to its durable commit, and on the command line.

use std::fs::File;
use std::io::Write as _;
use std::time::Duration;

use anyhow::{Result, ensure};
use serde_json::json;

use super::Bench;
use super::report::Figure;
use super::sample::Sample;
use super::socket::Socket;
use crate::clock::{self, Stopwatch};
use crate::desktop::processes;
use crate::programs::RESIDENT;

/// Verbs through the socket.
const VERBS: usize = 2000;
/// Between two verbs the panel and the notifications have drawn the last one: nobody works in bursts of verbs.
const BETWEEN: Duration = Duration::from_millis(50);
/// What a verb writes to the log, about.
const BYTES: usize = 40_000;
/// Verbs on the command line, with a resident.
const WARM: usize = 300;
/// Verbs on the command line that start the resident.
const COLD: usize = 30;

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let stint = bench.stint("verbs");
    stint.resident(&[])?;

    // What the disk itself takes is measured between the verbs: on a shared machine it differs from minute to minute.
    let (mut commit, mut disk) = (Sample::default(), Sample::default());
    let mut bare = File::create(stint.data().join("bare"))?;
    let mut socket = Socket::connect(&stint)?;
    for number in 0..VERBS {
        // A day of a busy person, over and over: start, break, resume, stop.
        let verb = match number % 4 {
            0 => json!({ "verb": "start", "note": format!("Entry {number}"), "at": null, "overlap": null }),
            1 => json!({ "verb": "break", "at": null }),
            2 => json!({ "verb": "resume", "at": null }),
            _ => json!({ "verb": "stop", "at": null }),
        };
        clock::rest(BETWEEN);
        let (answer, took) = socket.ask("verb", &verb)?;
        ensure!(answer["changed"] == true, "each verb changes something: {answer}");
        commit.add(took);
        let watch = Stopwatch::start();
        bare.write_all(&[0; BYTES])?;
        bare.sync_data()?;
        disk.add(watch.elapsed());
    }

    let mut verbs = ["start", "break", "resume", "stop"].into_iter().cycle();
    let mut next = || verbs.next().unwrap_or("status");
    let warm = command_line(WARM, &mut || Ok(stint.command(&[next()])))?;
    let asked = command_line(WARM, &mut || Ok(stint.command(&["status"])))?;
    stint.quit()?;

    let cold = command_line(COLD, &mut || {
        if let Some(pid) = bench.desktop.processes(RESIDENT).first() {
            stint.quit()?;
            ensure!(!processes::alive(*pid), "the resident ended");
        }
        Ok(stint.command(&["toggle"]))
    })?;
    stint.quit()?;
    let headless = command_line(COLD, &mut || {
        if !bench.desktop.processes(RESIDENT).is_empty() {
            stint.quit()?;
        }
        Ok(stint.headless_command(&["toggle"]))
    })?;
    stint.quit()?;
    let figure = |what: &str, sample: &Sample, limit: f64| {
        Figure::new(what, sample.percentile(99), "ms")
            .at_most(limit)
            .also(format!("median {:.2} ms", sample.median()))
    };
    Ok(vec![
        figure("verb to durable commit through the socket, p99", &commit, 5.0),
        Figure::new(
            "as many bytes appended and synced alone, between the verbs, p99",
            disk.percentile(99),
            "ms",
        )
        .also(format!("median {:.2} ms", disk.median())),
        Figure::new("`stint start|break|resume|stop`, resident running, median", warm.median(), "ms")
            .at_most(5.0)
            .also(format!("p99 {:.2} ms", warm.percentile(99))),
        Figure::new("`stint status`, resident running, median", asked.median(), "ms")
            .at_most(5.0)
            .also(format!("p99 {:.2} ms", asked.percentile(99))),
        Figure::new("`stint toggle`, resident to be started, median", cold.median(), "ms")
            .at_most(60.0)
            .also(format!("p99 {:.2} ms", cold.percentile(99))),
        Figure::new("the same without a display, median", headless.median(), "ms")
            .at_most(60.0)
            .also(format!("p99 {:.2} ms", headless.percentile(99))),
    ])
}

/// Wall time of a command from its start to its end.
fn command_line(times: usize, make: &mut dyn FnMut() -> Result<std::process::Command>) -> Result<Sample> {
    let mut sample = Sample::default();
    for _ in 0..times {
        let mut command = make()?;
        clock::rest(BETWEEN);
        let watch = Stopwatch::start();
        let output = command.output()?;
        sample.add(watch.elapsed());
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(sample)
}
