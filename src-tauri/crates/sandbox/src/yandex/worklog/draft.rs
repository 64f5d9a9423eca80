//! The body of create and change: what may be sent, and how it is understood.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::yandex::duration::{self, Unreadable};
use crate::yandex::moment;
use crate::yandex::problem::Problem;

#[derive(Debug, Deserialize)]
pub(super) struct Draft {
    start: Option<String>,
    duration: Option<String>,
    pub(super) comment: Option<String>,
}

impl Draft {
    pub(super) fn start(&self) -> Result<Option<DateTime<Utc>>, Problem> {
        self.start.as_deref().map(|text| moment::read("start", text)).transpose()
    }

    /// Documented as required for create; a server that takes "now" instead was seen, but is not to be relied on.
    pub(super) fn required_start(&self) -> Result<DateTime<Utc>, Problem> {
        self.start()?.ok_or_else(|| Problem::unprocessable("start", "The field is required."))
    }

    /// Documented as required for create and change alike.
    pub(super) fn required_seconds(&self) -> Result<u32, Problem> {
        let text = self.duration.as_deref();
        let text = text.ok_or_else(|| Problem::unprocessable("duration", "The field is required."))?;
        duration::read(text).map_err(|cause| {
            let message = match cause {
                Unreadable::Format => format!("{text:?} is not a duration such as PT1H30M."),
                Unreadable::Calendar => "Years and months are not supported.".to_owned(),
                Unreadable::Zero => "The duration must be longer than zero.".to_owned(),
            };
            Problem::bad_value("duration", message)
        })
    }
}

/// An empty comment is none.
pub(super) fn comment(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}
