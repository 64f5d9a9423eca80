//! `cargo xtask kill-run`: the resident is killed again and again while it sends, under mixed faults; nothing may be
//! lost or doubled.
//!
//! The trackers' limits and the pauses of the outbox are the real ones. What waits longer than this run has time for
//! is tried again as a person would: with each new lot, and once at the end.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::dice::Dice;
use super::life::{Life, cut};
use super::tally::{Wish, note};
use super::{Lane, entry, exactly_once, open, options, progress, publish, weather, wish};
use crate::bench::report::Figure;
use crate::bench::socket::Socket;
use crate::clock::{self, Stopwatch};
use crate::desktop::{Daemon, Desktop, Options, Tray};
use crate::programs;
use crate::sandbox::{Account, Sandbox};
use crate::setup::{self, For};
use crate::step::say;
use crate::stint::Stint;

/// How often it is killed unless it is said.
const TIMES: u64 = 300;
/// How many entries are sent, each to every tracker.
const ENTRIES: usize = 200;
/// In how many lots they are written down, so that there is always something to send.
const LOTS: usize = 20;
/// Entries of earlier lots whose text is changed with each lot.
const EDITS: usize = 4;
/// Entries more with each lot, booked wherever they can be removed again. With every later lot one of them is deleted,
/// and another one deleted and brought back.
const BRIEF: usize = 2;
/// The longest that the rest may take once nothing is killed any more: looks for lost answers keep their plan.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

/// Kills the resident so often; good only when every tracker holds every entry exactly once at the end.
///
/// # Errors
/// When something does not start, or a figure is above its limit.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    let watch = Stopwatch::start();
    setup::machine(For::Desktop)?;
    let (programs, words) = programs::without_window(words)?;
    let now = u64::from(clock::since_epoch().subsec_nanos());
    let [times, seed] = options(words, ["--times", "--seed"], [TIMES, now])?;
    say(&format!("Killing the resident {times} times while it sends; --seed {seed}"));
    let desktop = Desktop::start(Options { tray: Tray::Missing, ..Options::default() })?;
    let sandbox = Sandbox::start(&desktop, &programs.sandbox)?;
    let stint = Stint::new(&desktop, &programs.stint, "kills");
    let accounts = sandbox.accounts()?;
    let dice = Dice::new(seed);
    let mut trial =
        Trial { desktop: &desktop, stint, sandbox, accounts, dice, told: Vec::new(), lives: Vec::new() };
    trial.connect()?;
    trial.kill(usize::try_from(times)?)?;
    let stuck = trial.rest()?;
    let mut figures = exactly_once(&trial.wishes(), &trial.sandbox)?;
    figures.push(Figure::new("uploads that ask for a person", stuck as f64, "").at_most(0.0));
    figures.extend(trial.figures(seed)?);
    let how = format!(
        "`cargo xtask kill-run`: the resident is killed while it sends to the sandbox, which refuses, loses, delays and \
         cuts answers, lags, and keeps the trackers' own limits. It took {watch}."
    );
    publish("Kill run", &how, times >= TIMES, figures)
}

struct Trial<'a> {
    desktop: &'a Desktop,
    stint: Stint<'a>,
    sandbox: Sandbox,
    accounts: Vec<Account>,
    dice: Dice,
    /// The entries the resident said it has.
    told: Vec<Told>,
    lives: Vec<Life>,
}

struct Told {
    number: usize,
    id: String,
    /// How often the note was changed.
    version: usize,
    /// Booked only where it can be removed again.
    brief: bool,
}

