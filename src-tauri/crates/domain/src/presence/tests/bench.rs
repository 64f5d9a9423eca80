//! The bench of scripted days: whatever machine, desktop and person do, what is recorded is what was worked.
//!
//! A seed decides everything. The script keeps the truth in milliseconds that nothing disturbs; the life under test
//! sees only the clock of the wall and the events that reach it. One seed again: `BENCH_SEED=17 cargo test -p domain`.

use chrono_tz::Tz;

use super::life::{Life, THRESHOLD};
use crate::presence::Event;
use crate::report::{DayTotals, day_totals};
use crate::timer::tests::world::{new, start};
use crate::{Cause, EditPatch, Entry, Kind, Overlap, Segment, Timestamp, Verb};

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
/// Back ends call a person idle after this.
const IDLE_AFTER: i64 = MINUTE;

/// Days begin in the evening before the clocks change, or don't; in zones whose days are odd.
const DAYS: [(i64, Tz); 6] = [
    (1_774_738_800_000, chrono_tz::Europe::Berlin), // 2026-03-28T23:00Z, forward two hours later
    (1_792_882_800_000, chrono_tz::Europe::Berlin), // 2026-10-24T23:00Z, back two hours later
    (1_772_949_600_000, chrono_tz::America::New_York), // 2026-03-08T06:00Z, forward an hour later
    (1_793_505_600_000, chrono_tz::America::New_York), // 2026-11-01T04:00Z, back two hours later
    (1_775_304_000_000, chrono_tz::Australia::Lord_Howe), // 2026-04-04T12:00Z, back by half an hour
    (1_795_161_600_000, chrono_tz::Europe::Berlin), // 2026-11-20T08:00Z, an ordinary morning
];

/// Numbers from a seed (SplitMix64).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 up to before `bound`.
    pub(super) fn below(&mut self, bound: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        i64::try_from((z ^ (z >> 31)) >> 1).unwrap() % bound
    }

    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(high - low)
    }

    fn one_in(&mut self, many: i64) -> bool {
        self.below(many) == 0
    }
}

/// How a person leaves the desk.
#[derive(Clone, Copy, Debug)]
enum Way {
    Idle,
    Lock,
    IdleThenLock,
    Suspend,
    LockAndSuspend,
    IdleThenSuspend,
}

const WAYS: [Way; 6] =
    [Way::Idle, Way::Lock, Way::IdleThenLock, Way::Suspend, Way::LockAndSuspend, Way::IdleThenSuspend];

/// One day, played.
struct Day {
    random: Random,
    life: Life,
    /// Milliseconds since the day began, by a clock nobody can set.
    truth: i64,
    /// The wall clock minus the truth.
    offset: i64,
    /// Where the wall clock's pieces began since it was last set back: `(wall, truth)`.
    pieces: Vec<(i64, i64)>,
    /// When the person worked with a timer running, in truth.
    worked: Vec<(i64, i64)>,
    /// How far the record may be off: what melts, and what events are late by.
    slack: i64,
    /// What happened, for whoever has to look into a seed.
    log: Vec<String>,
}

