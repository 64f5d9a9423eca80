//! What a status looks like in the tray: icon, tooltip and menu together.

use api::{Status, Suggestion, TimerState};

use super::icon::{Icon, Shade};
use super::menu::{self, Entry};
use crate::words;

/// Everything the panel shows of Stint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Face {
    pub(crate) icon: Icon,
    pub(crate) tooltip: String,
    pub(crate) menu: Vec<Entry>,
}

impl Face {
    /// The face of a status.
    pub(crate) fn of(status: &Status, recent: &[Suggestion], shade: Shade) -> Self {
        Self { icon: Icon::of(status, shade), tooltip: tooltip(status), menu: menu::menu(status, recent) }
    }
}

/// What the pointer over the icon says: `Login flow review, 1:24 · Today 4 h 49 min`.
pub(crate) fn tooltip(status: &Status) -> String {
    format!("{} · {}", now(status, ", "), words::today(status.today.work_seconds))
}

/// What runs, as one phrase with the given separator.
pub(crate) fn now(status: &Status, separator: &str) -> String {
    let Some(entry) = &status.entry else { return words::NOTHING_RUNS.into() };
    let running = words::running(&entry.note, entry.work_seconds, separator);
    match status.state {
        TimerState::Break => format!("{running}{separator}{}", words::ON_BREAK),
        TimerState::Undecided => format!("{running}{separator}{}", words::UNDECIDED),
        TimerState::Running | TimerState::Stopped => running,
    }
}

#[cfg(test)]
mod tests {
    use super::super::menu::tests::status;
    use super::*;

    #[test]
    fn the_tooltip_says_note_elapsed_time_and_today() {
        assert_eq!(
            tooltip(&status(TimerState::Running)),
            "Login flow review, 1:24 · Today 4\u{a0}h\u{a0}49\u{a0}min"
        );
        assert_eq!(
            tooltip(&status(TimerState::Break)),
            "Login flow review, 1:24, on a break · Today 4\u{a0}h\u{a0}49\u{a0}min"
        );
        assert_eq!(tooltip(&status(TimerState::Stopped)), "Nothing runs · Today 4\u{a0}h\u{a0}49\u{a0}min");
    }
}
