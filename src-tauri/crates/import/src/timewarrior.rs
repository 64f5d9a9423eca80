//! Timewarrior: `timew export`. Stamps are UTC; its ids count from the newest and change with every interval.

use crate::json::Item;
use crate::taken::{Pause, Taken};
use crate::{Fault, Format, Options, Row};

/// An interval. Without an annotation its tags say what was done.
pub(crate) fn row(item: &Item<'_>, options: &Options) -> Result<Row, Fault> {
    let (start, fine) = item.stamp("start", options.zone)?;
    let (end, coarse) = item.stamp("end", options.zone)?;
    let tags = item.texts("tags")?;
    let annotation = item.text("annotation").unwrap_or_default().trim();
    let note = if annotation.is_empty() { tags.join(", ") } else { annotation.to_owned() };
    Taken {
        format: Format::Timewarrior,
        line: item.line,
        start: ("start", start),
        end: ("end", end),
        grain: fine.max(coarse),
        length: None,
        rest: ("end", Pause::None),
        id: None,
        note: ("annotation", note),
        places: Vec::new(),
        tags: ("tags", tags),
        billable: false,
        zone: options.zone,
        now: options.now,
    }
    .row()
}
