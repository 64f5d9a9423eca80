//! solidtime: the detailed report and the organization's `time_entries.csv`, and the JSON of its API.

use crate::json::Item;
use crate::layout::{Layout, Rest, Stand};
use crate::taken::{Pause, Taken};
use crate::{Fault, Format, Options, Row};

/// The detailed report; its times carry no offset.
pub(crate) static REPORT: Layout = Layout {
    format: Format::Solidtime,
    told_by: &["duration (decimal)", "duration"],
    id: None,
    start: Stand::Whole(&["start"]),
    end: Stand::Whole(&["end"]),
    length: &["duration"],
    rest: Rest::Never,
    note: &["description"],
    places: &[&["client"], &["project"], &["task"]],
    tags: &["tags"],
    billable: &["billable"],
    person: &["user"],
};

/// `time_entries.csv` of an organization's export. Project, task and tags stand there as ids, which say nothing.
pub(crate) static EXPORT: Layout = Layout {
    format: Format::Solidtime,
    told_by: &["organization_id", "member_id"],
    id: Some((&["id"], true)),
    start: Stand::Whole(&["start"]),
    end: Stand::Whole(&["end"]),
    length: &[],
    rest: Rest::Never,
    note: &["description"],
    places: &[],
    tags: &[],
    billable: &["billable"],
    person: &["member_id", "user_id"],
};

/// A time entry of the API's JSON. Ids of projects and tags say nothing; names beside them do.
pub(crate) fn row(item: &Item<'_>, options: &Options) -> Result<Row, Fault> {
    let (start, fine) = item.stamp("start", options.zone)?;
    let (end, coarse) = item.stamp("end", options.zone)?;
    let places = ["client", "project", "task"].map(|column| (column, item.name(column)));
    Taken {
        format: Format::Solidtime,
        line: item.line,
        start: ("start", start),
        end: ("end", end),
        grain: fine.max(coarse),
        length: item.seconds("duration")?,
        rest: ("duration", Pause::None),
        id: item.id("id").map(|id| (id, true)),
        note: ("description", item.text("description").unwrap_or_default().to_owned()),
        places: places.into_iter().filter_map(|(column, name)| Some((column, name?))).collect(),
        tags: ("tags", item.names("tags")),
        billable: item.flag("billable")?,
        zone: options.zone,
        now: options.now,
    }
    .row()
}
