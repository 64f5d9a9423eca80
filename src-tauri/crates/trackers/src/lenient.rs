//! Reading what services really send: `null` where a list is promised, a number where a text is, and the reverse.

use serde::{Deserialize, Deserializer};

/// A `null` as the default of its type.
pub(crate) fn null_as_default<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::<T>::deserialize(from).map(Option::unwrap_or_default)
}

/// An id that arrives as a text or a number; an empty one is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Id(Option<String>);

impl Id {
    /// The id, if there is one.
    pub(crate) fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Shape {
            Text(String),
            Number(u64),
        }
        Ok(Self(match Option::<Shape>::deserialize(from)? {
            Some(Shape::Text(text)) => Some(text).filter(|text| !text.is_empty()),
            Some(Shape::Number(number)) => Some(number.to_string()),
            None => None,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_from_texts_numbers_and_nothing() {
        let ids: Vec<Id> = serde_json::from_str(r#"[1, "1", "veikus", "", null]"#).unwrap();
        let ids: Vec<_> = ids.iter().map(Id::get).collect();
        assert_eq!(ids, [Some("1"), Some("1"), Some("veikus"), None, None]);
    }
}
