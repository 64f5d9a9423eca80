//! What a tracker is: its name, its form, its limits and what it can do. Drives the account form and the outbox.

use std::collections::BTreeMap;

use domain::payload::{BreakPolicy, Rounding};
use domain::{Policy, Timestamp};

use crate::OAuth;

/// Everything the rest of the program needs to know about a tracker kind.
#[derive(Debug)]
pub struct Descriptor {
    /// The kind as typed: `clockify`.
    pub kind: &'static str,
    /// The name shown: `Clockify`.
    pub name: &'static str,
    /// One or two letters for the tile.
    pub monogram: &'static str,
    /// A few words under the name: `Any region`.
    pub hint: &'static str,
    /// Where its service lives unless the person says otherwise, without the API path; `None` = every server is
    /// somebody's own, so the address must be given.
    pub default_url: Option<&'static str>,
    /// What the secret is called there: `API key`.
    pub secret_name: &'static str,
    /// Where a person gets the secret, as a page of the vendor.
    pub secret_url: &'static str,
    /// How people sign in in the browser instead; `None` = with the secret alone.
    pub browser: Option<OAuth>,
    /// What the workspace is called there, and whether it must be given; `None` = there is none.
    pub workspace: Option<Field>,
    /// Further fields of the form (`--set key=value`).
    pub fields: &'static [Field],
    /// What this form alone says, in every language; what several forms say is known to all.
    pub words: &'static [Words],
    /// What it can do.
    pub can: Capabilities,
    /// The unit of time it keeps.
    pub unit: Unit,
    /// How entries are shaped for a new connection; see [`Descriptor::policy`].
    pub default_policy: Policy,
    /// How an unsure create is looked for.
    pub looks: LookPlan,
    /// The least pause between two requests, in milliseconds.
    pub pace_millis: u32,
}

impl Descriptor {
    /// The policy of a connection: the default, changed by the settings `breaks` and `round` where they are given.
    pub fn policy(&self, settings: &BTreeMap<String, String>) -> Policy {
        let breaks = match settings.get("breaks").map(String::as_str) {
            Some("gap") => BreakPolicy::Gap,
            Some("entry") => BreakPolicy::Entry,
            Some("subtract") => BreakPolicy::Subtract,
            _ => self.default_policy.breaks,
        };
        let rounding = match settings.get("round").map(String::as_str) {
            Some("nearest") => Rounding::Nearest,
            Some("up") => Rounding::Up,
            Some("down") => Rounding::Down,
            _ => self.default_policy.rounding,
        };
        Policy { breaks, rounding }
    }
}

/// A text of a form in every language, found by its English words.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// English, as the field has it.
    pub en: &'static str,
    /// German.
    pub de: &'static str,
    /// French.
    pub fr: &'static str,
}

/// One field of the form.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key as stored and typed (`org_kind`).
    pub key: &'static str,
    /// The label shown.
    pub label: &'static str,
    /// A short explanation under it.
    pub help: &'static str,
    /// Whether it must be filled in.
    pub required: bool,
    /// What may be put in.
    pub kind: FieldKind,
}

/// What a field takes.
#[derive(Clone, Copy, Debug)]
pub enum FieldKind {
    /// Any text.
    Text,
    /// One of these: value and label. The first is the default.
    Choice(&'static [(&'static str, &'static str)]),
}

/// What a tracker can do.
#[derive(Clone, Copy, Debug)]
pub struct Capabilities {
    /// How a lost answer is made good.
    pub dedupe: Dedupe,
    /// Records can be changed.
    pub update: bool,
    /// Records can be removed.
    pub delete: bool,
    /// Breaks can be records of their own.
    pub break_entries: bool,
    /// Records begin at a time of day; elsewhere they lie on a day.
    pub clock_times: bool,
    /// Tags are kept.
    pub tags: bool,
    /// A billable mark is kept.
    pub billable: bool,
}

/// How the tracker tells a repeated create from a new one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dedupe {
    /// The server honours a key of ours; a repeat is safe.
    ServerKey {
        /// For how many seconds after the first request it surely does.
        seconds: u32,
    },
    /// Only by looking for a record with the same natural identity.
    Natural,
}

impl Dedupe {
    /// Whether what was sent at `sent` may be sent again at `now` without making a second record.
    pub fn allows_repeat(self, sent: Timestamp, now: Timestamp) -> bool {
        match self {
            Self::ServerKey { seconds } => now.since(sent) < i64::from(seconds) * 1000,
            Self::Natural => false,
        }
    }
}

/// The unit of time a tracker keeps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Whole seconds.
    Seconds,
    /// Whole minutes.
    Minutes,
    /// Decimal hours with two digits.
    Hours {
        /// The smallest step in seconds: 900 for quarter hours.
        step: u32,
    },
}

impl Unit {
    /// The smallest step in seconds.
    pub const fn step(self) -> u32 {
        match self {
            Self::Seconds => 1,
            Self::Minutes => 60,
            Self::Hours { step } => step,
        }
    }
}

/// When to look for an unsure create, counted from the moment it was sent, in seconds.
///
/// Only the last of these looks, if it and all before were complete and found nothing, proves absence.
#[derive(Clone, Copy, Debug)]
pub struct LookPlan {
    /// Seconds after sending, rising.
    pub after_seconds: &'static [u32],
}
