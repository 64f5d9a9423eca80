//! Running a command so that a person sees what goes on: a title, its output, the time, and a log for later.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::clock::Stopwatch;

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).expect("this package lies three folders below the root")
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// A cargo command in the project's folder.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    if std::io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}

/// Says what comes next.
pub(crate) fn say(text: &str) {
    println!("==> {text}");
}

/// What a finished command left.
#[derive(Clone, Debug)]
pub(crate) struct Ran {
    /// Whether it ended with exit code 0.
    pub(crate) good: bool,
    /// All it printed, both channels as they came.
    pub(crate) text: String,
    /// Where that was kept.
    pub(crate) log: PathBuf,
}

/// Runs a command to its end, showing and keeping its output.
///
/// # Errors
/// When it cannot be started or ends with anything but 0.
pub(crate) fn run(title: &str, command: &mut Command) -> Result<()> {
    let ran = attempt(title, command)?;
    if !ran.good {
        bail!("“{title}” did not end well. Its output is above and in {}", ran.log.display());
    }
    Ok(())
}

/// Runs a command to its end, showing and keeping its output, whatever its exit code.
///
/// # Errors
/// When it cannot be started.
pub(crate) fn attempt(title: &str, command: &mut Command) -> Result<Ran> {
    say(title);
    let watch = Stopwatch::start();
    let log = log_file(title)?;
    let keep = Arc::new(Mutex::new((File::create(&log)?, String::new())));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} cannot be started", command.get_program().display()))?;
    let out = child.stdout.take().map(|pipe| tee(pipe, &keep));
    let err = child.stderr.take().map(|pipe| tee(pipe, &keep));
    let status = child.wait()?;
    for reader in [out, err].into_iter().flatten() {
        // A reader only ends early when the pipe broke; what it read until then is kept.
        drop(reader.join());
    }
    println!("    {} ({watch})", if status.success() { "done" } else { "stopped" });
    let text = keep.lock().map(|mut kept| std::mem::take(&mut kept.1)).unwrap_or_default();
    Ok(Ran { good: status.success(), text, log })
}

fn tee(pipe: impl Read + Send + 'static, keep: &Arc<Mutex<(File, String)>>) -> thread::JoinHandle<()> {
    let keep = Arc::clone(keep);
    thread::spawn(move || {
        for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            println!("    {line}");
            if let Ok(mut kept) = keep.lock() {
                // The screen already has the line; a full disk must not end the build.
                drop(writeln!(kept.0, "{line}"));
                kept.1.push_str(&line);
                kept.1.push('\n');
            }
        }
    })
}

fn log_file(title: &str) -> Result<PathBuf> {
    let folder = target().join("xtask");
    fs::create_dir_all(&folder)?;
    let name: String =
        title.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let name = name.split('-').filter(|part| !part.is_empty()).take(6).collect::<Vec<_>>().join("-");
    Ok(folder.join(name).with_extension("log"))
}
