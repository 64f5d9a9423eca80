//! `cargo xtask backlog`: a long time offline, then thousands of uploads at once, at every tracker's own pace.
//!
//! Nothing is sped up: the pace is part of each adapter, so the entries are shared out by what each tracker was seen to
//! take, and all of them end at about the same time.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::line::Line;
use super::tally::Wish;
use super::watch::{Sample, Watch, rates};
use super::{entry, exactly_once, open, options, progress, publish, wish};
use crate::bench::report::Figure;
use crate::bench::socket::Socket;
use crate::clock::Stopwatch;
use crate::desktop::processes::{self, Cpu};
use crate::desktop::{Desktop, Options, Tray};
use crate::programs;
use crate::sandbox::{Account, Sandbox};
use crate::setup::{self, For};
use crate::step::say;
use crate::stint::Stint;

/// How many entries there are unless it is said.
const ENTRIES: usize = 10_000;
/// How long each tracker is watched to see what it takes.
const WARM_UP: Duration = Duration::from_secs(12);
/// The connection whose server takes requests and never answers.
const HANGS: &str = "hangs";
/// How many uploads wait for it.
const HANGING: usize = 50;
/// Until the last request that was under way has ended after a pause.
const LAST_REQUEST: Duration = Duration::from_secs(1);

/// The most requests a minute that each service allows by its own documentation; others name no number.
const PER_MINUTE: &[(&str, f64)] =
    &[("clockify", 3_000.0), ("alignsoft", 600.0), ("plane", 60.0), ("awork", 1_000.0)];

/// Sends so many entries; prints the figures.
///
/// # Errors
/// When something does not start, or a figure is above its limit.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    let watch = Stopwatch::start();
    setup::machine(For::Desktop)?;
    let (programs, words) = programs::without_window(words)?;
    let [entries] = options(words, ["--entries"], [ENTRIES as u64])?;
    let entries = usize::try_from(entries)?;
    let desktop = Desktop::start(Options { tray: Tray::Missing, ..Options::default() })?;
    let sandbox = Sandbox::keeping_connections(&desktop, &programs.sandbox)?;
    let stint = Stint::new(&desktop, &programs.stint, "backlog");
    let pid = stint.resident(&[])?;
    let accounts = sandbox.accounts()?;
    ensure!(entries >= accounts.len() * 100, "a backlog has {} entries or more", accounts.len() * 100);
    for account in &accounts {
        stint.connect_to(account, &account.api, sandbox.url())?;
    }
    let line = Line::to(sandbox.url())?;
    stint.connect_to(&accounts[0], HANGS, line.url())?;
    line.hang();
    let socket = Socket::connect(&stint)?;
    let mut trial = Trial { socket, sandbox, accounts, pid, number: 0, wishes: Vec::new() };
    let mut figures = trial.play(entries)?;
    figures.extend(exactly_once(&trial.wishes, &trial.sandbox)?);
    let how = format!(
        "`cargo xtask backlog`: {entries} entries at once, at every tracker's own pace and its real limits. It took {watch}."
    );
    publish("Backlog", &how, entries >= ENTRIES, figures)
}

struct Trial {
    socket: Socket,
    sandbox: Sandbox,
    accounts: Vec<Account>,
    pid: u32,
    /// The number of the next entry.
    number: usize,
    wishes: Vec<Wish>,
}

