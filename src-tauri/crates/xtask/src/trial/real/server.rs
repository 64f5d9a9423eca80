//! Debian's Redmine on loopback, with a database of its own in the desktop's folder; killed and started as it is wanted.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::rows::Row;
use crate::clock::until;
use crate::desktop::{Daemon, Desktop};
use crate::step::say;

/// Where Debian's package puts the program.
const PROGRAM: &str = "/usr/share/redmine";
/// What is made of a fresh database.
const SEED: &str = include_str!("seed.rb");
/// Prints the time entries as the database has them, as JSON.
const ROWS: &str = "require 'sqlite3'; require 'json'; \
    db = SQLite3::Database.new(ARGV[0], readonly: true); db.busy_timeout = 20000; \
    puts db.execute('select t.spent_on, t.hours, t.comments, t.issue_id, p.identifier from time_entries t \
    join projects p on p.id = t.project_id').to_json";
/// A start reads all of Rails.
const START: Duration = Duration::from_secs(180);

/// A server with its data.
pub(super) struct Server<'a> {
    desktop: &'a Desktop,
    folder: PathBuf,
    url: String,
    key: String,
    running: RefCell<Option<Daemon>>,
}

impl<'a> Server<'a> {
    /// A fresh database with a project, three issues and a person; running.
    pub(super) fn seeded(desktop: &'a Desktop) -> Result<Self> {
        let folder = desktop.folder().join("redmine");
        fs::create_dir_all(&folder)?;
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let url = format!("http://127.0.0.1:{port}");
        let mut server = Self { desktop, folder, url, key: String::new(), running: RefCell::default() };
        say("Making a Redmine with a database of its own");
        // One after the other: in one process the second would know the tables as they were before the first.
        server.done(&["rake", "db:migrate"])?;
        server.done(&["rake", "redmine:load_default_data"])?;
        let (seed, key) = (server.folder.join("seed.rb"), server.folder.join("key"));
        fs::write(&seed, SEED)?;
        server.done(&["rails", "runner", &seed.to_string_lossy()])?;
        server.key = fs::read_to_string(key)?;
        server.start()?;
        Ok(server)
    }

    /// Its address.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// The key of the person who books.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// Starts it; returns when it answers.
    pub(super) fn start(&self) -> Result<()> {
        let address = self.url.replace("http://", "tcp://");
        let mut command = self.command(&["puma", "-q", "-b", &address, "-e", "production"]);
        *self.running.borrow_mut() = Some(self.desktop.daemon(&mut command)?);
        let host = self.url.trim_start_matches("http://").to_owned();
        until("Redmine", START, || {
            thread::sleep(Duration::from_millis(100));
            Ok(std::net::TcpStream::connect(&host).ok().map(drop))
        })
    }

    /// Kills it.
    pub(super) fn crash(&self) {
        if let Some(server) = self.running.take() {
            server.crash();
        }
    }

    /// The time entries in its database.
    pub(super) fn rows(&self) -> Result<Vec<Row>> {
        let answer = Command::new("ruby").args(["-e", ROWS]).arg(self.database()).output()?;
        let said = String::from_utf8_lossy(&answer.stderr);
        ensure!(answer.status.success(), "the database cannot be read: {said}");
        let rows: Value = serde_json::from_slice(&answer.stdout)?;
        rows.as_array().context("rows are a list")?.iter().map(row).collect()
    }

    /// How many requests came since it was started, by its own log.
    pub(super) fn requests(&self) -> Result<usize> {
        let running = self.running.borrow();
        let log = fs::read_to_string(running.as_ref().context("it runs")?.log())?;
        Ok(log.lines().filter(|line| line.contains("Started ")).count())
    }

    fn database(&self) -> PathBuf {
        self.folder.join("redmine.sqlite3")
    }

    /// A program of its bundle, with the data in the folder and not the machine's.
    fn command(&self, words: &[&str]) -> Command {
        let mut command = self.desktop.command("bundle");
        command.arg("exec").args(words).current_dir(Path::new(PROGRAM));
        command.envs([("RAILS_ENV", "production"), ("REDMINE_LANG", "en"), ("X_DEBIAN_SITEID", "default")]);
        command.env("DATABASE_URL", format!("sqlite3:{}", self.database().display()));
        command.env("SCHEMA", self.folder.join("schema.rb"));
        command.env("RAILS_LOG_TO_STDOUT", "1");
        command.env("STINT_KEY_FILE", self.folder.join("key"));
        command
    }

    fn done(&self, words: &[&str]) -> Result<()> {
        let answer = self.command(words).output().context("bundle belongs to the package")?;
        let said = String::from_utf8_lossy(&answer.stderr);
        ensure!(answer.status.success(), "{} ended with {}: {said}", words.join(" "), answer.status);
        Ok(())
    }
}

fn row(row: &Value) -> Result<Row> {
    let text = |at: usize| row[at].as_str().map(str::to_owned);
    let hours = row[1].as_f64().context("hours are a number")?;
    let target = match row[3].as_u64() {
        Some(issue) => format!("#{issue}"),
        None => text(4).context("a project has an identifier")?,
    };
    Ok(Row {
        date: text(0).context("an entry is on a day")?,
        hundredths: format!("{:.0}", hours * 100.0).parse()?,
        comments: text(2).unwrap_or_default(),
        target,
    })
}
