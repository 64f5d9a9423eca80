//! The names of the small windows, as the desktop and a screen reader say them.

use crate::language::{Text, text};

/// The quick entry.
pub const QUICK: Text = text("Stint, new entry", "Stint, neuer Eintrag", "Stint, nouvelle entrée");

/// The mini timer.
pub const MINI: Text = text("Stint, timer", "Stint, Uhr", "Stint, chronomètre");
