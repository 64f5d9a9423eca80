//! Processes as the kernel tells of them: who belongs to a desktop, what they cost, how to end them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::MARK;
use crate::clock::until;

/// All processes that carry this desktop's mark in their environment.
pub(crate) fn marked(mark: &str) -> Vec<u32> {
    let wanted = format!("{MARK}={mark}");
    all()
        .filter(|pid| {
            let environment = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
            environment.split(|byte| *byte == 0).any(|line| line == wanted.as_bytes())
        })
        .collect()
}

fn all() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// The file name of a process's program.
pub(crate) fn name(pid: u32) -> Option<String> {
    let program = fs::read_link(format!("/proc/{pid}/exe")).ok()?;
    let name = program.file_name()?.to_string_lossy().into_owned();
    // A program rebuilt while it runs is shown so.
    Some(name.strip_suffix(" (deleted)").map_or(name.clone(), str::to_owned))
}

/// Sends a signal; a process that is gone is no news.
pub(crate) fn signal(pid: u32, signal: &str) {
    let mut kill = Command::new("kill");
    kill.arg(format!("-{signal}")).arg(pid.to_string()).stdout(Stdio::null()).stderr(Stdio::null());
    drop(kill.status());
}

/// Whether a process runs. One that is only waited for does not; one whose last threads are still ending does.
pub(crate) fn alive(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let ended = stat.rsplit_once(')').is_none_or(|(_, rest)| rest.trim_start().starts_with(['Z', 'X']));
    !ended || fs::read_dir(format!("/proc/{pid}/task")).is_ok_and(|threads| threads.count() > 1)
}

/// Ends all processes with this mark: politely first.
pub(crate) fn end_all(mark: &str) {
    for pid in marked(mark) {
        signal(pid, "TERM");
    }
    let gone = until("the end of all", Duration::from_secs(3), || Ok(marked(mark).is_empty().then_some(())));
    if gone.is_err() {
        for pid in marked(mark) {
            signal(pid, "KILL");
        }
    }
}

/// A process and all its descendants.
pub(crate) fn tree(pid: u32) -> Vec<u32> {
    let mut found = vec![pid];
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    for task in tasks {
        let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        for child in children.split_whitespace().filter_map(|word| word.parse().ok()) {
            found.extend(tree(child));
        }
    }
    found
}

/// Kilobytes of a process by the kernel's own accounting: `Pss`, `Private_Dirty`.
pub(crate) fn kilobytes(pid: u32, field: &str) -> u64 {
    let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    line.and_then(|value| value.trim().strip_suffix(" kB")?.trim().parse().ok()).unwrap_or(0)
}

/// Processor time of a process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cpu {
    /// In its own code.
    pub(crate) own: Duration,
    /// The kernel's for it.
    pub(crate) kernel: Duration,
}

impl Cpu {
    /// What a process took so far.
    pub(crate) fn of(pid: u32) -> Self {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let mut fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().skip(11);
        // The kernel tells it in hundredths of a second, whatever its own clock.
        let mut next = || fields.next().and_then(|field| field.parse::<u64>().ok()).unwrap_or(0) * 10;
        Self { own: Duration::from_millis(next()), kernel: Duration::from_millis(next()) }
    }

    /// What it took since.
    pub(crate) fn since(self, before: Self) -> Self {
        let (own, kernel) = (self.own.saturating_sub(before.own), self.kernel.saturating_sub(before.kernel));
        Self { own, kernel }
    }

    /// Both together.
    pub(crate) fn all(self) -> Duration {
        self.own + self.kernel
    }
}

/// How often the threads of a process were put on or off a processor.
pub(crate) fn context_switches(pid: u32) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    tasks.map(|task| switches_of(&task.path())).sum()
}

fn switches_of(task: &Path) -> u64 {
    let status = fs::read_to_string(task.join("status")).unwrap_or_default();
    let counts =
        status.lines().filter_map(|line| line.split_once("ctxt_switches:")?.1.trim().parse::<u64>().ok());
    counts.sum()
}
