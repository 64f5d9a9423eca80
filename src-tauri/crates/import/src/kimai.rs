//! Kimai: its CSV export, whose head is in the language of the account, and the JSON of its timesheets.

use crate::json::Item;
use crate::layout::{Layout, Rest, Stand};
use crate::taken::{Pause, Taken};
use crate::{Fault, Format, Options, Row};

pub(crate) static LAYOUT: Layout = Layout {
    format: Format::Kimai,
    told_by: &["activity", "customer", "tätigkeit", "kunde", "activité", "client"],
    // Counted from 1 on each server.
    id: Some((&["id"], false)),
    start: Stand::Apart(&["date", "datum"], &["begin", "from", "beginn", "von", "début"]),
    end: Stand::Clock(&["end", "to", "ende", "bis", "fin"]),
    length: &["duration", "dauer", "durée"],
    rest: Rest::Column(&["break", "pause"]),
    note: &["description", "beschreibung"],
    places: &[
        &["customer", "kunde", "client"],
        &["project", "projekt", "projet"],
        &["activity", "tätigkeit", "activité"],
    ],
    tags: &["tags", "schlagworte", "schlagwörter", "étiquettes", "mots-clés"],
    billable: &["billable", "abrechenbar", "facturable"],
    person: &["username", "user", "benutzer", "utilisateur"],
};

/// A timesheet of the JSON. Its project and activity are names, objects with a name, or bare numbers, which say nothing.
pub(crate) fn row(item: &Item<'_>, options: &Options) -> Result<Row, Fault> {
    let (start, fine) = item.stamp("begin", options.zone)?;
    let (end, coarse) = item.stamp("end", options.zone)?;
    let rest = item.seconds("break")?;
    let project = item.inner("project");
    let customer = item.name("customer").or_else(|| project.and_then(|project| project.name("customer")));
    let places =
        [("customer", customer), ("project", item.name("project")), ("activity", item.name("activity"))];
    Taken {
        format: Format::Kimai,
        line: item.line,
        start: ("begin", start),
        end: ("end", end),
        grain: fine.max(coarse),
        length: item.seconds("duration")?,
        rest: ("break", rest.map_or(Pause::Rest, Pause::Of)),
        id: item.id("id").map(|id| (id, false)),
        note: ("description", item.text("description").unwrap_or_default().to_owned()),
        places: places.into_iter().filter_map(|(column, name)| Some((column, name?))).collect(),
        tags: ("tags", item.texts("tags")?),
        billable: item.flag("billable")?,
        zone: options.zone,
        now: options.now,
    }
    .row()
}
