//! What goes wrong on the way to a tracker: the one list of faults, and the weather that decides how often.
//!
//! A new class of fault is a line in [`FAULTS`] when it strikes one request, or a kind of [`Weather`] when it lasts.

use sandbox::{Fault, accounts};

use crate::dice::Dice;

/// Every fault that strikes one request, with the word for the schedule.
const FAULTS: &[(&str, Fault)] = &[
    ("refused", Fault::Refuse),
    ("lost on the way there", Fault::DropBefore),
    ("lost on the way back", Fault::DropAfter),
    ("500 after it was done", Fault::ErrorAfter),
    ("429, 7 s", Fault::TooMany { retry_after_seconds: 7 }),
    ("answer cut short", Fault::Truncate),
];

/// How things are between us and the trackers, until it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Weather {
    /// Nothing goes wrong.
    Fair,
    /// One request in so many meets a fault.
    Rough(u64),
    /// One API cannot be reached at all.
    Outage(&'static str),
}

/// What becomes of one request.
pub(crate) struct Fate {
    /// What strikes it.
    pub(crate) fault: Option<Fault>,
    /// Whether its answer is slow.
    pub(crate) slow: bool,
    /// For the schedule.
    pub(crate) word: &'static str,
}

impl Weather {
    /// Some weather.
    pub(crate) fn any(dice: &mut Dice) -> Self {
        match dice.roll(8) {
            0 => Self::Fair,
            1 | 2 => Self::Rough(8),
            3 | 4 => Self::Rough(4),
            5 => Self::Rough(2),
            6 => Self::Rough(1),
            _ => dice.one_of(accounts::ALL).map_or(Self::Fair, |account| Self::Outage(account.api)),
        }
    }

    /// What becomes of a request to this API now.
    pub(crate) fn fate(&self, api: &str, dice: &mut Dice) -> Fate {
        let slow = dice.once_in(4);
        let struck = match self {
            Self::Fair => None,
            Self::Rough(times) => {
                let strikes = dice.once_in(*times);
                dice.one_of(FAULTS).copied().filter(|_| strikes)
            }
            Self::Outage(down) => (*down == api).then_some(FAULTS[0]),
        };
        match struck {
            Some((word, fault)) => Fate { fault: Some(fault), slow, word },
            None => Fate { fault: None, slow, word: if slow { "slow" } else { "fine" } },
        }
    }
}
