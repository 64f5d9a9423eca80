//! A pair of tokens as one item of the keychain, beside plain tokens that people typed.

use domain::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Secret;

/// What a pair's item begins with; no token that a person types does.
const MARK: &str = "stint-oauth:";

/// What a keychain holds for a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A token that a person typed.
    Token(Secret),
    /// A pair from a sign-in in the browser.
    Pair(Pair),
}

/// An access token, what renews it, and until when it is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What requests carry.
    pub access: Secret,
    /// What is traded for the next pair.
    pub refresh: Secret,
    /// When the access token ends.
    pub ends: Timestamp,
    /// The name this program is registered under.
    pub client: String,
}

/// The item as written. It lives between the keychain and [`Pair`] and nowhere else.
#[derive(Serialize, Deserialize)]
struct Item {
    access: String,
    refresh: String,
    ends: Timestamp,
    client: String,
}

impl Credential {
    /// Reads an item. `None` = it is a pair that cannot be read, and no token either.
    pub fn read(item: &Secret) -> Option<Self> {
        let Some(json) = item.reveal().strip_prefix(MARK) else { return Some(Self::Token(item.clone())) };
        let Item { access, refresh, ends, client } = serde_json::from_str(json).ok()?;
        Some(Self::Pair(Pair { access: Secret::new(&access), refresh: Secret::new(&refresh), ends, client }))
    }
}

impl Pair {
    /// The pair as one item, so that it is kept wholly or not at all.
    pub fn item(&self) -> Secret {
        let item = Item {
            access: self.access.reveal().to_owned(),
            refresh: self.refresh.reveal().to_owned(),
            ends: self.ends,
            client: self.client.clone(),
        };
        let json = serde_json::to_string(&item).expect("texts and a number serialise");
        Secret::new(&format!("{MARK}{json}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_read_back_and_a_typed_token_stays_one() {
        let pair = Pair {
            access: Secret::new("a\"b"),
            refresh: Secret::new("r"),
            ends: Timestamp::from_millis(7_000),
            client: "c-1".to_owned(),
        };
        assert_eq!(Credential::read(&pair.item()), Some(Credential::Pair(pair)));
        for typed in ["", "token", "{\"access\":\"a\"}"] {
            assert_eq!(Credential::read(&Secret::new(typed)), Some(Credential::Token(Secret::new(typed))));
        }
        assert_eq!(Credential::read(&Secret::new("stint-oauth:{half")), None);
    }

    #[test]
    fn nothing_of_it_is_shown() {
        let (access, refresh) = (Secret::new("acc3ss"), Secret::new("r3fresh"));
        let pair = Pair { access, refresh, ends: Timestamp::MIN, client: "c-1".to_owned() };
        let shown = format!("{pair:?} {:?}", Credential::Pair(pair.clone()));
        assert!(!shown.contains("acc3ss") && !shown.contains("r3fresh"), "{shown}");
    }
}