impl Day {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed.wrapping_mul(0x2545_F491_4F6C_DD1D));
        let (start, zone) = DAYS[usize::try_from(random.below(6)).unwrap()];
        let mut life = Life::new(Timestamp::from_millis(start));
        life.world.zone = zone;
        let pieces = vec![(start, 0)];
        Self { random, life, truth: 0, offset: start, pieces, worked: Vec::new(), slack: 0, log: Vec::new() }
    }

    fn wall(&self) -> Timestamp {
        Timestamp::from_millis(self.truth + self.offset)
    }

    /// Whether the person's time counts as work now, as the person sees it.
    fn on_the_clock(&self) -> bool {
        self.life.world.running().is_some_and(|entry| entry.last().kind != Kind::Break)
    }

    /// The machine is on for so long; looks are taken when they come due.
    fn pass(&mut self, millis: i64, works: bool) {
        if works && self.on_the_clock() {
            self.worked.push((self.truth, self.truth + millis));
        }
        self.truth += millis;
        self.life.pass_to(self.wall());
    }

    /// The machine is off or asleep for so long.
    fn sleep(&mut self, millis: i64) {
        self.truth += millis;
        self.life.world.now = self.wall();
    }

    fn hear(&mut self, event: Event) {
        self.log.push(format!("{:>9} {event:?}", self.truth / SECOND));
        self.life.hear(event);
        if self.random.one_in(15) {
            self.life.hear(event);
        }
    }

    fn say(&mut self, verb: &Verb) {
        self.log.push(format!("{:>9} says {verb:?}", self.truth / SECOND));
        self.life.say(verb);
    }

    /// Hears events that happen at one moment, in any order, some of them twice; each in its own second.
    fn hear_all(&mut self, mut events: Vec<Event>, works: bool) {
        while !events.is_empty() {
            let place = usize::try_from(self.random.below(i64::try_from(events.len()).unwrap())).unwrap();
            let event = events.swap_remove(place);
            self.hear(event);
            let late = self.random.between(1, SECOND);
            self.pass(late, works);
            self.slack += late;
        }
    }

    /// Works on, with input all the time.
    fn work(&mut self) {
        let millis = self.random.between(MINUTE, 90 * MINUTE);
        self.pass(millis, true);
        if self.random.one_in(3) {
            self.answer(false);
        }
    }

    /// Leaves the desk for so long, this way, and comes back.
    fn leave(&mut self, way: Way, millis: i64) {
        self.log.push(format!("{:>9} leaves by {way:?} for {} s", self.truth / SECOND, millis / SECOND));
        if millis < THRESHOLD && self.on_the_clock() {
            self.slack += millis;
        }
        let left = self.truth;
        let since = self.wall();
        let idle = Event::IdleBegan { since };
        let lost = |day: &mut Self| day.random.one_in(6);
        let mut ends: Vec<Event> = Vec::new();
        let (locks, sleeps) = match way {
            Way::Idle => (false, false),
            Way::Lock | Way::IdleThenLock => (true, false),
            Way::Suspend | Way::IdleThenSuspend => (false, true),
            Way::LockAndSuspend => (true, true),
        };
        let mut begins: Vec<Event> = Vec::new();
        let idles =
            matches!(way, Way::Idle | Way::IdleThenLock | Way::IdleThenSuspend) && millis > IDLE_AFTER;
        if idles {
            self.pass(IDLE_AFTER, false);
            self.hear(idle);
            ends.push(Event::IdleEnded);
        }
        // Without another sign a lost one cannot be known of, and no program can do better.
        if locks && (!idles || !lost(self)) && (!sleeps || !lost(self)) {
            begins.push(Event::Locked);
        }
        if locks {
            ends.push(Event::Unlocked);
        }
        if sleeps && !lost(self) {
            begins.push(Event::Suspending);
        }
        // A word that comes only when the machine wakes.
        let late = (sleeps && self.random.one_in(8)).then(|| begins.pop()).flatten();
        let watched = self.wall();
        self.hear_all(begins, false);
        let rest = (left + millis - self.truth).max(0);
        if sleeps {
            self.sleep(rest);
            // The clock's own watch sees every sleep, and is the first to speak.
            let from = watched.plus_millis(-self.random.below(30 * SECOND));
            self.hear(Event::Gap { from });
            self.slack += 30 * SECOND;
            if !lost(self) {
                ends.push(Event::Resumed);
            }
            ends.extend(late);
            // At the lock screen the mouse is touched first.
            if locks {
                ends.push(Event::IdleEnded);
            }
        } else {
            let half = rest / 2;
            self.pass(half, false);
            if idles && !locks && self.random.one_in(6) {
                // Something bumps the table, and nobody is there all the same.
                let bump = self.wall();
                self.hear(Event::IdleEnded);
                self.pass(IDLE_AFTER.min(rest - half), false);
                self.hear(Event::IdleBegan { since: bump });
                self.slack += 2 * THRESHOLD;
                let gone = IDLE_AFTER.min(rest - half);
                self.pass(rest - half - gone, false);
            } else {
                self.pass(rest - half, false);
            }
        }
        // The end may be lost as well: then time is undecided for longer, and a person says what it was.
        ends.retain(|end| matches!(end, Event::Suspending | Event::Locked) || !self.random.one_in(6));
        self.hear_all(ends, true);
    }

    fn long(&mut self) -> i64 {
        match self.random.below(8) {
            0 => self.random.between(3 * HOUR, 11 * HOUR),
            1..=3 => self.random.between(HOUR, 3 * HOUR),
            _ => self.random.between(THRESHOLD + MINUTE, HOUR),
        }
    }

    fn way(&mut self) -> Way {
        WAYS[usize::try_from(self.random.below(6)).unwrap()]
    }

    /// One thing after another.
    fn episode(&mut self) {
        match self.random.below(20) {
            0..=3 => {
                let (way, millis) = (self.way(), self.long());
                self.leave(way, millis);
            }
            4..=6 => {
                let (way, millis) = (self.way(), self.random.between(20 * SECOND, THRESHOLD - MINUTE));
                self.leave(way, millis);
            }
            7..=9 => self.say(&start(&format!("entry {}", self.log.len()))),
            10 | 11 => {
                if self.life.world.running().is_some() {
                    self.say(&Verb::Break { at: None });
                    let (way, millis) = (self.way(), self.long());
                    self.leave(way, millis);
                    self.say(&Verb::Resume { at: None });
                }
            }
            12 => {
                self.say(&Verb::Stop { at: None });
                let (way, millis) = (self.way(), self.long());
                self.leave(way, millis);
                self.say(&Verb::Start { new: new("again"), at: None, overlap: Overlap::Ask });
            }
            13 | 14 => self.call(),
            15 => self.crash(),
            16 => self.set_forward(),
            17 => self.set_back(),
            18 => self.travel(),
            _ => self.answer(true),
        }
    }

    /// A call without input: somebody is there, and works.
    fn call(&mut self) {
        self.hear(Event::CallBegan);
        let since = self.wall();
        let millis = self.random.between(2 * MINUTE, HOUR);
        self.pass(IDLE_AFTER, true);
        self.hear(Event::IdleBegan { since });
        self.pass(millis, true);
        self.hear_all(vec![Event::CallEnded, Event::IdleEnded], true);
    }

    /// The program or the power goes away; the person works on or not, and nobody knows.
    fn crash(&mut self) {
        let millis =
            if self.random.one_in(2) { self.long() } else { self.random.between(SECOND, THRESHOLD - MINUTE) };
        let works = self.random.one_in(2);
        self.log.push(format!("{:>9} crash for {} s, works: {works}", self.truth / SECOND, millis / SECOND));
        let seen = self.wall().plus_millis(-self.random.below(30 * SECOND));
        if self.on_the_clock() {
            self.slack += 30 * SECOND + if millis < THRESHOLD { millis } else { 0 };
            if works {
                self.worked.push((self.truth, self.truth + millis));
            }
        }
        self.truth += millis;
        let now = self.wall();
        self.life.crash(seen, now);
        self.hear(Event::IdleEnded);
    }

    /// The wall clock is set an hour ahead, in no time.
    fn set_forward(&mut self) {
        let from = self.wall();
        self.offset += HOUR;
        self.pieces.push((self.wall().millis(), self.truth));
        self.life.world.now = self.wall();
        self.hear(Event::Gap { from });
    }

    /// The wall clock is set back by an hour. All that is open is answered before, because afterwards no instant tells
    /// which of its two hours it means.
    fn set_back(&mut self) {
        self.answer(true);
        self.offset -= HOUR;
        self.pieces = vec![(self.wall().millis(), self.truth)];
        self.life.world.now = self.wall();
        self.log.push(format!("{:>9} set back", self.truth / SECOND));
        self.life.hear(Event::SetBack { by_millis: HOUR });
    }

    fn travel(&mut self) {
        let (_, zone) = DAYS[usize::try_from(self.random.below(6)).unwrap()];
        self.log.push(format!("{:>9} travels to {zone}", self.truth / SECOND));
        self.life.world.zone = zone;
    }

    /// The person says what undecided time was: what is asked, or all there is.
    fn answer(&mut self, all: bool) {
        if all {
            self.life.hear(Event::Said);
            // Whoever answers is there: undecided time that still goes on ends.
            if self.life.world.running().is_some_and(|entry| entry.last().kind == Kind::Undecided) {
                self.life
                    .world
                    .say(&Verb::Resume { at: None })
                    .expect("undecided time ends with the next word");
            }
            let entries: Vec<Entry> = self.life.world.entries.values().cloned().collect();
            entries.iter().filter(|entry| entry.has_undecided()).for_each(|entry| self.tell_the_truth(entry));
        } else if let Some(asked) = self.life.ask {
            let entry = self.life.world.entries.get(&asked.entry).cloned();
            if let Some(entry) =
                entry.filter(|entry| !entry.is_running() || entry.last().kind != Kind::Undecided)
            {
                self.tell_the_truth(&entry);
            }
        }
        while self.life.ask.is_some() {
            self.life.hear(Event::Answered);
        }
    }

    /// Every undecided stretch of the entry becomes what the person did in it.
    fn tell_the_truth(&mut self, entry: &Entry) {
        let mut segments: Vec<Segment> = Vec::new();
        for segment in entry.segments() {
            match (segment.kind, segment.end) {
                (Kind::Undecided, Some(end)) => segments.extend(self.truth_of(segment.start, end)),
                _ => segments.push(*segment),
            }
        }
        let patch = EditPatch { segments: Some(segments), ..EditPatch::default() };
        let verb = Verb::Edit { entry: entry.id, patch, overlap: Overlap::Ask };
        self.life.world.say(&verb).expect("an answer fits its question");
    }

    /// Work and breaks of a stretch of the wall clock.
    fn truth_of(&self, from: Timestamp, to: Timestamp) -> Vec<Segment> {
        let mut borders = vec![from.millis(), to.millis()];
        let ends = self.pieces.iter().skip(1).map(|piece| Some(*piece)).chain([None]);
        let spans: Vec<(i64, i64)> = self
            .pieces
            .iter()
            .zip(ends)
            .flat_map(|((wall, truth), next)| {
                let until = next.map_or(i64::MAX, |next| next.1);
                self.worked.iter().filter_map(move |(start, end)| {
                    let (start, end) = ((*start).max(*truth), (*end).min(until));
                    (start < end).then(|| (start - truth + wall, end - truth + wall))
                })
            })
            .collect();
        let inside = |at: &i64| from.millis() < *at && *at < to.millis();
        borders.extend(spans.iter().flat_map(|(start, end)| [*start, *end]).filter(inside));
        borders.sort_unstable();
        borders.dedup();
        let piece = |two: &[i64]| {
            let works = spans.iter().any(|(start, end)| *start <= two[0] && two[1] <= *end);
            Segment {
                kind: if works { Kind::Work } else { Kind::Break },
                start: Timestamp::from_millis(two[0]),
                end: Some(Timestamp::from_millis(two[1])),
                cause: Cause::User,
            }
        };
        borders.windows(2).map(piece).collect()
    }

    fn recorded(&self) -> i64 {
        self.life.world.entries.values().map(|entry| entry.totals(self.life.world.now).work).sum()
    }

    fn truly_worked(&self) -> i64 {
        self.worked.iter().map(|(start, end)| end - start).sum()
    }

    /// No entry shares time with another; within one, the constructor sees to it.
    fn nothing_overlaps(&self) -> Result<(), String> {
        let now = self.life.world.now;
        let spans = self.life.world.entries.values();
        let mut spans: Vec<(Timestamp, Timestamp)> =
            spans.map(|entry| (entry.start(), entry.end().unwrap_or(now.max(entry.last().start)))).collect();
        spans.sort_unstable();
        match spans.windows(2).find(|two| two[1].0 < two[0].1) {
            Some(two) => Err(format!("overlap: {two:?}")),
            None => Ok(()),
        }
    }

    fn no_question_became_work(&self) -> Result<(), String> {
        let (recorded, worked) = (self.recorded(), self.truly_worked());
        if recorded <= worked + self.slack {
            return Ok(());
        }
        Err(format!("{recorded} ms recorded, {worked} ms worked, {} ms allowed", self.slack))
    }

    fn play(&mut self) -> Result<(), String> {
        self.say(&start("first"));
        for _ in 0..self.random.between(6, 22) {
            self.work();
            self.episode();
            self.nothing_overlaps()?;
            self.no_question_became_work()?;
        }
        self.work();
        self.say(&Verb::Stop { at: None });
        self.no_question_became_work()?;
        self.answer(true);
        self.nothing_overlaps()?;
        self.no_question_became_work()?;
        let (recorded, worked) = (self.recorded(), self.truly_worked());
        if (recorded - worked).abs() > self.slack {
            return Err(format!("{recorded} ms recorded, {worked} ms worked, {} ms allowed", self.slack));
        }
        let DayTotals(days) = day_totals(self.life.world.entries.values(), self.life.world.now);
        let by_day: i64 = days.values().map(|day| day.work).sum();
        if by_day != recorded {
            return Err(format!("the days hold {by_day} ms of work, the entries {recorded}"));
        }
        Ok(())
    }
}

/// Plays a day; on failure says all of it.
fn play(seed: u64) -> (i64, i64) {
    let mut day = Day::new(seed);
    if let Err(why) = day.play() {
        panic!("seed {seed}: {why}\n{}\n{:#?}", day.log.join("\n"), day.life.world.told());
    }
    (day.truly_worked(), day.slack)
}

#[test]
fn five_thousand_days_hold_what_was_worked() {
    let seeds = match std::env::var("BENCH_SEED").ok().and_then(|seed| seed.parse::<u64>().ok()) {
        Some(seed) => seed..seed + 1,
        None => 0..5_000,
    };
    let (mut worked, mut slack) = (0, 0);
    for seed in seeds {
        let day = play(seed);
        worked += day.0;
        slack += day.1;
    }
    // The measure itself must be fine enough to see an hour that is missing.
    assert!(slack * 20 < worked * 3, "{slack} of {worked}");
}
