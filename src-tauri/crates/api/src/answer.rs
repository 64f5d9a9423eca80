//! An answer as the text that goes over the wire: written once where it is made, read once where it is needed.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::{ApiError, words};

/// The JSON of what a request promises.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answer(Box<RawValue>);

impl Answer {
    /// Writes a value down.
    ///
    /// # Errors
    /// `internal` when the value has no JSON, which no view of ours lacks.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, ApiError> {
        serde_json::value::to_raw_value(value)
            .map(Self)
            .map_err(|error| words::resident::unwritable_answer(&error.to_string()))
    }

    /// Reads it as the type its request promises.
    ///
    /// # Errors
    /// `resident` when it is of another version's shape.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        serde_json::from_str(self.json())
            .map_err(|error| words::resident::unreadable_answer(&error.to_string()))
    }

    /// The text, in one line.
    pub fn json(&self) -> &str {
        self.0.get()
    }
}
