//! An entry with its stretches, bookings and history; what its trackers will get; totals.

use serde::{Deserialize, Serialize};

use crate::{UploadState, Warning};

words! {
    /// How much of when it was a tracker keeps.
    PartTime {
        /// Day and clock time.
        Clock,
        /// Only the day; `start` is its midnight in UTC.
        Day,
        /// Nothing: it counts on the day of upload.
        Nothing,
    }
}

words! {
    /// What a segment is.
    SegmentKind {
        /// Work.
        Work,
        /// A break.
        Break,
        /// Not decided yet.
        Undecided,
    }
}

view! {
    /// Whole days with their entries.
    Days {
        /// The first day.
        from: String,
        /// The last day, inclusive.
        to: String,
        /// What overlaps these days, newest first.
        entries: Vec<Entry>,
        /// Whether anything began before.
        earlier: bool,
        /// Whether anything began after.
        later: bool,
    }
}

view! {
    /// One entry.
    Entry {
        /// Its id.
        id: String,
        /// The note.
        note: String,
        /// Tags.
        tags: Vec<String>,
        /// Whether it is billable.
        billable: bool,
        /// The IANA zone at its start.
        zone: String,
        /// The first instant.
        start: String,
        /// The first instant after it; null while it runs.
        end: Option<String>,
        /// Work in seconds, up to now while it runs.
        work_seconds: u32,
        /// Breaks in seconds.
        break_seconds: u32,
        /// Undecided time in seconds.
        undecided_seconds: u32,
        /// Its stretches.
        segments: Vec<Segment>,
        /// Where it is booked.
        bookings: Vec<Booking>,
    }
}

view! {
    /// One stretch of an entry.
    Segment {
        /// What it is.
        kind: SegmentKind,
        /// The first instant.
        start: String,
        /// The first instant after it; null while it runs.
        end: Option<String>,
        /// Why it is so.
        cause: String,
    }
}

view! {
    /// One booking of an entry.
    Booking {
        /// `connection:key`.
        target: String,
        /// The connection's name; its last one when it was removed.
        connection: String,
        /// Whether the connection was removed, so that nothing is sent there any more.
        removed: bool,
        /// Whether the target was not there any more when the list was last fetched.
        gone: bool,
        /// The tracker's monogram, for the tile.
        monogram: String,
        /// The key alone.
        key: String,
        /// The target's title.
        title: String,
        /// Its uploads, one per part.
        uploads: Vec<BookingUpload>,
    }
}

view! {
    /// The upload of one part of a booking.
    BookingUpload {
        /// Its id.
        id: String,
        /// How far it has come.
        state: UploadState,
        /// The tracker's id of the record.
        remote_id: Option<String>,
        /// Why it needs a person, or waits.
        reason: Option<String>,
        /// What helps.
        remedy: Option<String>,
    }
}

view! {
    /// One change of an entry.
    HistoryRow {
        /// The revision.
        rev: u32,
        /// When.
        at: String,
        /// The verb.
        verb: String,
        /// From where.
        surface: String,
        /// As it was; null = it did not exist.
        before: Option<Entry>,
        /// As it became; null = it was removed.
        after: Option<Entry>,
    }
}

view! {
    /// What one tracker will get of an entry.
    Preview {
        /// `connection:key`.
        target: String,
        /// The tracker's name.
        tracker: String,
        /// The booking with its uploads so far.
        booking: Booking,
        /// The records, in order.
        parts: Vec<PreviewPart>,
        /// Why nothing can be sent.
        blocked: Option<String>,
        /// What helps.
        remedy: Option<String>,
        /// What else to know before it is sent.
        warnings: Vec<Warning>,
    }
}

view! {
    /// One record a tracker will get.
    PreviewPart {
        /// When it begins.
        start: String,
        /// How long it is, in seconds.
        seconds: u32,
        /// In the tracker's own words: `PT1H30M`, `1:30`.
        shown: String,
        /// How much of when it was the tracker keeps.
        time: PartTime,
        /// Whether it is a break.
        is_break: bool,
        /// Its text.
        text: String,
        /// Its tags there.
        tags: Vec<String>,
        /// The billable mark; null = the tracker keeps none or decides itself.
        billable: Option<bool>,
        /// What differs from the recorded time; empty = exact.
        losses: Vec<String>,
    }
}

view! {
    /// Totals over a range.
    Report {
        /// The first day.
        from: String,
        /// The last day, inclusive.
        to: String,
        /// The rows.
        rows: Vec<ReportRow>,
        /// All work, in seconds.
        work_seconds: u32,
        /// All breaks, in seconds.
        break_seconds: u32,
        /// All undecided time, in seconds.
        undecided_seconds: u32,
    }
}

view! {
    /// One row of a report.
    ReportRow {
        /// The day, target or tag.
        key: String,
        /// Work in seconds.
        work_seconds: u32,
        /// Breaks in seconds.
        break_seconds: u32,
        /// Undecided time in seconds.
        undecided_seconds: u32,
    }
}
