//! How a format lays its rows out: which columns there are, under which names, and what they hold.

use crate::{Format, Unreadable};

/// The names a column may have, folded; the first is the usual one.
pub(crate) type Names = &'static [&'static str];

/// The columns of a format.
pub(crate) struct Layout {
    /// Whose it is.
    pub(crate) format: Format,
    /// One of these tells it from others with the same columns; empty = nothing else need be there.
    pub(crate) told_by: Names,
    /// An id that lasts; with whether it is the only one of its kind in the world.
    pub(crate) id: Option<(Names, bool)>,
    /// Where a row starts.
    pub(crate) start: Stand,
    /// Where it ends.
    pub(crate) end: Stand,
    /// How long it was.
    pub(crate) length: Names,
    /// How long its break was.
    pub(crate) rest: Rest,
    /// What was done.
    pub(crate) note: Names,
    /// Client, project and task, from the widest to the narrowest.
    pub(crate) places: &'static [Names],
    /// Tags with commas between; empty = the column is left alone.
    pub(crate) tags: Names,
    /// Whether it is billable.
    pub(crate) billable: Names,
    /// Whose row it is.
    pub(crate) person: Names,
}

/// Where an instant stands.
#[derive(Clone, Copy)]
pub(crate) enum Stand {
    /// Date and clock time in columns of their own.
    Apart(Names, Names),
    /// Both in one column.
    Whole(Names),
    /// Only a clock time: on the day of the start, or the next when it would come before it.
    Clock(Names),
}

/// What is known of breaks.
#[derive(Clone, Copy)]
pub(crate) enum Rest {
    /// There are none in this format.
    Never,
    /// They stand in a column; where that is missing, the length without them tells.
    Column(Names),
}

/// The first line of a table.
pub(crate) struct Head {
    spelled: Vec<String>,
    folded: Vec<String>,
}

impl Head {
    /// Of its cells.
    pub(crate) fn new<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let spelled: Vec<String> = cells.map(|cell| cell.trim().to_owned()).collect();
        let folded = spelled.iter().map(|name| name.to_lowercase()).collect();
        Self { spelled, folded }
    }

    /// How many columns there are.
    pub(crate) fn len(&self) -> usize {
        self.spelled.len()
    }

    /// Whether there is such a column.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.folded.iter().any(|known| known == name)
    }

    /// The column under the first of these names that is there.
    pub(crate) fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.folded.iter().position(|known| known == name))
    }

    /// Its name as the file spells it.
    pub(crate) fn spelled(&self, column: usize) -> &str {
        self.spelled.get(column).map_or("", String::as_str)
    }
}

impl Stand {
    fn needs(self) -> Vec<Names> {
        match self {
            Self::Apart(date, time) => vec![date, time],
            Self::Whole(names) | Self::Clock(names) => vec![names],
        }
    }
}

impl Layout {
    fn needs(&self) -> Vec<Names> {
        let mut needs = self.start.needs();
        needs.extend(self.end.needs());
        needs
    }

    /// Whether a file with this head is of this layout.
    pub(crate) fn fits(&self, head: &Head) -> bool {
        self.needs().iter().all(|names| head.find(names).is_some())
            && (self.told_by.is_empty() || head.find(self.told_by).is_some())
    }

    /// That nothing is missing without which no row can be read.
    pub(crate) fn check(&self, head: &Head) -> Result<(), Unreadable> {
        match self.needs().iter().find(|names| head.find(names).is_none()) {
            Some(missing) => Err(Unreadable::NoColumn { format: self.format, column: missing[0].to_owned() }),
            None => Ok(()),
        }
    }
}
