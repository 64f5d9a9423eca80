//! Values for custom fields that a server demands of every time entry: typed once, as `1=4711; 3=Home office`. Pure.

use super::wire::CustomValue;
use crate::{Account, Applied, Kind, Redacted, Retry, TrackerError};

/// What is sent along with every record: field number and value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Values(Vec<(u64, String)>);

impl Values {
    /// Those of the setting `fields`.
    pub(super) fn of(account: &Account) -> Result<Self, TrackerError> {
        Self::read(account.settings.get("fields").map(String::as_str).unwrap_or_default())
    }

    fn read(text: &str) -> Result<Self, TrackerError> {
        let pairs = text.split(';').map(str::trim).filter(|pair| !pair.is_empty());
        let pair = |pair: &str| {
            let (id, value) = pair.split_once('=')?;
            Some((id.trim().parse().ok()?, value.trim().to_owned()))
        };
        let values: Option<Vec<_>> = pairs.map(pair).collect();
        values.map(Self).ok_or_else(|| {
            let detail = Redacted::ours(
                "the setting fields holds the number of a custom field and its value, as 1=4711; 3=Home",
            );
            TrackerError::new(Kind::Refused, Applied::No, Retry::Never, detail)
        })
    }

    pub(super) fn sent(&self) -> Vec<CustomValue<'_>> {
        self.0.iter().map(|(id, value)| CustomValue { id: *id, value }).collect()
    }

    pub(super) fn has(&self, id: u64) -> bool {
        self.0.iter().any(|(known, value)| *known == id && !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_and_anything_else_is_said() {
        let values = Values::read(" 1=4711; 3 = Home office ;").unwrap();
        assert_eq!(values, Values(vec![(1, "4711".to_owned()), (3, "Home office".to_owned())]));
        assert!(values.has(1) && !values.has(2));
        assert_eq!(Values::read("").unwrap(), Values::default());
        for other in ["Cost centre=4711", "1", "=1", "-1=2"] {
            assert_eq!(Values::read(other).unwrap_err().kind, Kind::Refused, "{other}");
        }
    }
}