impl Trial<'_> {
    fn connect(&self) -> Result<()> {
        let resident = self.resident()?;
        for account in &self.accounts {
            self.stint.connect_to(account, &account.api, self.sandbox.url())?;
        }
        resident.crash();
        Ok(())
    }

    /// Starts a resident and waits until it answers.
    fn resident(&self) -> Result<Daemon> {
        let mut resident = self.desktop.daemon(&mut self.stint.command(&["resident"]))?;
        resident.ready(|| self.stint.answers())?;
        Ok(resident)
    }

    fn kill(&mut self, times: usize) -> Result<()> {
        let apis: Vec<String> = self.accounts.iter().map(|account| account.api.clone()).collect();
        let every = times.div_ceil(LOTS).max(1);
        let watch = Stopwatch::start();
        for number in 0..times {
            if self.desktop.revive_keychain()? {
                println!("    the keychain ended itself over a kill and was started again");
                self.try_again()?;
            }
            if number % every == 0 {
                self.write_lot(number / every)?;
            }
            self.sandbox.fault(&weather::rules(&mut self.dice, &apis))?;
            let from = clock::since_epoch();
            let resident = self.desktop.daemon(&mut self.stint.command(&["resident"]))?;
            thread::sleep(self.dice.life());
            resident.crash();
            self.lives.push(Life::since(from));
            if number % 25 == 24 {
                println!(
                    "    {} kills, {} records so far ({watch})",
                    number + 1,
                    self.sandbox.records()?.len()
                );
            }
        }
        // Fewer kills than lots: the rest is written down all the same.
        for lot in times.div_ceil(every)..LOTS {
            self.write_lot(lot)?;
        }
        Ok(())
    }

    /// Writes a lot of entries, edits and deletes some of the earlier ones, and has everything tried; the resident is
    /// killed as soon as it said yes.
    fn write_lot(&mut self, lot: usize) -> Result<()> {
        let resident = self.resident()?;
        let mut socket = Socket::connect(&self.stint)?;
        let earlier = self.told.len();
        for number in (lot * ENTRIES / LOTS)..((lot + 1) * ENTRIES / LOTS) {
            self.add(&mut socket, number, false)?;
        }
        for number in (lot * BRIEF)..((lot + 1) * BRIEF) {
            self.add(&mut socket, ENTRIES + number, true)?;
        }
        for _ in 0..EDITS.min(earlier) {
            let place = usize::try_from(self.dice.roll(earlier as u64))?;
            self.edit(&mut socket, place)?;
        }
        self.delete(&mut socket, earlier)?;
        try_all(&mut socket)?;
        resident.crash();
        Ok(())
    }

    fn add(&mut self, socket: &mut Socket, number: usize, brief: bool) -> Result<()> {
        let takes = self.accounts.iter().filter(|account| account.removes || !brief);
        let on: Vec<String> =
            takes.map(|account| format!("{}:{}", account.api, target(account, number))).collect();
        let (answer, _) = socket.ask("verb", &entry(number, &on)?)?;
        let id = answer["entries"][0]["id"].as_str().context("an added entry has an id")?;
        self.told.push(Told { number, id: id.to_owned(), version: 0, brief });
        Ok(())
    }

    fn edit(&mut self, socket: &mut Socket, place: usize) -> Result<()> {
        let told = &mut self.told[place];
        let text = note(told.number, told.version + 1);
        socket.ask("verb", &json!({ "verb": "edit", "id": told.id, "note": text, "overlap": null }))?;
        told.version += 1;
        Ok(())
    }

    /// Of the first `earlier` entries, deletes one for good, and another one for a moment.
    fn delete(&mut self, socket: &mut Socket, earlier: usize) -> Result<()> {
        let brief =
            |told: &[Told]| (0..earlier.min(told.len())).filter(|at| told[*at].brief).collect::<Vec<_>>();
        let places = brief(&self.told);
        if places.is_empty() {
            return Ok(());
        }
        for (undone, place) in [(true, *self.dice.pick(&places)), (false, *self.dice.pick(&places))] {
            socket.ask("verb", &json!({ "verb": "delete", "ids": [self.told[place].id] }))?;
            if undone {
                socket.ask("verb", &json!({ "verb": "undo", "count": 1 }))?;
            } else {
                self.told.remove(place);
            }
        }
        Ok(())
    }

    /// Has everything tried that waits, as a person would who sees it waiting.
    fn try_again(&self) -> Result<()> {
        let resident = self.resident()?;
        try_all(&mut Socket::connect(&self.stint)?)?;
        resident.crash();
        Ok(())
    }

    /// Lets everything come to its end without kills and faults; gives how many uploads ask for a person.
    fn rest(&self) -> Result<u64> {
        say("No more kills and no more faults: the rest is sent, and lost answers are looked for");
        self.sandbox.heal()?;
        self.desktop.revive_keychain()?;
        let resident = self.resident()?;
        let mut socket = Socket::connect(&self.stint)?;
        try_all(&mut socket)?;
        let watch = Stopwatch::start();
        let mut told = Duration::ZERO;
        loop {
            let lanes = progress(&mut socket)?;
            let left = open(&lanes);
            if left == 0 {
                tell_questions(&mut socket)?;
                resident.crash();
                return Ok(lanes.iter().map(|lane| lane.stuck).sum());
            }
            ensure!(
                watch.elapsed() < PATIENCE,
                "{left} uploads are still on their way after {watch}: {lanes:?}"
            );
            if watch.elapsed() >= told {
                println!("    left: {} ({watch})", shown(&lanes));
                told += Duration::from_secs(60);
            }
            thread::sleep(Duration::from_millis(500));
        }
    }

    fn wishes(&self) -> Vec<Wish> {
        let each = self.told.iter().flat_map(|told| {
            let takes = self.accounts.iter().filter(|account| account.removes || !told.brief);
            takes.map(|account| Wish {
                note: note(told.number, told.version),
                ..wish(account, target(account, told.number), told.number)
            })
        });
        each.collect()
    }

    /// What the kills met.
    fn figures(&self, seed: u64) -> Result<Vec<Figure>> {
        let requests = self.sandbox.requests()?;
        let is_struck = |request: &&Value| !request["fault"].is_null() && request["fault"]["fault"] != "slow";
        let struck = requests.iter().filter(is_struck).count();
        let cut = cut(&self.lives, &requests)?;
        let (kills, trackers, all) = (self.lives.len(), self.accounts.len(), requests.len());
        Ok(vec![
            Figure::new("`kill -9` of the resident", kills as f64, "").also(format!(
                "seed {seed}, {ENTRIES} entries to {trackers} trackers and {} more to be deleted, {all} requests, \
                 {struck} of them struck by a fault",
                BRIEF * LOTS
            )),
            Figure::new("kills with a request under way at a tracker", cut.kills as f64, "").also(format!(
                "{} requests cut off, {} of them able to change something",
                cut.requests, cut.writes
            )),
        ])
    }
}

/// Where an entry is booked: the targets take turns.
fn target(account: &Account, number: usize) -> &str {
    &account.targets[number % account.targets.len()]
}

fn try_all(socket: &mut Socket) -> Result<()> {
    socket.ask("upload_retry", &json!({ "id": null })).map(drop)
}

/// Prints each upload that asks for a person, with why and with the records it cannot tell apart.
fn tell_questions(socket: &mut Socket) -> Result<()> {
    let (uploads, _) = socket.ask("uploads", &Value::Null)?;
    for upload in uploads.as_array().into_iter().flatten().filter(|upload| upload["state"] == "stuck") {
        println!("    asks for a person: {upload}");
    }
    Ok(())
}

fn shown(lanes: &[Lane]) -> String {
    lanes.iter().map(|lane| format!("{} {}", lane.name, lane.open)).collect::<Vec<_>>().join(", ")
}
