//! Toggl Track: the detailed report as CSV, in its older and newer spelling. Times are of the person's zone there.

use crate::Format;
use crate::layout::{Layout, Rest, Stand};

pub(crate) static LAYOUT: Layout = Layout {
    format: Format::Toggl,
    told_by: &[],
    id: None,
    start: Stand::Apart(&["start date"], &["start time"]),
    end: Stand::Apart(&["end date", "stop date"], &["end time", "stop time"]),
    length: &["duration"],
    rest: Rest::Never,
    note: &["description"],
    places: &[&["client"], &["project"], &["task"]],
    tags: &["tags"],
    billable: &["billable"],
    person: &["email", "user", "member"],
};
