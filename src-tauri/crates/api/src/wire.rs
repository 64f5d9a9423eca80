//! JSON-RPC 2.0 as it stands on the socket: one object per line.

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::{Answer, ApiError, Changed, Request, Surface};

/// The longest line a resident or client takes, in bytes: a file of [`IMPORT_MAX`] whose every byte needs another one
/// before it.
pub const LINE_MAX: usize = 2 * IMPORT_MAX + 64 * 1024;

/// The longest file that is imported, in bytes: far more than 50,000 rows of any format.
pub const IMPORT_MAX: usize = 32 * 1024 * 1024;

/// A request line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Call {
    /// Always `2.0`.
    pub jsonrpc: Version,
    /// The client's number for it.
    pub id: u64,
    /// Where the person is; the resident keeps it in the history.
    #[serde(default = "cli")]
    pub surface: Surface,
    /// What is asked.
    #[serde(flatten)]
    pub request: Request,
}

/// An answer line, or an event line when it has no id.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Line {
    /// Something changed.
    Event {
        /// Always `2.0`.
        jsonrpc: Version,
        /// Always `changed`.
        method: String,
        /// What changed.
        params: Changed,
    },
    /// It did not work.
    Error {
        /// Always `2.0`.
        jsonrpc: Version,
        /// The client's number; null when the line could not be read.
        id: Option<u64>,
        /// The language its sentences are in, as [`Language::code`] says; left out by whoever has none.
        #[serde(skip_serializing_if = "Option::is_none", serialize_with = "code")]
        language: Option<Language>,
        /// Why.
        error: RpcError,
    },
    /// The answer.
    Result {
        /// Always `2.0`.
        jsonrpc: Version,
        /// The client's number.
        id: u64,
        /// The language its sentences are in; a client goes on in it.
        #[serde(skip_serializing_if = "Option::is_none", serialize_with = "code")]
        language: Option<Language>,
        /// What was asked for.
        result: Answer,
    },
}

impl Line {
    /// Reads a line. Told apart by the fields that are there, without a detour over a tree of values.
    ///
    /// # Errors
    /// When it is none of the three.
    pub fn read(text: &[u8]) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct Fields {
            jsonrpc: Version,
            id: Option<u64>,
            language: Option<String>,
            method: Option<String>,
            params: Option<Changed>,
            result: Option<Answer>,
            error: Option<RpcError>,
        }
        let Fields { jsonrpc, id, language, method, params, result, error } = serde_json::from_slice(text)?;
        // One that only a newer resident speaks is none.
        let language = language.as_deref().and_then(Language::of_code);
        match (id, method, params, result, error) {
            (id, _, _, _, Some(error)) => Ok(Self::Error { jsonrpc, id, language, error }),
            (Some(id), _, _, result, None) => {
                // `null` is an answer, too; as a field it reads like one that is not there.
                let result = result.map_or_else(|| serde_json::from_str("null"), Ok)?;
                Ok(Self::Result { jsonrpc, id, language, result })
            }
            (None, Some(method), Some(params), _, None) => Ok(Self::Event { jsonrpc, method, params }),
            _ => Err(serde::de::Error::custom("neither an answer nor an event")),
        }
    }
}

/// JSON-RPC's error object; ours is in `data`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RpcError {
    /// -32700 unreadable, -32600 not a request, -32000 refused.
    pub code: i32,
    /// The sentence.
    pub message: String,
    /// The whole error.
    pub data: ApiError,
}

/// The text `2.0`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Version {
    /// JSON-RPC 2.0.
    #[default]
    #[serde(rename = "2.0")]
    V2,
}

#[expect(clippy::ref_option, reason = "serde hands a field over like this")]
fn code<S: serde::Serializer>(language: &Option<Language>, to: S) -> Result<S::Ok, S::Error> {
    language.map(Language::code).serialize(to)
}

fn cli() -> Surface {
    Surface::Cli
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language_of(line: &str) -> Option<Language> {
        match Line::read(line.as_bytes()).unwrap() {
            Line::Result { language, .. } | Line::Error { language, .. } => language,
            Line::Event { .. } => None,
        }
    }

    #[test]
    fn an_answer_says_in_which_language_it_is() {
        let result = Answer::of(&1).unwrap();
        let line = Line::Result { jsonrpc: Version::V2, id: 1, language: Some(Language::De), result };
        let text = serde_json::to_string(&line).unwrap();
        assert_eq!(text, r#"{"jsonrpc":"2.0","id":1,"language":"de","result":1}"#);
        assert_eq!(language_of(&text), Some(Language::De));
        let refused = r#"{"jsonrpc":"2.0","id":1,"language":"fr","error":{"code":-32000,"message":"Non.",
            "data":{"code":"not_now","message":"Non."}}}"#;
        assert_eq!(language_of(refused), Some(Language::Fr));
    }

    #[test]
    fn a_language_that_is_missing_or_new_is_none() {
        assert_eq!(language_of(r#"{"jsonrpc":"2.0","id":1,"result":null}"#), None);
        assert_eq!(language_of(r#"{"jsonrpc":"2.0","id":1,"language":"eo","result":null}"#), None);
    }
}
