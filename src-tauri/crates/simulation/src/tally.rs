//! How much happened in runs, to see that they were no walk in the park.

use std::collections::BTreeMap;
use std::fmt;

/// Counts of one run, or of many together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Runs that ended.
    pub runs: u64,
    /// Things that happened: verbs, requests, answers, faults, crashes.
    pub events: u64,
    /// Verbs tried.
    pub verbs: u64,
    /// Requests that left.
    pub requests: u64,
    /// Requests that met a fault.
    pub faults: u64,
    /// Crashes.
    pub crashes: u64,
    /// Uploads that wait for a person in the end, each with its reason.
    pub stuck: u64,
    /// Uploads for which a person had to pick the record.
    pub picked: u64,
    /// Records in the end, by API; each was wanted.
    pub records: BTreeMap<String, u64>,
}

impl Tally {
    /// Adds the counts of another run.
    pub fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        self.events += other.events;
        self.verbs += other.verbs;
        self.requests += other.requests;
        self.faults += other.faults;
        self.crashes += other.crashes;
        self.stuck += other.stuck;
        self.picked += other.picked;
        for (api, count) in &other.records {
            *self.records.entry(api.clone()).or_default() += count;
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} seeds, {} events: {} verbs, {} requests, {} faults, {} crashes; in the end {} uploads wait for a person, for {} \
             one picked the record",
            self.runs,
            self.events,
            self.verbs,
            self.requests,
            self.faults,
            self.crashes,
            self.stuck,
            self.picked
        )?;
        self.records.iter().try_for_each(|(api, count)| write!(f, ", {count} are at {api}"))
    }
}
