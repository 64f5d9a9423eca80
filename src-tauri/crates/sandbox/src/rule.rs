//! A fault, and which requests it strikes how often.

use http::Method;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;

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

    /// Limits the rule to one API, by its name.
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

    /// Whether the rule is about this request at all.
    pub(crate) fn concerns(&self, approach: &Approach<'_>) -> bool {
        let requests = match &self.requests {
            Requests::Any => true,
            Requests::Writes => approach.writes,
            Requests::Method(method) => method.eq_ignore_ascii_case(approach.method.as_str()),
        };
        let read_only = matches!(self.fault, Fault::Lag { .. });
        requests
            && !(read_only && approach.writes)
            && self.api.as_deref().is_none_or(|api| api == approach.api)
    }
}

/// What is known of a request when its fate is decided.
pub(crate) struct Approach<'a> {
    pub(crate) api: &'a str,
    pub(crate) method: &'a Method,
    pub(crate) writes: bool,
}
