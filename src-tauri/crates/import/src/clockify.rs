//! Clockify: the detailed report as CSV. Dates and clock times follow the person's settings there.

use crate::Format;
use crate::layout::{Layout, Rest, Stand};

pub(crate) static LAYOUT: Layout = Layout {
    format: Format::Clockify,
    told_by: &["duration (h)", "duration (decimal)", "kiosk", "group"],
    id: None,
    start: Stand::Apart(&["start date"], &["start time"]),
    end: Stand::Apart(&["end date"], &["end time"]),
    length: &["duration (h)", "duration (decimal)"],
    rest: Rest::Never,
    note: &["description"],
    places: &[&["client"], &["project"], &["task"]],
    tags: &["tags"],
    billable: &["billable"],
    person: &["email", "user"],
};
