//! A generator of years of entries, for benchmarks and tests: seeded, always the same, thousands of rows at a time.
//!
//! What it writes is what [`Store::commit`] would have written, but for the history and the undo log: nothing that
//! is measured reads those. Every booking has one finished upload.

use domain::upload::Known;
use domain::{
    Booking, Cause, Connection, ConnectionId, Kind, Payload, PayloadKind, Target, TargetId, Timestamp,
};
use uuid::Uuid;

use crate::row::{Id as _, json};
use crate::{Rev, Store, StoreError, habit, number, search};

/// Entries per transaction.
const AT_A_TIME: u64 = 5_000;
const DAY_MILLIS: i64 = 86_400_000;
/// How far back the entries reach at least.
const TEN_YEARS: u64 = 3_652;
/// No day has more of them on the average: twice what a busy person makes. A million reach half a century back.
const A_DAY: u64 = 55;
/// The longest entry.
const LONGEST_MILLIS: i64 = 4 * 3_600_000;
const TARGETS: usize = 400;
const ZONE: &str = "Europe/Berlin";

const DOING: [&str; 20] = [
    "Answer",
    "Build",
    "Check",
    "Debug",
    "Estimate",
    "Fix",
    "Grundlagen für",
    "Hotfix",
    "Import",
    "Join",
    "Kläre",
    "Label",
    "Merge",
    "Name",
    "Öffne",
    "Plan",
    "Query",
    "Review",
    "Support",
    "Übergabe",
];
const THING: [&str; 25] = [
    "api",
    "backup",
    "café menu",
    "deploy",
    "export",
    "Fußzeile",
    "gateway",
    "header",
    "invoice",
    "journal",
    "kiosk",
    "login",
    "mailer",
    "newsletter",
    "onboarding",
    "payments",
    "queue",
    "release",
    "search",
    "tests",
    "upload",
    "video",
    "website",
    "xml feed",
    "zoom call",
];
const TAGS: [&str; 8] = ["admin", "büro", "call", "design", "dev", "meeting", "ops", "reisen"];

/// What to generate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Plan {
    /// How many entries.
    pub entries: u64,
    /// The instant before which all of them end; they reach ten years back, or further at 55 a day.
    pub until: Timestamp,
    /// The same seed gives the same entries.
    pub seed: u64,
}

/// Numbers that look random and are not (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.roll() % end.max(1)
    }

    fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("below the length of something in memory")
    }

    /// An index of which small ones come far more often, as the things people do.
    fn favourite(&mut self, length: usize) -> usize {
        let (a, b, c) = (self.index(length), self.index(length), self.index(length));
        a.min(b).min(c)
    }

    fn uuid(&mut self, at: i64) -> Uuid {
        let at = at.unsigned_abs() & 0xffff_ffff_ffff;
        let high = (at << 16) | 0x7000 | (self.roll() & 0x0fff);
        let low = (self.roll() >> 2) | 0x8000_0000_0000_0000;
        Uuid::from_u64_pair(high, low)
    }
}

/// Something people do again and again.
struct Habit {
    note: String,
    bookings: Vec<Booking>,
    /// The words its entries are found by.
    words: Vec<String>,
    uses: u64,
    last: i64,
    score: f64,
}

/// Number, id, start, end, work, break, undecided, habit, billable, note.
type EntryRow = (i64, String, i64, i64, i64, i64, i64, usize, u8, String);

