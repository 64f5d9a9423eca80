//! The faults in force: which of them strikes a request, and under which odd conditions it is answered.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::sandbox::Clock;

pub use crate::fault::{Delivery, Fault, Outage, Page};
pub(crate) use crate::rule::Approach;
pub use crate::rule::{Reach, Requests, Rule};

/// What becomes of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Fate {
    /// What strikes it.
    pub(crate) strike: Option<Fault>,
    /// How old a write must be for this request to see it.
    pub(crate) lag: Option<TimeDelta>,
    /// How far the API's clock is ahead.
    pub(crate) skew: TimeDelta,
}

/// The rules in force, first match wins. One request is struck by one fault at most; lag and clock skew hold beside it.
pub struct Faults {
    clock: Clock,
    rules: Mutex<Vec<InForce>>,
}

/// A rule and what it has met so far.
struct InForce {
    rule: Rule,
    since: DateTime<Utc>,
    /// The requests it was asked about.
    met: u32,
    /// How many requests each API had in a quota's window: its number, and the count.
    windows: BTreeMap<String, (i64, u32)>,
}

impl InForce {
    fn new(rule: Rule, since: DateTime<Utc>) -> Self {
        Self { rule, since, met: 0, windows: BTreeMap::new() }
    }

    /// Whether it strikes this request, which it concerns. Counts.
    fn strikes(&mut self, approach: &Approach<'_>, now: DateTime<Utc>) -> bool {
        self.met = self.met.saturating_add(1);
        let strikes = match self.rule.fault {
            Fault::TokenRevoked { from } => self.met >= from,
            Fault::Outage { after_seconds, seconds, .. } => {
                let age = now - self.since - TimeDelta::seconds(after_seconds.into());
                (TimeDelta::zero()..TimeDelta::seconds(seconds.into())).contains(&age)
            }
            Fault::Quota { allowed, window_seconds } => {
                let number = window(now, window_seconds).0;
                let seen = self.windows.entry(approach.api.to_owned()).or_insert((number, 0));
                if seen.0 != number {
                    *seen = (number, 0);
                }
                seen.1 = seen.1.saturating_add(1);
                seen.1 > allowed
            }
            _ => true,
        };
        if let (true, Reach::Next(left)) = (strikes, &mut self.rule.reach) {
            *left -= 1;
        }
        strikes
    }
}

/// The number of the window that holds this instant, and how many seconds are left of it, at least one.
pub(crate) fn window(now: DateTime<Utc>, window_seconds: u32) -> (i64, u32) {
    let length = i64::from(window_seconds.max(1));
    let left = length - now.timestamp().rem_euclid(length);
    (now.timestamp().div_euclid(length), u32::try_from(left).unwrap_or(window_seconds))
}

impl Faults {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { clock, rules: Mutex::default() }
    }

    /// Puts one rule in force instead of all others.
    pub fn set(&self, rule: Rule) {
        self.set_all(vec![rule]);
    }

    /// Puts these rules in force instead of all others.
    pub fn set_all(&self, rules: Vec<Rule>) {
        let now = (self.clock)();
        self.with(|in_force| *in_force = rules.into_iter().map(|rule| InForce::new(rule, now)).collect());
    }

    /// Adds a rule behind those in force.
    pub fn add(&self, rule: Rule) {
        let now = (self.clock)();
        self.with(|in_force| in_force.push(InForce::new(rule, now)));
    }

    /// Nothing goes wrong any more.
    pub fn clear(&self) {
        self.set_all(Vec::new());
    }

    /// The rules still in force, with what is left of their counts.
    pub fn rules(&self) -> Vec<Rule> {
        self.with(|in_force| in_force.iter().map(|one| one.rule.clone()).collect())
    }

    /// The fate of this request, counted off.
    pub(crate) fn take(&self, approach: &Approach<'_>) -> Fate {
        let now = (self.clock)();
        self.with(|in_force| {
            let spent = |one: &mut InForce| one.rule.reach != Reach::Next(0);
            in_force.retain_mut(spent);
            let mut fate = Fate::default();
            let mut skewed = false;
            for one in in_force.iter_mut().filter(|one| one.rule.concerns(approach)) {
                let fault = one.rule.fault;
                match fault {
                    Fault::Lag { seconds } if fate.lag.is_none() && one.strikes(approach, now) => {
                        fate.lag = Some(TimeDelta::seconds(seconds.into()));
                    }
                    Fault::ClockSkew { seconds } if !skewed && one.strikes(approach, now) => {
                        skewed = true;
                        fate.skew = TimeDelta::seconds(seconds.into());
                    }
                    Fault::Lag { .. } | Fault::ClockSkew { .. } => {}
                    _ if fate.strike.is_none() && one.strikes(approach, now) => {
                        fate.strike = Some(fault);
                    }
                    _ => {}
                }
            }
            in_force.retain_mut(spent);
            fate
        })
    }

    fn with<R>(&self, work: impl FnOnce(&mut Vec<InForce>) -> R) -> R {
        work(&mut self.rules.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
