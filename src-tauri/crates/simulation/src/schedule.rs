//! The schedule of one run: every verb, fault and crash in the order they came, short enough to be read.

use std::fmt;

use domain::Timestamp;

/// What happened so far.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    lines: Vec<String>,
}

impl Schedule {
    /// Notes what happens now.
    pub(crate) fn note(&mut self, at: i64, what: impl fmt::Display) {
        let at = Timestamp::from_millis(at).utc().format("%d %H:%M:%S%.3f");
        self.lines.push(format!("{at}  {what}"));
    }

    /// How much happened.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "  {line}"))
    }
}
