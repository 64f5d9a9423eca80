//! The body of create and change: minutes and a text, and what is refused of them.

use serde::Deserialize;
use serde_json::Value;

use crate::plane::problem::Problem;

#[derive(Debug, Deserialize)]
pub(super) struct Draft {
    duration: Option<Value>,
    description: Option<Value>,
}

impl Draft {
    /// Less than a minute is refused here; what the service does with it is not known.
    pub(super) fn minutes(&self) -> Result<Option<u32>, Problem> {
        let Some(value) = &self.duration else { return Ok(None) };
        let number = value.as_i64().or_else(|| value.as_str()?.trim().parse().ok());
        let number = number.ok_or_else(|| Problem::field("duration", "A valid integer is required."))?;
        if number > i64::from(i32::MAX) {
            return Err(Problem::field("duration", "Ensure this value is less than or equal to 2147483647."));
        }
        let minutes = u32::try_from(number).ok().filter(|minutes| *minutes > 0);
        let refused = || Problem::field("duration", "Ensure this value is greater than or equal to 1.");
        minutes.ok_or_else(refused).map(Some)
    }

    pub(super) fn required_minutes(&self) -> Result<u32, Problem> {
        self.minutes()?.ok_or_else(|| Problem::field("duration", "This field is required."))
    }

    pub(super) fn description(&self) -> Result<Option<String>, Problem> {
        match &self.description {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(Value::Null) => Err(Problem::field("description", "This field may not be null.")),
            Some(_) => Err(Problem::field("description", "Not a valid string.")),
        }
    }

    /// One revision of the documentation requires it, so it is required here.
    pub(super) fn required_description(&self) -> Result<String, Problem> {
        self.description()?.ok_or_else(|| Problem::field("description", "This field is required."))
    }
}
