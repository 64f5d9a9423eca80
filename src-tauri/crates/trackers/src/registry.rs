//! The one list of trackers. Adding one is a folder and a line here.

use crate::Tracker;
use crate::alignsoft::Alignsoft;
use crate::awork::Awork;
use crate::clockify::Clockify;
use crate::plane::Plane;
use crate::redmine::Redmine;
use crate::yandex::Yandex;

static ALL: &[&dyn Tracker] = &[&Clockify, &Yandex, &Alignsoft, &Plane, &Awork, &Redmine];

/// Every tracker kind, in the order shown.
pub fn all() -> &'static [&'static dyn Tracker] {
    ALL
}

/// The tracker of a kind, as spelled in [`crate::Descriptor::kind`].
pub fn by_kind(kind: &str) -> Option<&'static dyn Tracker> {
    all().iter().copied().find(|tracker| tracker.about().kind == kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FieldKind;

    #[test]
    fn every_kind_is_found_by_its_name_and_complete() {
        for tracker in all() {
            let about = tracker.about();
            assert_eq!(by_kind(about.kind).map(|found| found.about().name), Some(about.name));
            assert_eq!(all().iter().filter(|other| other.about().kind == about.kind).count(), 1);
            let is_safe = |url: &str| url::Url::parse(url).is_ok_and(|url| url.scheme() == "https");
            assert!(about.default_url.is_none_or(is_safe), "{}", about.kind);
            let looks = about.looks.after_seconds;
            assert!(!looks.is_empty() && looks.windows(2).all(|pair| pair[0] < pair[1]), "{}", about.kind);
        }
        assert!(by_kind("unknown").is_none());
    }

    #[test]
    fn the_first_choice_of_a_policy_field_is_the_default_policy() {
        for about in all().iter().map(|tracker| tracker.about()) {
            assert_eq!(about.policy(&std::collections::BTreeMap::new()), about.default_policy);
            for field in about.fields.iter().filter(|field| ["breaks", "round"].contains(&field.key)) {
                let FieldKind::Choice(choices) = field.kind else { panic!("{} is no choice", field.key) };
                let policy = |value: &str| about.policy(&[(field.key.to_owned(), value.to_owned())].into());
                assert_eq!(policy(choices[0].0), about.default_policy);
                assert!(choices[1..].iter().all(|(value, _)| policy(value) != about.default_policy));
            }
        }
    }
}
