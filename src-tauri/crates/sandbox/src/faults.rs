//! What can go wrong on the way to a tracker and back, and which requests it strikes.

use std::sync::{Mutex, PoisonError};

use http::Method;
use serde::{Deserialize, Serialize};

/// One way for a request to go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// The connection is reset before anything is read: certainly not sent.
    Refuse,
    /// The request is read and not processed; the connection closes without an answer.
    DropBefore,
    /// The request is processed; the connection closes without an answer.
    DropAfter,
    /// The request is processed; the answer is a 500.
    ErrorAfter,
    /// The request is not processed; the answer is a 429.
    TooMany {
        /// The value of `Retry-After`.
        retry_after_seconds: u32,
    },
    /// The request is processed at once; its answer takes its time.
    Slow {
        /// How long the answer takes.
        millis: u64,
    },
    /// The request is processed; the answer breaks off half way through its body.
    Truncate,
}

/// How many requests a rule strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Every matching request until the faults are cleared.
    #[default]
    Always,
    /// The next so many matching requests; then the rule is gone.
    Next(u32),
}

/// Which requests of an API a rule strikes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requests {
    /// All of them.
    #[default]
    Any,
    /// Those that can change something. A search by POST is not one.
    Writes,
    /// Those with this HTTP method.
    Method(String),
}

/// A fault and whom it strikes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// What happens.
    #[serde(flatten)]
    pub fault: Fault,
    /// How often.
    #[serde(default)]
    pub reach: Reach,
    /// The only API concerned; None for all.
    #[serde(default)]
    pub api: Option<String>,
    /// The requests concerned.
    #[serde(default)]
    pub requests: Requests,
}

impl Rule {
    /// Strikes every request to every API.
    pub fn always(fault: Fault) -> Self {
        Self { fault, reach: Reach::Always, api: None, requests: Requests::Any }
    }

    /// Strikes the next `count` requests.
    pub fn next(count: u32, fault: Fault) -> Self {
        Self { reach: Reach::Next(count), ..Self::always(fault) }
    }

    /// Limits the rule to one API, as `clockify`.
    #[must_use]
    pub fn on(self, api: &str) -> Self {
        Self { api: Some(api.to_owned()), ..self }
    }

    /// Limits the rule to requests that can change something.
    #[must_use]
    pub fn writes(self) -> Self {
        Self { requests: Requests::Writes, ..self }
    }

    /// Limits the rule to one HTTP method.
    #[must_use]
    pub fn method(self, method: Method) -> Self {
        Self { requests: Requests::Method(method.to_string()), ..self }
    }

    fn strikes(&self, approach: &Approach<'_>) -> bool {
        let requests = match &self.requests {
            Requests::Any => true,
            Requests::Writes => approach.writes,
            Requests::Method(method) => method.eq_ignore_ascii_case(approach.method.as_str()),
        };
        requests && self.api.as_deref().is_none_or(|api| api == approach.api)
    }
}

/// What is known of a request when its fate is decided.
pub(crate) struct Approach<'a> {
    pub(crate) api: &'a str,
    pub(crate) method: &'a Method,
    pub(crate) writes: bool,
}

/// The rules in force, first match wins. One request is struck by one fault at most.
#[derive(Debug, Default)]
pub struct Faults(Mutex<Vec<Rule>>);

impl Faults {
    /// Puts one rule in force instead of all others.
    pub fn set(&self, rule: Rule) {
        self.set_all(vec![rule]);
    }

    /// Puts these rules in force instead of all others.
    pub fn set_all(&self, rules: Vec<Rule>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = rules;
    }

    /// Adds a rule behind those in force.
    pub fn add(&self, rule: Rule) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(rule);
    }

    /// Nothing goes wrong any more.
    pub fn clear(&self) {
        self.set_all(Vec::new());
    }

    /// The rules still in force, with what is left of their counts.
    pub fn rules(&self) -> Vec<Rule> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The fault for this request, counted off.
    pub(crate) fn take(&self, approach: &Approach<'_>) -> Option<Fault> {
        let mut rules = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rules.retain(|rule| rule.reach != Reach::Next(0));
        let rule = rules.iter_mut().find(|rule| rule.strikes(approach))?;
        if let Reach::Next(left) = &mut rule.reach {
            *left -= 1;
        }
        let fault = rule.fault;
        rules.retain(|rule| rule.reach != Reach::Next(0));
        Some(fault)
    }
}