impl Trial {
    fn play(&mut self, entries: usize) -> Result<Vec<Figure>> {
        self.tell("uploads_pause", HANGS)?;
        let few = (entries / 50).clamp(20, 200);
        say(&format!("Seeing what each tracker takes ({few} entries each)"));
        self.pause()?;
        for place in 0..self.accounts.len() {
            self.write(place, few)?;
        }
        self.resume()?;
        let seen = self.watch_for(WARM_UP)?;
        self.pause()?;
        let left = entries - few * self.accounts.len();
        say(&format!("Offline: writing {left} more down, shared out by what each tracker takes"));
        for (place, share) in self.shares(&rates(&seen), left)?.into_iter().enumerate() {
            self.write(place, share)?;
        }
        let requests = self.sandbox.requests()?.len();
        say("Back again: sending everything");
        let before = Cpu::of(self.pid);
        let begun = open(&self.lanes()?);
        self.resume()?;
        let calm = self.watch_until(begun * 7 / 10)?;
        say("One connection more, whose server never answers");
        self.hang()?;
        let beside = self.watch_until(begun * 4 / 10)?;
        let cancelled = self.cancel()?;
        let last = self.watch_until(0)?;
        let cpu = Cpu::of(self.pid).since(before);
        let sent = self.sandbox.requests()?.len() - requests;
        let all = Watch::joined([&calm, &beside, &last]);
        println!("    uploads a second: {}", shown(&rates(&calm)));
        println!("    beside the one that hangs: {}", shown(&rates(&beside)));
        let mut figures = vec![
            Figure::new("backlog: resident's PSS, highest", all.highest(), "MB").at_most(40.0).also(format!(
                "{begun} uploads to {} trackers in {}, {sent} requests",
                self.accounts.len(),
                crate::clock::short(all.took())
            )),
            Figure::new(
                "backlog: resident's PSS, grown from the first tenth to the last",
                all.growth(),
                "MB",
            )
            .at_most(2.0),
            Figure::new("backlog: processor time an upload", millis(cpu.all(), begun), "ms")
                .at_most(2.0)
                .also(format!(
                    "its own {:.2} ms, the kernel's {:.2} ms",
                    millis(cpu.own, begun),
                    millis(cpu.kernel, begun)
                )),
            Figure::new("backlog: longest time without visible progress", all.longest_rest(), "s")
                .at_most(5.0),
            Figure::new("backlog: slower beside a connection that hangs", slowdown(&calm, &beside), "%")
                .at_most(5.0)
                .also("the connection that is slowed most"),
        ];
        figures.extend(cancelled);
        figures.extend(self.limits()?);
        Ok(figures)
    }

    /// Writes entries down, booked at one tracker.
    fn write(&mut self, place: usize, count: usize) -> Result<()> {
        for _ in 0..count {
            let account = &self.accounts[place];
            let target = account.targets[self.number % account.targets.len()].clone();
            let on = [format!("{}:{target}", account.api)];
            self.socket.ask("verb", &entry(self.number, &on)?)?;
            self.wishes.push(wish(account, &target, self.number));
            self.number += 1;
        }
        Ok(())
    }

    /// How many entries each tracker gets, so that all end together; `seen` is what each takes a second.
    fn shares(&mut self, seen: &[(String, f64)], count: usize) -> Result<Vec<usize>> {
        let lanes = self.lanes()?;
        let open =
            |api: &str| lanes.iter().find(|lane| lane.name == api).map_or(0.0, |lane| lane.open as f64);
        let rate = |api: &str| seen.iter().find(|(name, _)| name == api).map_or(0.0, |(_, rate)| *rate);
        let apis: Vec<&str> = self.accounts.iter().map(|account| account.api.as_str()).collect();
        let waiting: f64 = apis.iter().map(|api| open(api)).sum();
        let speed: f64 = apis.iter().map(|api| rate(api)).sum();
        let fastest = apis.iter().enumerate().max_by(|(_, a), (_, b)| rate(a).total_cmp(&rate(b)));
        let fastest = fastest.context("there is a tracker")?.0;
        let end = (count as f64 + waiting) / speed;
        let mut shares: Vec<usize> =
            apis.iter().map(|api| (rate(api) * end - open(api)).max(0.0) as usize).collect();
        // What is over by rounding, or by a tracker that has too much already, is for the fastest.
        shares[fastest] = 0;
        shares[fastest] = count.saturating_sub(shares.iter().sum());
        Ok(shares)
    }

    /// Books a few entries at the connection that hangs, and lets it try.
    fn hang(&mut self) -> Result<()> {
        let target = self.accounts[0].targets[0].clone();
        for _ in 0..HANGING {
            let verb = entry(self.number, &[format!("{HANGS}:{target}")])?;
            self.socket.ask("verb", &verb)?;
            self.number += 1;
        }
        self.tell("uploads_resume", HANGS)
    }

