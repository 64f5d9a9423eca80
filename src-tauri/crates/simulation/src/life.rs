//! One life of the engine: the script does one thing, waits until all is quiet, and does the next.
//!
//! One thing at a time is what makes a seed play the same each time, although SQLite works in threads of its own:
//! between two things the owner task waits for its clock, and every request stands at the gate.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use api::{Answer, ApiError, Request, Surface};
use domain::{EntryId, Timestamp, Verb};
use engine::{EngineHandle, NoAutostart, NoBrowser, Setup};
use serde::de::DeserializeOwned;
use sqlx::SqliteConnection;
use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::disk;
use crate::gate::Gate;
use crate::model::Model;
use crate::mutation::{Hand, Mutation};
use crate::run::Run;
use crate::verbs::Said;
use crate::wal::Log;

/// How long the engine may think about one thing, in real time.
pub(crate) const PATIENCE: Duration = Duration::from_secs(600);
/// After this, in real time, the product may be out of patience with its own threads.
const LONG: Duration = Duration::from_secs(10);
/// How often in a row nothing may move before all is quiet; more than the longest chain of tasks waking tasks.
const STILL: u32 = 16;
/// Away for longer than this becomes undecided time; the engine's default.
const THRESHOLD: i64 = 300_000;

/// One life of the engine, from start to crash.
pub(crate) struct Life<'r> {
    pub(crate) run: &'r mut Run,
    pub(crate) engine: EngineHandle,
    pub(crate) gate: Arc<Gate>,
    pub(crate) log: Arc<Log>,
    /// Held, not used: see [`disk::hold`].
    _hold: SqliteConnection,
    hand: Option<Hand>,
    /// How many commits there were when the turn began.
    pub(crate) from: usize,
    /// The request that was let out in this turn, if that is all that was done.
    pub(crate) sent: Option<Sent>,
}

/// A request that has just reached its tracker.
pub(crate) struct Sent {
    /// How many commits were durable when it wanted to leave.
    pub(crate) commits: usize,
    /// Whether it came in the turn right before.
    pub(crate) fresh: bool,
}

impl<'r> Life<'r> {
    /// Starts the engine on what is there.
    pub(crate) async fn begin(run: &'r mut Run) -> Result<Self> {
        let place = run.disk.place();
        let log = Arc::new(Log::beside(&place.database()));
        let from = log.commits()?;
        let gate = Gate::new(run.sandbox.clone(), log.clone());
        let now = run.now();
        run.settle_on_latest();
        // What the engine does first, if something runs: time that nobody watched.
        if let Some(opened) = run.model().running().map(|entry| entry.last().start) {
            let seen = run.seen.unwrap_or(opened).max(opened);
            let fresh = run.clock.coming().map(EntryId::new);
            let verb = Verb::Recover { seen, threshold_millis: THRESHOLD };
            let after = run.model().after(&verb, now, fresh).context("recovery is never refused")?;
            run.models.push(after);
        }
        let setup = Setup {
            place: place.clone(),
            clock: run.clock.clone(),
            secrets: run.secrets.clone(),
            http: gate.clone(),
            environment: Arc::new(|_| None),
            browser: Arc::new(NoBrowser),
            autostart: Arc::new(NoAutostart),
        };
        let engine = engine::start(setup).await.context("the engine starts again")?;
        let hold = disk::hold(place.database()).await?;
        let hand = match run.mutation {
            Some(Mutation::Look) => Some(Hand::on(&place, now).await?),
            Some(Mutation::Late) | None => None,
        };
        let mut life = Self { run, engine, gate, log, _hold: hold, hand, from, sent: None };
        life.quiet().await?;
        Ok(life)
    }

    /// What happens now, for the schedule.
    pub(crate) fn note(&mut self, what: impl std::fmt::Display) {
        let now = self.run.clock.millis();
        self.run.schedule.note(now, what);
    }

    /// Begins a turn: what the last one did is settled.
    pub(crate) fn turn(&mut self) -> Result<()> {
        self.run.settle_on_latest();
        self.gate.next_turn();
        self.from = self.log.commits()?;
        self.sent = None;
        Ok(())
    }

    /// Waits until the owner task waits for its clock and no task can go on.
    async fn quiet(&mut self) -> Result<()> {
        let began = Instant::now();
        let quiet = self.until_quiet().await;
        self.run.stood_still |= began.elapsed() > LONG;
        quiet
    }

