//! The hands at a virtual desktop: keys and mouse, through the X server like a person's.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::Desktop;
use crate::clock::Stopwatch;

/// Between two presses.
const BETWEEN: Duration = Duration::from_millis(500);

/// A mouse button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Button {
    /// Left.
    Left,
    /// Middle.
    Middle,
    /// Right.
    Right,
}

impl Desktop {
    /// Presses keys together: `ctrl+alt+b`, `Escape`.
    pub(crate) fn key(&self, keys: &str) -> Result<()> {
        self.breathe();
        self.tap(keys)
    }

    /// Presses keys at once, for whoever measures and has waited already.
    pub(crate) fn tap(&self, keys: &str) -> Result<()> {
        self.xdotool(&["key", "--clearmodifiers", keys]).map(drop)
    }

    /// Types text, a letter after the other, into whatever has the focus.
    pub(crate) fn write(&self, text: &str) -> Result<()> {
        self.breathe();
        self.xdotool(&["type", "--clearmodifiers", "--delay", "15", text]).map(drop)
    }

    /// Clicks at a point.
    pub(crate) fn click(&self, (x, y): (usize, usize), button: Button) -> Result<()> {
        self.breathe();
        let button = match button {
            Button::Left => "1",
            Button::Middle => "2",
            Button::Right => "3",
        };
        self.xdotool(&["mousemove", "--sync", &x.to_string(), &y.to_string(), "click", button]).map(drop)
    }

    /// Takes what is at a point, carries it to another one, and lets go there.
    pub(crate) fn drag(&self, from: (usize, usize), to: (usize, usize)) -> Result<()> {
        self.breathe();
        let [x, y, over, down] = [from.0, from.1, to.0, to.1].map(|number| number.to_string());
        let half = (from.1.midpoint(to.1)).to_string();
        self.xdotool(&["mousemove", "--sync", &x, &y, "mousedown", "1"])?;
        self.xdotool(&["mousemove", "--sync", &over, &half])?;
        self.xdotool(&["mousemove", "--sync", &over, &down])?;
        self.xdotool(&["mouseup", "1"]).map(drop)
    }

    /// A hand needs its time: what follows sooner is a double click, or a bouncing key.
    fn breathe(&self) {
        if let Some(last) = self.last_press.replace(Some(Stopwatch::start())) {
            thread::sleep(BETWEEN.saturating_sub(last.elapsed()));
        }
        self.last_press.set(Some(Stopwatch::start()));
    }

    /// Moves the mouse away from everything, so that nothing looks hovered.
    pub(crate) fn rest(&self) -> Result<()> {
        let (width, height) = super::x::SIZE;
        self.xdotool(&["mousemove", &(width - 1).to_string(), &(height / 2).to_string()]).map(drop)
    }

    /// Runs xdotool on this desktop; gives what it printed.
    pub(super) fn xdotool(&self, words: &[&str]) -> Result<String> {
        let answer = self.command("xdotool").args(words).output().context("xdotool moves mouse and keys")?;
        let complaint = String::from_utf8_lossy(&answer.stderr);
        ensure!(answer.status.success() || words[0] == "search", "xdotool {}: {complaint}", words.join(" "));
        Ok(String::from_utf8_lossy(&answer.stdout).into_owned())
    }
}
