//! `cargo xtask kill-run`: the resident is killed again and again while it sends, under mixed faults; nothing may be
//! lost or doubled.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::dice::Dice;
use super::tally::{Wish, note};
use super::{connect, entry, exactly_once, open, options, progress, publish, weather, wish};
use crate::bench::report::Figure;
use crate::bench::socket::Socket;
use crate::clock::{self, Stopwatch};
use crate::desktop::{Daemon, Desktop, Options, Tray};
use crate::programs;
use crate::sandbox::{Account, Sandbox};
use crate::setup::{self, For};
use crate::step::say;
use crate::stint::Stint;

/// How many entries are sent, each to every tracker.
const ENTRIES: usize = 200;
/// In how many lots they are written down, so that there is always something to send.
const LOTS: usize = 10;
/// Entries of earlier lots that are edited with each lot.
const EDITS: usize = 5;
/// The longest that the rest may take once nothing is killed any more: looks for lost answers keep their plan.
const PATIENCE: Duration = Duration::from_secs(40 * 60);

/// Kills the resident so often; good only when every tracker holds every entry exactly once at the end.
///
/// # Errors
/// When something does not start, or a figure is above its limit.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    let watch = Stopwatch::start();
    setup::machine(For::Desktop)?;
    let (programs, words) = programs::without_window(words)?;
    let now = u64::from(clock::since_epoch().subsec_nanos());
    let [times, seed] = options(words, ["--times", "--seed"], [300, now])?;
    say(&format!("Killing the resident {times} times while it sends; --seed {seed}"));
    let desktop = Desktop::start(Options { tray: Tray::Missing, ..Options::default() })?;
    let sandbox = Sandbox::start(&desktop, &programs.sandbox)?;
    let stint = Stint::new(&desktop, &programs.stint, "kills");
    let accounts = sandbox.accounts()?;
    let mut trial =
        Trial { desktop: &desktop, stint, sandbox, accounts, dice: Dice::new(seed), told: Vec::new() };
    trial.connect()?;
    trial.kill(usize::try_from(times)?)?;
    let stuck = trial.rest()?;
    let mut figures = exactly_once(&trial.wishes(), &trial.sandbox)?;
    let requests = trial.sandbox.requests()?;
    let struck =
        |request: &&serde_json::Value| !request["fault"].is_null() && request["fault"]["fault"] != "slow";
    let struck = requests.iter().filter(struck).count();
    figures.push(Figure::new("uploads that ask for a person", stuck as f64, "").at_most(0.0));
    figures.push(Figure::new("`kill -9` of the resident", times as f64, "").also(format!(
        "seed {seed}, {ENTRIES} entries to {} trackers, {} requests, {struck} of them struck by a fault",
        trial.accounts.len(),
        requests.len()
    )));
    publish(&format!("Kill run ({watch})"), figures)
}

struct Trial<'a> {
    desktop: &'a Desktop,
    stint: Stint<'a>,
    sandbox: Sandbox,
    accounts: Vec<Account>,
    dice: Dice,
    /// The entries the resident said it has: number, id, and how often the note was changed.
    told: Vec<(usize, String, usize)>,
}

impl Trial<'_> {
    fn connect(&self) -> Result<()> {
        let resident = self.resident()?;
        for account in &self.accounts {
            connect(&self.stint, account, &account.api, self.sandbox.url())?;
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
        for number in 0..times {
            if number % every == 0 {
                self.write_lot(number / every)?;
            }
            self.sandbox.fault(&weather::rules(&mut self.dice, &apis))?;
            let resident = self.desktop.daemon(&mut self.stint.command(&["resident"]))?;
            thread::sleep(self.dice.life());
            resident.crash();
            if number % 25 == 24 {
                println!("    {} kills, {} records so far", number + 1, self.sandbox.records()?.len());
            }
        }
        // Fewer kills than lots: the rest is written down all the same.
        for lot in times.div_ceil(every)..LOTS {
            self.write_lot(lot)?;
        }
        Ok(())
    }

    /// Writes a lot of entries and edits some of the earlier ones; the resident is killed as soon as it said yes.
    fn write_lot(&mut self, lot: usize) -> Result<()> {
        let resident = self.resident()?;
        let mut socket = Socket::connect(&self.stint)?;
        for number in (lot * ENTRIES / LOTS)..((lot + 1) * ENTRIES / LOTS) {
            let on: Vec<String> = self
                .accounts
                .iter()
                .map(|account| format!("{}:{}", account.api, target(account, number)))
                .collect();
            let (answer, _) = socket.ask("verb", &entry(number, &on)?)?;
            let id = answer["entries"][0]["id"].as_str().context("an added entry has an id")?;
            self.told.push((number, id.to_owned(), 0));
        }
        let edits = if lot == 0 { 0 } else { EDITS };
        for _ in 0..edits {
            let place = usize::try_from(self.dice.roll(self.told.len() as u64))?;
            let (number, id, version) = &mut self.told[place];
            let edit =
                json!({ "verb": "edit", "id": id, "note": note(*number, *version + 1), "overlap": null });
            socket.ask("verb", &edit)?;
            *version += 1;
        }
        resident.crash();
        Ok(())
    }

    /// Lets everything come to its end without kills and faults; gives how many uploads ask for a person.
    fn rest(&self) -> Result<u64> {
        say("No more kills and no more faults: the rest is sent, and lost answers are looked for");
        self.sandbox.heal()?;
        let resident = self.resident()?;
        let mut socket = Socket::connect(&self.stint)?;
        let watch = Stopwatch::start();
        let mut seen = u64::MAX;
        loop {
            let lanes = progress(&mut socket)?;
            let left = open(&lanes);
            if left == 0 {
                resident.crash();
                return Ok(lanes.iter().map(|lane| lane.stuck).sum());
            }
            ensure!(
                watch.elapsed() < PATIENCE,
                "{left} uploads are still on their way after {watch}: {lanes:?}"
            );
            if left <= seen / 2 {
                println!("    {left} uploads left ({watch})");
                seen = left;
            }
            thread::sleep(Duration::from_millis(500));
        }
    }

    fn wishes(&self) -> Vec<Wish> {
        let each = self.told.iter().flat_map(|(number, _, version)| {
            self.accounts.iter().map(move |account| Wish {
                note: note(*number, *version),
                ..wish(account, target(account, *number), *number)
            })
        });
        each.collect()
    }
}

/// Where an entry is booked: the targets take turns.
fn target(account: &Account, number: usize) -> &str {
    &account.targets[number % account.targets.len()]
}