/// Rows of one transaction, by table, as JSON arrays.
#[derive(Default)]
struct Rows {
    entries: Vec<EntryRow>,
    segments: Vec<(i64, usize, Kind, Cause, i64, i64)>,
    tags: Vec<(i64, usize, &'static str)>,
    bookings: Vec<(i64, usize, String, String)>,
    words: Vec<(i64, String)>,
    uploads: Vec<(String, String, String, String, String, String)>,
}

/// Fills an empty store.
pub async fn fill(store: &mut Store, plan: Plan) -> Result<Rev, StoreError> {
    let mut dice = Dice(plan.seed);
    let connection = ConnectionId::new(dice.uuid(0));
    let targets = targets();
    store.put_connection(&account(connection)).await?;
    store.put_targets(connection, &targets, plan.until).await?;
    let mut habits = habits(&mut dice, plan.entries, connection, &targets);
    put_habits(store, &habits).await?;
    let days = plan.entries.div_ceil(A_DAY).max(TEN_YEARS);
    let long = i64::try_from(days).unwrap_or(i64::MAX).saturating_mul(DAY_MILLIS);
    let step = long / i64::try_from(plan.entries.max(1)).unwrap_or(i64::MAX);
    let mut start = plan.until.millis() - long;
    let mut left = plan.entries;
    while left > 0 {
        let some = left.min(AT_A_TIME);
        left -= some;
        let mut rows = Rows::default();
        for _ in 0..some {
            one(&mut dice, &mut habits, &mut rows, start, step);
            start += step;
        }
        put_rows(store, &rows).await?;
    }
    put_habits(store, &habits).await?;
    sweep(store).await
}

/// Makes one entry between `start` and `start + step`.
fn one(dice: &mut Dice, habits: &mut [Habit], rows: &mut Rows, start: i64, step: i64) {
    let start = start + i64::try_from(dice.below(step.unsigned_abs() / 8)).unwrap_or(0);
    let room = (step * 7 / 8).clamp(4, LONGEST_MILLIS);
    let length = room / 4 + i64::try_from(dice.below(room.unsigned_abs() * 3 / 4)).unwrap_or(0);
    let end = start + length.max(3);
    let n = number::first(Timestamp::from_millis(start));
    let place = dice.favourite(habits.len());
    let habit = &mut habits[place];
    let weight = habit::weight(Timestamp::from_millis(start));
    habit.score = if habit.uses == 0 { weight } else { habit::more(habit.score, weight) };
    habit.uses += 1;
    habit.last = start;
    let id = dice.uuid(start).simple().to_string();
    let (a, b) = (start + (end - start) / 2, start + (end - start) * 5 / 6);
    let (work, rest, undecided) = match dice.below(20) {
        0 => {
            rows.segments.push((n, 0, Kind::Work, Cause::User, start, b));
            rows.segments.push((n, 1, Kind::Undecided, Cause::Idle, b, end));
            (b - start, 0, end - b)
        }
        1..6 if b > a => {
            rows.segments.push((n, 0, Kind::Work, Cause::User, start, a));
            rows.segments.push((n, 1, Kind::Break, Cause::User, a, b));
            rows.segments.push((n, 2, Kind::Work, Cause::User, b, end));
            (a - start + end - b, b - a, 0)
        }
        _ => {
            rows.segments.push((n, 0, Kind::Work, Cause::User, start, end));
            (end - start, 0, 0)
        }
    };
    let mut words = habit.words.clone();
    if dice.below(2) == 0 {
        let tag = TAGS[dice.index(TAGS.len())];
        words.extend(search::tokens(tag));
        rows.tags.push((n, 0, tag));
    }
    for (place, booking) in habit.bookings.iter().enumerate() {
        let connection = booking.connection.to_uuid().simple().to_string();
        let payload = Payload {
            target: booking.target.clone(),
            kind: PayloadKind::Work,
            start: Timestamp::from_millis(start),
            seconds: u32::try_from(work / 1000).unwrap_or(u32::MAX),
            text: habit.note.clone(),
            tags: Vec::new(),
            billable: Some(true),
        };
        let upload = dice.uuid(start).simple().to_string();
        let known =
            Known { remote_id: upload.clone(), payload: payload.clone(), seen: payload.clone(), maybe: None };
        rows.uploads.push((
            upload,
            id.clone(),
            connection.clone(),
            booking.target.to_string(),
            json(&payload),
            json(&known),
        ));
        rows.bookings.push((n, place, connection, booking.target.to_string()));
    }
    rows.words.push((n, search::joined(words)));
    let billable = u8::from(!habit.bookings.is_empty());
    rows.entries.push((n, id, start, end, work, rest, undecided, place + 1, billable, habit.note.clone()));
}

fn account(id: ConnectionId) -> Connection {
    Connection {
        id,
        kind: "clockify".into(),
        name: "clockify".into(),
        base_url: "https://api.clockify.me".into(),
        workspace: None,
        settings: Default::default(),
        identity: None,
        policy: Default::default(),
    }
}

fn targets() -> Vec<Target> {
    (0..TARGETS)
        .map(|place| Target {
            id: TargetId::new(format!("project{}/task{place}", place % 20)),
            key: format!("PROJ-{place}"),
            title: format!("{} {}", DOING[place % DOING.len()], THING[place % THING.len()]),
            parent: Some(format!("Client {}", place % 20)),
            billable: Some(true),
            mine: place % 4 == 0,
        })
        .collect()
}

fn habits(dice: &mut Dice, entries: u64, connection: ConnectionId, targets: &[Target]) -> Vec<Habit> {
    let many = usize::try_from((entries / 20).clamp(20, 50_000)).expect("at most 50 000");
    (0..many)
        .map(|place| {
            let note =
                format!("{} {} {place}", DOING[dice.index(DOING.len())], THING[dice.index(THING.len())]);
            let mut words = search::tokens(&note);
            let bookings = if dice.below(4) == 0 {
                Vec::new()
            } else {
                let target = &targets[dice.favourite(targets.len())];
                for text in ["clockify", target.id.as_str(), &target.key, &target.title] {
                    words.extend(search::tokens(text));
                }
                words.extend(search::tokens(target.parent.as_deref().unwrap_or_default()));
                vec![Booking { connection, target: target.id.clone() }]
            };
            Habit { note, bookings, words, uses: 0, last: 0, score: 0.0 }
        })
        .collect()
}

async fn put_habits(store: &mut Store, habits: &[Habit]) -> Result<Rev, StoreError> {
    let rows: Vec<_> = habits
        .iter()
        .enumerate()
        .map(|(place, habit)| {
            let fold = habit::folded(&habit.note);
            (
                place + 1,
                &habit.note,
                habit::key(&habit.bookings),
                fold,
                habit.uses.max(1),
                habit.last,
                habit.score,
            )
        })
        .collect();
    let statement = "insert into habit (n, note, bookings, fold, uses, last_ms, score)
         select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6 + 0.0
         from json_each(?) where true
         on conflict (n) do update set
             uses = excluded.uses, last_ms = excluded.last_ms, score = excluded.score";
    put(store, &[(statement, json(&rows))]).await
}

async fn put_rows(store: &mut Store, rows: &Rows) -> Result<Rev, StoreError> {
    let statements = [
        (
            "insert into entry (n, id, start_ms, end_ms, work_ms, break_ms, undecided_ms, habit, billable, note, zone)
             select value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                    value ->> 7, value ->> 8, value ->> 9, ?2
             from json_each(?1)",
            json(&rows.entries),
        ),
        (
            "insert into segment (entry, place, kind, cause, start_ms, end_ms)
             select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 from json_each(?1)",
            json(&rows.segments),
        ),
        (
            "insert into tag (entry, place, tag) select value ->> 0, value ->> 1, value ->> 2 from json_each(?1)",
            json(&rows.tags),
        ),
        (
            "insert into booking (entry, place, connection, target)
             select value ->> 0, value ->> 1, unhex(value ->> 2), value ->> 3 from json_each(?1)",
            json(&rows.bookings),
        ),
        ("insert into word (rowid, words) select value ->> 0, value ->> 1 from json_each(?1)", json(&rows.words)),
        (
            "insert into upload (id, rev, entry, connection, target, part, desired, known, stage, state, attempts)
             select unhex(value ->> 0), revision.n, unhex(value ->> 1), unhex(value ->> 2), value ->> 3, 0,
                    value ->> 4, value ->> 5, 'done', '{\"state\":\"done\"}', 0
             from json_each(?1), revision",
            json(&rows.uploads),
        ),
    ];
    put(store, &statements).await
}

async fn put(store: &mut Store, statements: &[(&'static str, String)]) -> Result<Rev, StoreError> {
    let rev = store.begin().await?;
    let mut result = Ok(rev);
    for (statement, rows) in statements {
        let mut query = sqlx::query(*statement).bind(rows);
        if statement.contains("?2") {
            query = query.bind(ZONE);
        }
        if let Err(error) = query.execute(&mut store.connection).await {
            result = Err(error.into());
            break;
        }
    }
    store.end(result).await
}

/// Drops habits nothing uses, marks booked targets, merges the word index, and folds the log into the file.
async fn sweep(store: &mut Store) -> Result<Rev, StoreError> {
    let rev = put(
        store,
        &[
            ("delete from habit where ?1 = '' and n not in (select habit from entry)", String::new()),
            (
                "update target set booked = 1 where ?1 = '' and (connection, id) in (
                     select connection, target from booking)",
                String::new(),
            ),
        ],
    )
    .await?;
    sqlx::query("insert into word (word) values ('optimize')").execute(&mut store.connection).await?;
    sqlx::query("pragma wal_checkpoint(truncate)").execute(&mut store.connection).await?;
    Ok(rev)
}
