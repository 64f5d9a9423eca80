//! The simulation itself: a seed decides everything, a cut log holds what came before the cut, mistakes are seen.

use domain::Timestamp;
use store::{Paths, Store};

use crate::disk::{self, Cut, Disk};
use crate::wal::Log;
use crate::{Birth, Difference, Mutation, play};

/// Within so many seeds a mistake must be seen; the command of the same name has 200.
const SEEDS: u64 = 40;
/// Each takes about a second without optimisation.
const FEW: u64 = 8;

fn birth() -> Birth {
    Birth::new().expect("every tracker of the registry has an account in the sandbox")
}

/// What the first seed says that sees the mistake.
fn seen(mutation: Mutation) -> Difference {
    let birth = birth();
    let mut seeds = (0..SEEDS).map(|seed| play(seed, &birth, Some(mutation)));
    seeds.find_map(|ended| ended.difference).expect("some seed sees it")
}

#[test]
fn a_few_seeds_hold() {
    let birth = birth();
    for seed in 0..FEW {
        let ended = play(seed, &birth, None);
        assert_eq!(ended.wrong, None, "seed {seed}:\n{}", ended.schedule);
    }
}

#[test]
fn a_seed_plays_the_same_each_time() {
    let birth = birth();
    let (one, other) = (play(3, &birth, None), play(3, &birth, None));
    assert_eq!(one.schedule.to_string(), other.schedule.to_string());
    assert_eq!(one.tally, other.tally);
}

#[test]
fn a_lost_answer_that_is_simply_sent_again_doubles_and_loses_nothing() {
    let difference = seen(Mutation::Look);
    assert!(difference.strange > 0 && difference.missing == 0, "{difference}");
}

#[test]
fn in_flight_that_is_written_after_sending_doubles_and_loses_nothing() {
    let difference = seen(Mutation::Late);
    assert!(difference.strange > 0 && difference.missing == 0, "{difference}");
}

#[tokio::test]
async fn a_log_that_is_cut_holds_the_commits_before_the_cut_and_no_torn_one() {
    let disk = Disk::new(true).expect("a folder");
    let (place, aside) = (disk.place(), disk.aside());
    std::fs::create_dir_all(place.data_dir()).expect("a folder");
    let now = Timestamp::from_millis(crate::clock::NOON);
    let open = async |place: &api::Place| {
        let paths = Paths { file: place.database(), backups: place.backups() };
        Store::open(paths, now).await.expect("it opens")
    };
    let mut store = open(&place).await;
    let log = Log::beside(&place.database());
    let _hold = disk::hold(place.database()).await.expect("it can be read");
    let first = log.commits().expect("it can be read");
    for value in ["1", "2", "3"] {
        store.put_setting("theme", value).await.expect("a write");
    }
    assert_eq!(log.commits().expect("it can be read"), first + 3);
    for (kept, value) in [None, Some("1"), Some("2"), Some("3")].into_iter().enumerate() {
        for torn in [0, 1, 2_000] {
            disk::copy(&place, &aside, &log, Cut { commits: first + kept, torn }).expect("a copy");
            let found = open(&aside).await.reader().setting("theme").await.expect("it can be read");
            assert_eq!(found.as_deref(), value, "{kept} commits and {torn} bytes");
        }
    }
}

#[tokio::test]
async fn what_is_written_over_a_torn_commit_is_seen() {
    let disk = Disk::new(true).expect("a folder");
    let (place, next) = (disk.place(), disk.aside());
    std::fs::create_dir_all(place.data_dir()).expect("a folder");
    let now = Timestamp::from_millis(crate::clock::NOON);
    let open = async |place: &api::Place| {
        let paths = Paths { file: place.database(), backups: place.backups() };
        Store::open(paths, now).await.expect("it opens")
    };
    let mut store = open(&place).await;
    let log = Log::beside(&place.database());
    let _hold = disk::hold(place.database()).await.expect("it can be read");
    let first = log.commits().expect("it can be read");
    // A dozen pages, of which all but the last are written when the power goes.
    store.put_setting("theme", &format!("{:?}", "x".repeat(50_000))).await.expect("a write");
    assert_eq!(log.commits().expect("it can be read"), first + 1);
    let torn = log.end_of(first + 1) - log.end_of(first) - 1;
    assert!(torn > 40_000, "{torn} bytes are torn");
    disk::copy(&place, &next, &log, Cut { commits: first, torn }).expect("a copy");

    let mut store = open(&next).await;
    let log = Log::beside(&next.database());
    let _hold = disk::hold(next.database()).await.expect("it can be read");
    let before = log.commits().expect("it can be read");
    for small in 1..=3 {
        store.put_setting("theme", "\"dark\"").await.expect("a write");
        assert_eq!(log.commits().expect("it can be read"), before + small);
    }
}