    async fn until_quiet(&mut self) -> Result<()> {
        let mut still = 0;
        let mut counts = self.gate.counts();
        while still < STILL {
            tokio::task::yield_now().await;
            still += 1;
            if self.gate.counts() != counts {
                (counts, still) = (self.gate.counts(), 0);
            }
            if !self.run.clock.is_waited_for() {
                still = 0;
                tokio::select! {
                    waits = tokio::time::timeout(PATIENCE, self.run.clock.waited_for()) => {
                        waits.context("the engine thinks for too long")?;
                    }
                    () = self.engine.ended() => bail!("the engine ended by itself"),
                }
            }
            if still == STILL
                && let Some(hand) = &mut self.hand
            {
                hand.skip_looks().await?;
            }
        }
        Ok(())
    }

    /// Says a verb. The model is asked first; both must agree on whether it is refused.
    pub(crate) async fn say(&mut self, said: Said) -> Result<()> {
        self.turn()?;
        self.note(&said.short);
        let now = self.run.now();
        let mut fresh = self.run.clock.coming::<64>().map(EntryId::new).into_iter();
        let mut accepted = false;
        for _ in 0..said.times {
            let names = std::array::from_fn(|_| fresh.next().expect("64 are enough for eight rounds"));
            let Some(after) = self.run.model().after(&said.verb, now, names) else { break };
            self.run.models.push(after);
            accepted = true;
        }
        let answer = self.asked(Request::Verb(said.request)).await?;
        match answer {
            Ok(_) => ensure!(accepted, "“{}” is refused by the rules and done by the engine", said.short),
            Err(error) => {
                ensure!(!accepted, "“{}” is refused by the engine: {}", said.short, error.message);
                self.note("    refused");
            }
        }
        Ok(())
    }

    /// Asks, and waits for quiet. The answer is there by then.
    async fn asked(&mut self, request: Request) -> Result<Result<Answer, ApiError>> {
        let mut answer = self.send(request);
        self.quiet().await?;
        answer.try_recv().context("an answer without the network comes at once")
    }

    pub(crate) fn send(&self, request: Request) -> oneshot::Receiver<Result<Answer, ApiError>> {
        let (reply, answer) = oneshot::channel();
        let engine = self.engine.clone();
        tokio::spawn(async move {
            let answer = engine.ask(Surface::Cli, request).await;
            // The script may not wait for it.
            let _ignored = reply.send(answer);
        });
        answer
    }

    /// Asks for something that the engine has at hand.
    pub(crate) async fn ask<T: DeserializeOwned>(&mut self, request: Request) -> Result<T> {
        let answer = self.asked(request).await?;
        let answer = answer.map_err(|error| anyhow::anyhow!("{}", error.message))?;
        answer.read().map_err(|error| anyhow::anyhow!("{}", error.message))
    }

    /// Asks for something whose answer may come late or never, and is not waited for.
    pub(crate) async fn call(&mut self, what: &str, request: Request) -> Result<()> {
        self.turn()?;
        self.note(what);
        drop(self.send(request));
        self.quiet().await
    }

    /// Lets time pass.
    pub(crate) async fn pass(&mut self, millis: i64) -> Result<()> {
        self.turn()?;
        self.run.clock.advance(millis);
        self.quiet().await
    }

    /// Lets time pass until the engine has something to do; a minute when that is more than an hour away.
    pub(crate) async fn pass_to_due(&mut self) -> Result<()> {
        self.turn()?;
        if !self.run.clock.advance_to_due() {
            self.run.clock.advance(60_000);
        }
        self.quiet().await
    }

    /// Lets the request at this place leave, through the weather.
    pub(crate) async fn carry(&mut self, place: usize, held: bool) -> Result<()> {
        self.turn()?;
        let leaving = self.gate.take(place);
        let fate = self.run.weather.fate(&leaving.api, &mut self.run.dice);
        self.run.tally.requests += 1;
        self.run.tally.faults += u64::from(fate.fault.is_some());
        self.note(format_args!("{} {}: {}", leaving.method, leaving.api, fate.word));
        self.sent = Some(Sent { commits: leaving.commits, fresh: leaving.turn + 1 == self.gate.turn() });
        leaving.go(fate.fault, fate.slow || held);
        self.quiet().await
    }

    /// Lets the answer at this place arrive.
    pub(crate) async fn answer(&mut self, place: usize) -> Result<()> {
        self.turn()?;
        let api = self.gate.answer(place);
        self.note(format_args!("answer from {api}"));
        self.quiet().await
    }
}

impl Run {
    /// The wall clock.
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.clock.millis())
    }

    /// What the model says now.
    pub(crate) fn model(&self) -> &Model {
        self.models.last().expect("there is always one")
    }

    /// Forgets what the model said before the latest turn.
    fn settle_on_latest(&mut self) {
        self.models.drain(..self.models.len() - 1);
    }
}
