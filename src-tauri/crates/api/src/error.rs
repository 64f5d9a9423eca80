//! The one error of the promise: a code, a sentence, the field it is about, and the remedy.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why nothing happened. Every text is short, names the field and says what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ApiError {
    /// What kind of refusal it is; stable.
    pub code: Code,
    /// What happened, in one sentence.
    pub message: String,
    /// The field it is about, as the request spells it.
    pub field: Option<String>,
    /// What helps, in one sentence.
    pub remedy: Option<String>,
}

/// The stable kinds of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum Code {
    /// A field holds something that makes no sense.
    BadInput,
    /// What was named does not exist.
    NotFound,
    /// The verb makes no sense in this state (nothing runs, nothing to undo).
    NotNow,
    /// The times overlap other entries; choose trim, split or keep.
    Overlap,
    /// A tracker refused the token.
    SignIn,
    /// The keychain is locked or missing.
    Keychain,
    /// A tracker could not be reached or gave no sensible answer.
    Unreachable,
    /// A tracker said no.
    Refused,
    /// The disk is full, the file read-only or damaged.
    Storage,
    /// No resident answers, or one of another version.
    Resident,
    /// A defect of Stint.
    Internal,
}

impl ApiError {
    /// An error with its sentence.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), field: None, remedy: None }
    }

    /// Names the field.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Says what helps.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(remedy) = &self.remedy {
            write!(f, " {remedy}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ApiError {}
