//! An error's body. Its layout is not documented, so code, reason and sentence are taken from wherever they may stand.

use serde_json::Value;

/// What an error says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Problem {
    /// Everything that may be a code or a reason: `validation_error`, `feature_disabled`.
    codes: Vec<String>,
    /// The sentence.
    pub(super) message: Option<String>,
}

impl Problem {
    /// `None` when the body is no JSON.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        let body: Value = serde_json::from_slice(body).ok()?;
        let places = [Some(&body), body.get("error"), body.get("data")];
        let mut problem = Self::default();
        for place in places.into_iter().flatten() {
            let text = |field: &str| place.get(field).and_then(Value::as_str).map(str::to_owned);
            problem.codes.extend(["code", "error", "reason"].into_iter().filter_map(text));
            problem.message = problem.message.or_else(|| text("message")).or_else(|| text("detail"));
        }
        problem.message = problem.message.or_else(|| problem.codes.first().cloned());
        Some(problem)
    }

    pub(super) fn is(&self, code: &str) -> bool {
        self.codes.iter().any(|known| known.eq_ignore_ascii_case(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_sentence_are_found_in_every_likely_place() {
        for body in [
            r#"{"code":"scope_violation","message":"not yours"}"#,
            r#"{"error":"scope_violation","message":"not yours"}"#,
            r#"{"error":{"code":"scope_violation","message":"not yours"}}"#,
            r#"{"error":{"reason":"scope_violation"},"detail":"not yours"}"#,
        ] {
            let problem = Problem::read(body.as_bytes()).unwrap();
            assert!(problem.is("scope_violation") && !problem.is("validation_error"), "{body}");
            assert_eq!(problem.message.as_deref(), Some("not yours"), "{body}");
        }
        let bare = Problem::read(br#"{"error":"rate_limit"}"#).unwrap();
        assert_eq!(bare.message.as_deref(), Some("rate_limit"));
        assert_eq!(Problem::read(b"\"text\""), Some(Problem::default()));
        assert_eq!(Problem::read(b"<html>"), None);
    }
}
