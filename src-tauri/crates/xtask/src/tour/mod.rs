//! `cargo xtask tour`: the whole way through the product, once, on a virtual desktop, seen and checked.

mod bookings;
mod compare;
mod outage;
mod part;
mod stage;
mod table;
mod timer;

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Result, bail, ensure};
use serde_json::Value;

use crate::clock::Stopwatch;
use crate::desktop::{Desktop, Look, Options};
use crate::programs::{self, Programs};
use crate::sandbox::Sandbox;
use crate::setup::{self, For};
use crate::step::{self, say};
use crate::stint::Stint;
use compare::Row;
use stage::Stage;

/// Sets up, builds, and goes all the way; good only when every tracker holds what was recorded.
///
/// # Errors
/// With the first thing that is not as it should be.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    let watch = Stopwatch::start();
    setup::machine(For::Desktop)?;
    let (programs, words) = programs::from_words(words)?;
    let readme = match words {
        [] => false,
        ["--readme"] => true,
        _ => bail!("the tour knows --built FOLDER and --readme, and nothing else"),
    };
    let pictures = step::target().join("tour");
    walk(&programs, pictures.clone(), readme)?;
    println!("\nThe tour took {watch}. Its pictures are in {}", pictures.display());
    Ok(())
}

/// What every part of the tour needs.
struct Tour<'a> {
    desktop: &'a Desktop,
    sandbox: &'a Sandbox,
    stint: Stint<'a>,
    stage: Stage<'a>,
    /// Whether the README's pictures are renewed.
    readme: bool,
}

fn walk(programs: &Programs, pictures: PathBuf, readme: bool) -> Result<()> {
    say("Bringing up a virtual desktop: screen, bus, keychain, window manager, notifications, panel");
    let desktop = Desktop::start(Options::default())?;
    let sandbox = Sandbox::start(&desktop, &programs.sandbox)?;
    let stint = Stint::new(&desktop, &programs.stint, "tour");
    let stage = Stage::new(&desktop, &programs.app, pictures);
    let tour = Tour { desktop: &desktop, sandbox: &sandbox, stint, stage, readme };

    say("Starting the resident by the first word on the command line");
    tour.stint.say(&["status"])?;
    desktop.await_look(Look::Stopped)?;
    tour.stage.picture("tray-1-stopped")?;
    say("Connecting all six trackers (played by the sandbox)");
    let accounts = sandbox.accounts()?;
    for account in &accounts {
        println!("    {}", account.api);
        tour.stint.connect_to(account, &account.api, sandbox.url())?;
    }
    timer::walk(&tour)?;
    bookings::walk(&tour)?;
    outage::walk(&tour)?;

    say("Recorded and received, all of it");
    tour.send()?;
    let rows = tour.compare()?;
    println!("\n{}", table::table(&rows));
    tour.same("in the end")?;
    let seen: BTreeSet<&str> = rows.iter().map(Row::tracker).collect();
    let connected: BTreeSet<&str> = accounts.iter().map(|account| account.api.as_str()).collect();
    ensure!(seen == connected && seen.len() == 6, "the tour booked on {seen:?}, not on all of {connected:?}");
    println!("\nAll six trackers hold what was recorded, each once.");
    tour.stint.quit()
}

impl Tour<'_> {
    /// Sends everything; good only when nothing is left to do and nobody needs to act.
    fn send(&self) -> Result<()> {
        let uploads = self.stint.json(&["sync", "--wait", "60"])?;
        let open: Vec<&Value> = uploads.as_array().into_iter().flatten().filter(|one| !done(one)).collect();
        ensure!(open.is_empty(), "{} uploads are not done: {open:?}", open.len());
        Ok(())
    }

    fn compare(&self) -> Result<Vec<Row>> {
        let log = self.stint.log()?;
        compare::compare(log.as_array().map_or(&[][..], Vec::as_slice), &self.sandbox.records()?)
    }

    /// Makes sure that each tracker holds what was recorded, once.
    fn same(&self, when: &str) -> Result<()> {
        let rows = self.compare()?;
        let off = rows.iter().filter(|row| !row.same()).count();
        let all = rows.len();
        ensure!(
            off == 0,
            "{off} of {all} bookings differ between recorded and received {when}:\n{}",
            table::table(&rows)
        );
        println!("    recorded = received, {all} bookings {when}");
        Ok(())
    }
}

fn done(upload: &Value) -> bool {
    upload["state"] == "done"
}
