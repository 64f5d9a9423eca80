//! `simulation`: many seeds on all cores, or one with its schedule. Started by `cargo xtask sim`.
// A development tool measures real time.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};
use simulation::{Birth, Ended, Mutation, Tally, play};

const USAGE: &str =
    "usage: sim [--seeds N] [--from S] | --seed S | --mutation look|late [--seeds N] [--from S]
  --seeds N    how many seeds, from --from on (default 200)
  --seed S     one seed, with its schedule
  --mutation M make a mistake on purpose; good when a seed sees it
  --threads N  how many seeds at the same time (default: one per core)";
/// Seeds within which a mutation must be seen, and what is played when nothing is said.
const SEEDS: u64 = 200;
/// After every so many seeds, a word.
const SAYS: u64 = 500;
/// From so many seeds on, every tracker must have got something.
const MANY: u64 = 20;

#[derive(Debug, Default)]
struct Choice {
    seeds: Option<u64>,
    from: u64,
    seed: Option<u64>,
    mutation: Option<Mutation>,
    threads: Option<usize>,
}

fn main() -> ExitCode {
    match chosen(std::env::args().skip(1)).and_then(|choice| simulate(&choice)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn chosen(mut words: impl Iterator<Item = String>) -> Result<Choice> {
    let mut choice = Choice::default();
    while let Some(word) = words.next() {
        let value = words.next().context(USAGE)?;
        match word.as_str() {
            "--seeds" => choice.seeds = Some(value.parse().context(USAGE)?),
            "--from" => choice.from = value.parse().context(USAGE)?,
            "--seed" => choice.seed = Some(value.parse().context(USAGE)?),
            "--threads" => choice.threads = Some(value.parse().context(USAGE)?),
            "--mutation" => choice.mutation = Some(value.parse()?),
            _ => bail!(USAGE),
        }
    }
    Ok(choice)
}

fn simulate(choice: &Choice) -> Result<()> {
    let birth = Birth::new()?;
    if let Some(seed) = choice.seed {
        let ended = play(seed, &birth, choice.mutation);
        println!("{}", told(&ended));
        ensure!(ended.wrong.is_none(), "seed {seed} does not hold");
        return Ok(());
    }
    let seeds = choice.seeds.unwrap_or(SEEDS);
    let began = Instant::now();
    let (tally, wrong) = many(&birth, choice, seeds);
    let seconds = began.elapsed().as_secs_f64();
    println!("{tally}");
    println!("{seconds:.1} s, {:.1} seeds a second", tally.runs as f64 / seconds.max(0.001));
    match (wrong, choice.mutation) {
        (None, None) => {
            let all: BTreeSet<&str> = trackers::all().iter().map(|tracker| tracker.about().kind).collect();
            let silent: Vec<&&str> = all.iter().filter(|kind| !tally.records.contains_key(**kind)).collect();
            ensure!(seeds < MANY || silent.is_empty(), "nothing was ever booked at {silent:?}");
            println!("nothing lost, nothing doubled, nothing wrong");
            Ok(())
        }
        (Some(ended), Some(mutation)) => {
            let doubled = ended.difference.as_ref().is_some_and(|difference| difference.strange > 0);
            ensure!(doubled, "the mutation {mutation:?} doubled nothing, but:\n{}", told(&ended));
            println!("the mutation {mutation:?} was seen by seed {}: {}", ended.seed, first_line(&ended));
            Ok(())
        }
        (Some(ended), None) => {
            println!("{}", told(&ended));
            bail!("seed {} does not hold; play it again with --seed {}", ended.seed, ended.seed)
        }
        (None, Some(mutation)) => bail!("{seeds} seeds did not see the mutation {mutation:?}"),
    }
}

/// Plays seeds until one does not hold; the lowest of those found is given.
fn many(birth: &Birth, choice: &Choice, seeds: u64) -> (Tally, Option<Ended>) {
    let next = AtomicU64::new(choice.from);
    let stop = AtomicBool::new(false);
    let sum: Mutex<(Tally, Option<Ended>)> = Mutex::default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..choice.threads.unwrap_or(cores) {
            scope.spawn(|| {
                while !stop.load(Ordering::SeqCst) {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    if seed >= choice.from.saturating_add(seeds) {
                        break;
                    }
                    let ended = play(seed, birth, choice.mutation);
                    let mut sum = sum.lock().expect("nobody panics while holding it");
                    sum.0.add(&ended.tally);
                    if sum.0.runs.is_multiple_of(SAYS) {
                        eprintln!("{} seeds", sum.0.runs);
                    }
                    if ended.wrong.is_some() && sum.1.as_ref().is_none_or(|other| other.seed > seed) {
                        sum.1 = Some(ended);
                        stop.store(true, Ordering::SeqCst);
                    }
                }
            });
        }
    });
    sum.into_inner().expect("nobody panics while holding it")
}

fn told(ended: &Ended) -> String {
    let wrong = ended.wrong.as_deref().unwrap_or("all is well");
    format!("seed {}:\n{}\n{wrong}", ended.seed, ended.schedule)
}

fn first_line(ended: &Ended) -> &str {
    ended.wrong.as_deref().unwrap_or_default().lines().next().unwrap_or_default()
}
