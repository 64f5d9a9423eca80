//! A working day as one line of stretches: what was work, rest or undecided from its first work until now.
//!
//! Break rules, rhythms and reminders all read this line and never the entries: what several entries say about one
//! instant is settled here, once. Nothing here changes an entry.

use crate::{Entry, Kind, Timestamp};

/// So long without work parts two working days: no lunch is that long, and few nights are shorter. Midnight does not,
/// because whoever works at night owes the same breaks.
pub const DAY_PARTS_MILLIS: i64 = 6 * 60 * 60 * 1000;

/// A stretch of the line; neighbours touch and differ in kind. `Break` is a break or a gap between entries alike.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// What it is.
    pub kind: Kind,
    /// Its first instant.
    pub start: Timestamp,
    /// The first instant after it; never after `now`.
    pub end: Timestamp,
}

impl Stretch {
    /// Its length in milliseconds, longer than zero.
    pub const fn millis(self) -> i64 {
        self.end.since(self.start)
    }
}

/// The working day that goes on at `now`, from its first work. Empty when it has not begun, or is over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Workday {
    /// Until when it was looked at.
    now: Timestamp,
    /// Whether work goes on at `now`.
    working: bool,
    stretches: Vec<Stretch>,
}

impl Workday {
    /// The working day of these entries; give those of the last two days, in any order. What lies after `now` is not
    /// looked at. Where entries overlap, work outweighs undecided time, and that a break.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>, now: Timestamp) -> Self {
        let mut edges: Vec<(Timestamp, usize, i32)> = Vec::new();
        let mut working = false;
        for segment in entries.into_iter().flat_map(Entry::segments) {
            working |= segment.kind == Kind::Work && segment.end.is_none() && segment.start <= now;
            let end = segment.end.map_or(now, |end| end.min(now));
            if segment.start < end {
                let weight = weight(segment.kind);
                edges.extend([(segment.start, weight, 1), (end, weight, -1)]);
            }
        }
        edges.sort_unstable();
        Self { now, working, stretches: current_day(line(&edges, now)) }
    }

    /// The instant the line ends at.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Whether work goes on at `now`.
    pub fn is_working(&self) -> bool {
        self.working
    }

    /// The stretches: ordered, touching, the first one no rest, the last one up to `now`.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// Work in milliseconds.
    pub fn work_millis(&self) -> i64 {
        self.stretches
            .iter()
            .filter(|stretch| stretch.kind == Kind::Work)
            .map(|stretch| stretch.millis())
            .sum()
    }

    /// When so much work was done from the stretch at `from` on; beyond what was done, work goes on from `now`.
    pub(crate) fn reached(&self, from: usize, millis: i64) -> Timestamp {
        let mut left = millis;
        for stretch in self.stretches.iter().skip(from).filter(|stretch| stretch.kind == Kind::Work) {
            if left <= stretch.millis() {
                return stretch.start.plus_millis(left);
            }
            left -= stretch.millis();
        }
        self.now.plus_millis(left)
    }
}

/// Kinds by what outweighs what.
const KINDS: [Kind; 3] = [Kind::Break, Kind::Undecided, Kind::Work];

fn weight(kind: Kind) -> usize {
    match kind {
        Kind::Break => 0,
        Kind::Undecided => 1,
        Kind::Work => 2,
    }
}

/// The line from the first edge to `now`, from edges in order: how many segments of each weight begin or end there.
fn line(edges: &[(Timestamp, usize, i32)], now: Timestamp) -> Vec<Stretch> {
    let mut line: Vec<Stretch> = Vec::new();
    let mut open = [0_i32; KINDS.len()];
    for (place, (at, weight, change)) in edges.iter().enumerate() {
        open[*weight] += change;
        let end = edges.get(place + 1).map_or(now, |next| next.0);
        if *at >= end {
            continue;
        }
        let kind =
            (0..KINDS.len()).rev().find(|weight| open[*weight] > 0).map_or(Kind::Break, |at| KINDS[at]);
        match line.last_mut() {
            Some(last) if last.kind == kind => last.end = end,
            _ => line.push(Stretch { kind, start: *at, end }),
        }
    }
    line
}

