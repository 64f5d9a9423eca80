//! The seam to whoever hears the keys: the X11 listener here, or a plugin of the host program.

use std::fmt;

use tokio::sync::mpsc;

use super::keys::Keys;

/// What a hotkey does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Stop, or continue the last entry.
    Toggle,
    /// Break or resume.
    ToggleBreak,
    /// Open the quick entry.
    QuickEntry,
    /// Open the window.
    ShowWindow,
}

impl Action {
    /// All of them, in the order settings show them.
    pub const ALL: [Self; 4] = [Self::Toggle, Self::ToggleBreak, Self::QuickEntry, Self::ShowWindow];

    /// As settings spell it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Toggle => "toggle",
            Self::ToggleBreak => "toggle-break",
            Self::QuickEntry => "quick-entry",
            Self::ShowWindow => "show-window",
        }
    }

    /// Reads the spelling of settings.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }
}

/// Keys and what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// What they do.
    pub action: Action,
    /// The keys.
    pub keys: Keys,
}

/// What became of a binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is heard.
    Heard,
    /// Another program has these keys; perhaps others are known to be free.
    Taken {
        /// Keys that nobody has.
        free: Option<Keys>,
    },
    /// This keyboard has no such key.
    NoSuchKey,
}

/// What whoever hears the keys tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The bindings asked for last were tried.
    Bound(Vec<(Binding, Outcome)>),
    /// Keys were pressed.
    Pressed(Action),
    /// Nothing is heard any more, and why. Bindings must be asked for again.
    Gone(String),
}

/// Whoever hears the keys.
pub struct Ears {
    /// Asks for exactly these bindings, in place of the present ones; returns at once.
    pub bind: Box<dyn Fn(Vec<Binding>) + Send + Sync>,
    /// What is told.
    pub heard: mpsc::UnboundedReceiver<Heard>,
}

impl fmt::Debug for Ears {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ears")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_reads_back_from_its_name() {
        for action in Action::ALL {
            assert_eq!(Action::named(action.name()), Some(action));
        }
        assert_eq!(Action::named("fly"), None);
    }
}
