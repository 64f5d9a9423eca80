//! Arguments that several verbs share.

use clap::{Args, ValueEnum};

/// What to do about overlapping entries.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Overlap {
    /// Shorten the others
    Trim,
    /// Cut the others around the new times
    Split,
    /// Keep both
    Keep,
}

/// What undecided time was.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Decision {
    /// It was work
    Work,
    /// It was a break
    Break,
    /// It belongs to nothing: cut it out
    Cut,
}

/// What the rows of a report are.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum By {
    /// One row a day
    Day,
    /// One row a target
    Target,
    /// One row a tag
    Tag,
}

// A moment other than now. (A doc comment here would become the help of every verb that takes it.)
#[derive(Args, Debug)]
pub(crate) struct At {
    /// When, if not now
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
    /// Print the new state as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

// What an entry says; no doc comment here either.
#[derive(Args, Debug)]
pub(crate) struct Fields {
    /// Book it on this target; may be given several times
    #[arg(long = "on", value_name = "TARGET")]
    pub(crate) on: Vec<String>,
    /// Book it on these targets only, whatever links propose, and learn nothing from them
    #[arg(long)]
    pub(crate) no_links: bool,
    /// Tag it; may be given several times
    #[arg(long = "tag", value_name = "TAG")]
    pub(crate) tags: Vec<String>,
    /// Mark it billable
    #[arg(long)]
    pub(crate) billable: bool,
}