/// What follows the last long time without work, from the first stretch that is no rest.
fn current_day(line: Vec<Stretch>) -> Vec<Stretch> {
    let mut begins = 0;
    let mut off = 0;
    for (place, stretch) in line.iter().enumerate() {
        if stretch.kind == Kind::Work {
            if off >= DAY_PARTS_MILLIS {
                begins = place;
            }
            off = 0;
        } else {
            off += stretch.millis();
        }
    }
    if off >= DAY_PARTS_MILLIS {
        return Vec::new();
    }
    line.into_iter().skip(begins).skip_while(|stretch| stretch.kind == Kind::Break).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use chrono_tz::UTC;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::entry::Draft;
    use crate::{Cause, EntryId, Segment};

    /// 20 November 2026, 00:00 UTC.
    pub(crate) const MIDNIGHT: i64 = 1_795_132_800_000;

    /// So many minutes after midnight.
    pub(crate) fn m(minutes: i64) -> Timestamp {
        Timestamp::from_millis(MIDNIGHT + minutes * 60_000)
    }

    /// An entry of `(kind, from, to)` in minutes after midnight; a `to` of -1 is open.
    pub(crate) fn entry(segments: &[(Kind, i64, i64)]) -> Entry {
        let segments = segments.iter().map(|(kind, from, to)| Segment {
            kind: *kind,
            start: m(*from),
            end: (*to >= 0).then(|| m(*to)),
            cause: Cause::User,
        });
        Entry::try_from(Draft {
            id: EntryId::new(Uuid::from_u128(1)),
            note: String::new(),
            tags: Vec::new(),
            billable: false,
            bookings: Vec::new(),
            zone: UTC,
            segments: segments.collect(),
        })
        .unwrap()
    }

    /// Entries out of `W60 B15 U5 W30`: what it was and for how many minutes, from 08:00 on; `-` is a gap between
    /// entries. Ends with the instant after the last one.
    pub(crate) fn day(text: &str) -> (Vec<Entry>, Timestamp) {
        let mut at = 8 * 60;
        let mut entries = Vec::new();
        let mut open: Vec<(Kind, i64, i64)> = Vec::new();
        for word in text.split_whitespace() {
            let (sign, minutes) = word.split_at(1);
            let until = at + minutes.parse::<i64>().unwrap();
            match sign {
                "W" => open.push((Kind::Work, at, until)),
                "B" => open.push((Kind::Break, at, until)),
                "U" => open.push((Kind::Undecided, at, until)),
                "-" => entries.extend((!open.is_empty()).then(|| entry(&std::mem::take(&mut open)))),
                other => panic!("{other} is no kind"),
            }
            at = until;
        }
        entries.extend((!open.is_empty()).then(|| entry(&open)));
        (entries, m(at))
    }

    fn told(day: &Workday) -> String {
        let sign = |kind| match kind {
            Kind::Work => 'W',
            Kind::Break => 'B',
            Kind::Undecided => 'U',
        };
        let words = day.stretches().iter().map(|at| format!("{}{}", sign(at.kind), at.millis() / 60_000));
        words.collect::<Vec<_>>().join(" ")
    }

    #[rstest::rstest]
    #[case("W60 B15 W60", "W60 B15 W60")]
    // A gap between entries is rest, and joins the breaks at its sides.
    #[case("W60 B10 -5 B10 W60", "W60 B25 W60")]
    // Undecided time is neither, and parts two breaks.
    #[case("W60 B10 U5 B10 W60", "W60 B10 U5 B10 W60")]
    // Rest before the first work is no break.
    #[case("B30 W60", "W60")]
    // A long gap begins a new day; so does a night nobody has spoken for.
    #[case("W480 -600 W60", "W60")]
    #[case("W480 U600 W60", "W60")]
    #[case("W480 B100 U300 W60", "W60")]
    #[case("W480 -359 W60", "W480 B359 W60")]
    #[case("W480 -360", "")]
    #[case("", "")]
    fn a_day_is_one_line(#[case] text: &str, #[case] line: &str) {
        let (entries, now) = day(text);
        assert_eq!(told(&Workday::of(&entries, now)), line);
    }

    #[test]
    fn where_entries_overlap_work_outweighs_undecided_time_and_that_a_break() {
        let entries = [
            entry(&[(Kind::Work, 0, 60)]),
            entry(&[(Kind::Break, 30, 120)]),
            entry(&[(Kind::Undecided, 50, 90)]),
        ];
        assert_eq!(told(&Workday::of(&entries, m(120))), "W60 U30 B30");
    }

    #[test]
    fn an_open_segment_counts_up_to_now_and_nothing_counts_after_it() {
        let entries = [entry(&[(Kind::Work, 0, -1)]), entry(&[(Kind::Break, 200, 300)])];
        let day = Workday::of(&entries, m(100));
        assert_eq!(told(&day), "W100");
        assert!(day.is_working());
        assert!(!Workday::of(&entries[1..], m(250)).is_working());
    }

    #[test]
    fn work_is_reached_where_it_was_done_or_will_be() {
        let (entries, now) = day("W60 B30 W60");
        let day = Workday::of(&entries, now);
        assert_eq!(day.reached(0, 30 * 60_000), m(8 * 60 + 30));
        assert_eq!(day.reached(0, 90 * 60_000), m(10 * 60));
        assert_eq!(day.reached(0, 130 * 60_000), now.plus_millis(10 * 60_000));
        assert_eq!(day.reached(1, 30 * 60_000), m(10 * 60));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_line_has_no_hole_and_no_two_kinds_at_once(
            spans in prop::collection::vec((0_usize..3, 0_i64..1_000, 1_i64..200), 0..8),
            now in 0_i64..1_500,
        ) {
            let entries: Vec<Entry> =
                spans.iter().map(|(kind, from, long)| entry(&[(KINDS[*kind], *from, from + long)])).collect();
            let day = Workday::of(&entries, m(now));
            let line = day.stretches();
            prop_assert!(line.iter().all(|stretch| stretch.millis() > 0));
            prop_assert!(line.windows(2).all(|two| two[0].end == two[1].start && two[0].kind != two[1].kind));
            prop_assert!(line.last().is_none_or(|last| last.end == m(now)));
            prop_assert!(line.first().is_none_or(|first| first.kind != Kind::Break));
        }
    }
}
