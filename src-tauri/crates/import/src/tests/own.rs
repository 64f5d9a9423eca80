//! Stint's own exports come back as they went.

use chrono_tz::Tz;
use domain::{Cause, Kind, Segment, Timestamp};
use proptest::prelude::*;

use super::{faults, options, reading, rows};
use crate::{Format, read};

#[test]
fn the_csv_keeps_id_zone_stretches_and_tags_with_blanks() {
    let file = "id,start,end,zone,note,tags,billable,targets,work_seconds,break_seconds,undecided_seconds,segments\r\n\
        019aa000-0000-7000-8000-000000000001,2026-11-20T08:00:00.417Z,2026-11-20T09:00:00.000Z,America/New_York,'=1+1,\"dev \"\"on site\"\"\",true,clockify:Website,2999,600,0,work:user:2026-11-20T08:00:00.417Z/2026-11-20T08:20:00.000Z break:lock:2026-11-20T08:20:00.000Z/2026-11-20T08:30:00.000Z work:user:2026-11-20T08:30:00.000Z/2026-11-20T09:00:00.000Z\r\n\
        ,2026-11-20T10:00:00.000Z,2026-11-20T11:00:00.000Z,UTC,older,,false,,3000,600,0,\r\n\
        ,2026-11-20T10:00:00.000Z,,UTC,runs,,false,,3000,600,0,\r\n\
        ,2026-11-20T10:00:00.000Z,2026-11-20T11:00:00.000Z,Moon/Sea,x,,false,,3000,600,0,\r\n\
        ,2026-11-20T10:00:00.000Z,2026-11-20T11:00:00.000Z,UTC,x,,false,,3000,600,0,work:user:then/now\r\n";
    let read = reading(file);
    assert_eq!(read.format, Format::Stint);
    let entry = &read.rows[0].entry;
    assert_eq!(entry.id.to_string(), "019aa000-0000-7000-8000-000000000001");
    assert_eq!(
        (entry.note.as_str(), entry.tags.as_slice()),
        ("=1+1", &["dev".to_owned(), "on site".into()][..])
    );
    assert_eq!((entry.zone, entry.segments().len()), (Tz::America__New_York, 3));
    assert_eq!(entry.segments()[1].cause, Cause::Lock);
    assert_eq!(entry.start().millis() % 1_000, 417);
    assert_eq!(rows(&read)[1], "3: 20 10:00:00 - 20 11:00:00 older break 10");
    assert_eq!(faults(&read), ["4 end: Running", "5 zone: Zone(\"Moon/Sea\")", "6 segments: Segments"]);
}

fn stretch() -> impl Strategy<Value = (Kind, Cause, i64)> {
    let kind = prop_oneof![Just(Kind::Work), Just(Kind::Break), Just(Kind::Undecided)];
    let cause = prop_oneof![Just(Cause::User), Just(Cause::Suspend), Just(Cause::Import)];
    (kind, cause, 1_i64..90_000_000)
}

/// An entry as the JSON export spells it.
fn exported(
    note: &str,
    tags: &[String],
    billable: bool,
    zone: Tz,
    stretches: &[Segment],
) -> serde_json::Value {
    let segments: Vec<_> = stretches
        .iter()
        .map(|segment| {
            serde_json::json!({ "kind": segment.kind, "cause": segment.cause, "start": segment.start.rfc3339(),
                "end": segment.end.map(Timestamp::rfc3339) })
        })
        .collect();
    serde_json::json!({ "id": "019aa000-0000-7000-8000-000000000001", "note": note, "tags": tags,
        "billable": billable, "zone": zone.name(), "start": segments[0]["start"],
        "end": segments[segments.len() - 1]["end"], "work_seconds": 1, "break_seconds": 0,
        "undecided_seconds": 0, "segments": segments, "bookings": [] })
}

proptest! {
    #[test]
    fn the_json_comes_back_equal(
        note in "\\PC{0,40}",
        tags in prop::collection::vec("[a-z\u{e4}\"'= ]{0,8}x", 0..4),
        billable: bool,
        zone in prop::sample::select(&chrono_tz::TZ_VARIANTS[..]),
        stretches in prop::collection::vec(stretch(), 1..6),
    ) {
        let mut at = Timestamp::from_millis(1_700_000_000_123);
        let mut segments = Vec::new();
        for (kind, cause, length) in stretches {
            let end = at.plus_millis(length);
            segments.push(Segment { kind, cause, start: at, end: Some(end) });
            at = end;
        }
        let file = serde_json::json!([exported(&note, &tags, billable, zone, &segments)]).to_string();
        let read = reading(&file);
        prop_assert_eq!(read.format, Format::Stint);
        let entry = &read.rows[0].entry;
        prop_assert_eq!(&entry.note, note.trim());
        let mut wanted: Vec<String> = Vec::new();
        for tag in &tags {
            if !wanted.iter().any(|known| known == tag.trim()) {
                wanted.push(tag.trim().to_owned());
            }
        }
        prop_assert_eq!(&entry.tags, &wanted);
        prop_assert_eq!((entry.billable, entry.zone), (billable, zone));
        let joined = entry.with_segments(segments).unwrap();
        prop_assert_eq!(entry.segments(), joined.segments());
    }

    /// Whatever a file holds, it is read, refused or told row by row.
    #[test]
    fn no_text_stops_the_reader(text in "\\PC{0,300}", lines in prop::collection::vec("[a-z0-9,;\"'\\[\\]{}:/ -]{0,60}", 0..20)) {
        let _read = read(&text, &options());
        for head in ["Start date,Start time,End date,End time,Duration\n", "Date,Begin,End,Activity,Break\n", "start,end,work_seconds\n", "[{\"start\":\"20261120T081500Z\"},"] {
            let _read = read(&format!("{head}{}", lines.join("\n")), &options());
        }
    }
}
