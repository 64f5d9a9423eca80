//! One run: a seed's world, its lives and crashes, and the last life in which everything must come right.

use std::sync::Arc;

use anyhow::{Result, bail, ensure};
use api::Place;
use domain::Timestamp;
use sandbox::{Sandbox, accounts};

use crate::birth::{Birth, Bookable};
use crate::check::Difference;
use crate::clock::{NOON, VirtualClock};
use crate::dice::Dice;
use crate::disk::{self, Disk};
use crate::journal::Journal;
use crate::kept::Kept;
use crate::life::Life;
use crate::model::Model;
use crate::mutation::Mutation;
use crate::schedule::Schedule;
use crate::secrets::MemorySecrets;
use crate::tally::Tally;
use crate::trouble::Weather;

/// How often a seed is played again on a machine that stands still.
const STILL_MAX: u32 = 5;
/// One run in so many keeps its file on the real disk.
const ON_DISK: u64 = 16;

/// Everything outside the engine; it outlives each crash.
pub(crate) struct Run {
    pub(crate) clock: Arc<VirtualClock>,
    pub(crate) secrets: Arc<MemorySecrets>,
    pub(crate) sandbox: Sandbox,
    pub(crate) disk: Disk,
    pub(crate) dice: Dice,
    pub(crate) weather: Weather,
    /// What may be in the file: as it was before the latest turn, and after each of its commits.
    pub(crate) models: Vec<Model>,
    /// The last sign of life that the file holds.
    pub(crate) seen: Option<Timestamp>,
    pub(crate) mutation: Option<Mutation>,
    pub(crate) schedule: Schedule,
    pub(crate) tally: Tally,
    pub(crate) targets: Vec<Bookable>,
    journal: Journal,
    /// Whether the machine stood still for so long that the product may have run out of patience with it.
    pub(crate) stood_still: bool,
    /// How many verbs were tried.
    pub(crate) said: u32,
}

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    /// Its seed.
    pub seed: u64,
    /// What happened in it.
    pub schedule: Schedule,
    /// How much happened in it.
    pub tally: Tally,
    /// What was not as it must be; None when all was well.
    pub wrong: Option<String>,
    /// What is there in the end and should not be, or the other way round, if that is what was wrong.
    pub difference: Option<Difference>,
}

/// Plays a seed. When the machine stood still meanwhile, so that the product ran out of patience with it, it is played
/// again: that is no matter of the seed.
pub fn play(seed: u64, birth: &Birth, mutation: Option<Mutation>) -> Ended {
    for _ in 0..STILL_MAX {
        let (ended, stood_still) = play_once(seed, birth, mutation);
        if ended.wrong.is_none() || !stood_still {
            return ended;
        }
    }
    play_once(seed, birth, mutation).0
}

fn play_once(seed: u64, birth: &Birth, mutation: Option<Mutation>) -> (Ended, bool) {
    let mut run = match Run::new(seed, birth, mutation) {
        Ok(run) => run,
        Err(error) => {
            let wrong = Some(format!("the run cannot begin: {error:#}"));
            let (schedule, tally) = (Schedule::default(), Tally::default());
            return (Ended { seed, schedule, tally, wrong, difference: None }, false);
        }
    };
    let journal = run.journal.clone();
    let _listening = journal.listen();
    let lives = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run.lives()));
    let (wrong, difference) = match lives {
        Ok(Ok(())) => (None, None),
        Ok(Err(error)) => (Some(format!("{error:#}")), error.downcast().ok()),
        Err(_) => (Some("a panic, told above".to_owned()), None),
    };
    run.tally.runs = 1;
    run.tally.events = run.schedule.len() as u64;
    let stood_still = run.stood_still;
    (Ended { seed, schedule: run.schedule, tally: run.tally, wrong, difference }, stood_still)
}

impl Run {
    fn new(seed: u64, birth: &Birth, mutation: Option<Mutation>) -> Result<Self> {
        let clock = VirtualClock::new(NOON);
        let for_sandbox = clock.clone();
        let time = move || Timestamp::from_millis(for_sandbox.millis()).utc();
        let disk = Disk::new(!seed.is_multiple_of(ON_DISK))?;
        disk.put(&birth.database)?;
        let mut dice = Dice::new(seed);
        Ok(Self {
            sandbox: Sandbox::new(sandbox::Options { seed, ..sandbox::Options::default() }, Arc::new(time)),
            clock,
            secrets: birth.secrets.clone(),
            disk,
            weather: Weather::any(&mut dice),
            dice,
            models: vec![Model::default()],
            seen: None,
            mutation,
            schedule: Schedule::default(),
            tally: Tally::default(),
            targets: birth.targets.clone(),
            journal: Journal::default(),
            stood_still: false,
            said: 0,
        })
    }

    fn lives(&mut self) -> Result<()> {
        for _ in 0..self.dice.between(2, 4) {
            in_a_runtime(async {
                let mut life = Life::begin(self).await?;
                life.troubled().await?;
                if life.run.dice.once_in(6) { life.quit().await } else { life.crash().await }
            })?;
            // The machine is back soon, later, or the next morning.
            let away = match self.dice.roll(6) {
                0 => self.dice.between(60_000, 1_200_000),
                1 => self.dice.between(3_600_000, 40_000_000),
                _ => self.dice.between(100, 5_000),
            };
            self.clock.advance(away);
        }
        in_a_runtime(async {
            let mut life = Life::begin(self).await?;
            life.at_rest().await?;
            life.quit().await
        })?;
        self.keeps_no_secret(&self.disk.place())
    }

    /// Reads what a life left: the model's entries, and nothing secret.
    pub(crate) async fn look_at(&mut self, place: &Place) -> Result<()> {
        let kept = Kept::at(place, self.now()).await?;
        let at = self.models.iter().rposition(|model| model.holds(&kept.entries));
        let Some(at) = at else {
            bail!("the file holds other entries than the model\n{}", self.model().differences(&kept.entries));
        };
        self.models = vec![self.models.swap_remove(at)];
        self.seen = kept.seen;
        Ok(())
    }

    fn keeps_no_secret(&self, place: &Place) -> Result<()> {
        let (file, log) = (disk::bytes(place)?, self.journal.bytes());
        for account in accounts::ALL {
            let secret = account.token.as_bytes();
            ensure!(!holds(&file, secret), "the database holds the token for {}", account.api);
            ensure!(!holds(&log, secret), "the log holds the token for {}", account.api);
        }
        Ok(())
    }
}

/// A runtime of one thread; it goes with everything in it, wherever its tasks are.
fn in_a_runtime<T>(life: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let result = runtime.block_on(life);
    runtime.shutdown_background();
    result
}

fn holds(bytes: &[u8], secret: &[u8]) -> bool {
    let Some((first, _)) = secret.split_first() else { return false };
    let starts = bytes.iter().enumerate().filter(|(_, byte)| *byte == first);
    starts.map(|(at, _)| &bytes[at..]).any(|rest| rest.starts_with(secret))
}