    /// Stops everything for a moment, and goes on; says how long the answer took and what was still sent.
    fn cancel(&mut self) -> Result<Vec<Figure>> {
        say("Stopping everything in the middle, and going on");
        let (_, took) = self.socket.ask("uploads_pause", &json!({ "tracker": null }))?;
        thread::sleep(LAST_REQUEST);
        let stopped = self.sandbox.requests()?.len();
        thread::sleep(LAST_REQUEST * 3);
        let later = self.sandbox.requests()?.len() - stopped;
        self.resume()?;
        self.tell("uploads_resume", HANGS)?;
        Ok(vec![
            Figure::new("backlog: stopped after", took.as_secs_f64() * 1e3, "ms").at_most(1_000.0),
            Figure::new("backlog: requests that still came a second after it was stopped", later as f64, "")
                .at_most(0.0),
        ])
    }

    /// The most that came to each tracker within a minute, and what it turned away as too many.
    fn limits(&self) -> Result<Vec<Figure>> {
        let turned_away = self.sandbox.requests()?.iter().filter(|request| request["status"] == 429).count();
        let mut figures = vec![
            Figure::new("backlog: requests turned away as too many", turned_away as f64, "").at_most(0.0),
        ];
        let most = self.sandbox.most_a_minute()?;
        for (api, most) in most {
            let figure = Figure::new(format!("backlog: most requests to {api} within any minute"), most, "");
            let limit = PER_MINUTE.iter().find(|(name, _)| *name == api);
            figures.push(match limit {
                Some((_, limit)) => figure.at_most(*limit),
                None => figure.also("its documentation names no number"),
            });
        }
        Ok(figures)
    }

    /// The connections that answer.
    fn lanes(&mut self) -> Result<Vec<super::Lane>> {
        let mut lanes = progress(&mut self.socket)?;
        lanes.retain(|lane| lane.name != HANGS);
        Ok(lanes)
    }

    fn watch_for(&mut self, time: Duration) -> Result<Watch> {
        let clock = Stopwatch::start();
        self.watch(|_| clock.elapsed() >= time)
    }

    fn watch_until(&mut self, left: u64) -> Result<Watch> {
        self.watch(|open| open <= left)
    }

    /// Looks every second until it is enough.
    fn watch(&mut self, mut enough: impl FnMut(u64) -> bool) -> Result<Watch> {
        let clock = Stopwatch::start();
        let mut watch = Watch::default();
        let mut told = Duration::ZERO;
        loop {
            let lanes = self.lanes()?;
            let left = open(&lanes);
            let pss = processes::kilobytes(self.pid, "Pss") as f64 / 1024.0;
            watch.add(Sample { at: clock.elapsed(), pss, lanes });
            if enough(left) {
                return Ok(watch);
            }
            if clock.elapsed() >= told {
                println!("    {left} left, {pss:.1} MB ({clock})");
                told += Duration::from_secs(60);
            }
            thread::sleep(Duration::from_secs(1));
        }
    }

    fn pause(&mut self) -> Result<()> {
        self.socket.ask("uploads_pause", &json!({ "tracker": null })).map(drop)
    }

    /// Resumes all connections but the one that hangs.
    fn resume(&mut self) -> Result<()> {
        for api in self.accounts.iter().map(|account| account.api.clone()).collect::<Vec<_>>() {
            self.tell("uploads_resume", &api)?;
        }
        Ok(())
    }

    fn tell(&mut self, method: &str, tracker: &str) -> Result<()> {
        self.socket.ask(method, &json!({ "tracker": tracker })).map(drop)
    }
}

/// Milliseconds for each of so many.
fn millis(time: Duration, count: u64) -> f64 {
    time.as_secs_f64() * 1e3 / count.max(1) as f64
}

/// By how many percent the connection that is slowed most is slower; those that had nothing to do are left out.
fn slowdown(calm: &Watch, beside: &Watch) -> f64 {
    let beside = rates(beside);
    let slower = rates(calm).into_iter().filter_map(|(name, before)| {
        let now = beside.iter().find(|(other, _)| *other == name)?.1;
        (before > 0.0).then(|| (1.0 - now / before) * 100.0)
    });
    slower.fold(0.0, f64::max)
}

fn shown(rates: &[(String, f64)]) -> String {
    rates.iter().map(|(name, rate)| format!("{name} {rate:.2}")).collect::<Vec<_>>().join(", ")
}
