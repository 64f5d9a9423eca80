//! One notification as a value: what it says and what its buttons do.

use api::language::Text;
use api::{Tracker, Upload};

use crate::deed::Deed;
use crate::window::View;
use crate::words;

/// Where a card goes. A newer card replaces the one in the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// What happened to the timer.
    Timer,
    /// What an upload needs.
    Uploads,
    /// What an account needs.
    Accounts,
}

/// A notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Card {
    pub(crate) place: Place,
    /// Plain text, the first line.
    pub(crate) summary: String,
    /// Plain text below it.
    pub(crate) body: String,
    pub(crate) buttons: Vec<Button>,
    pub(crate) weight: Weight,
}

/// How long a card stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Some seconds, and it is not kept in a list.
    Passing,
    /// As long as the desktop likes, and it is kept in its list.
    Staying,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Button {
    pub(crate) label: &'static str,
    pub(crate) deed: Deed,
}

impl Card {
    /// What happened to the timer.
    pub(crate) fn passing(summary: impl Into<String>, body: impl Into<String>) -> Self {
        Self {
            place: Place::Timer,
            summary: summary.into(),
            body: body.into(),
            buttons: Vec::new(),
            weight: Weight::Passing,
        }
    }

    /// Something that was not possible, and what helps.
    pub(crate) fn trouble(summary: impl Into<String>, help: impl Into<String>) -> Self {
        Self::passing(summary, help)
    }

    /// What stays until it is dealt with.
    pub(crate) fn staying(summary: impl Into<String>, body: impl Into<String>) -> Self {
        Self { weight: Weight::Staying, ..Self::passing(summary, body) }
    }

    /// Uploads that need a person.
    pub(crate) fn uploads(stuck: &[Upload]) -> Option<Self> {
        let first = stuck.first()?;
        let summary = match stuck {
            [only] => words::upload_needs_you(&only.note),
            many => words::uploads_need_you(u32::try_from(many.len()).unwrap_or(u32::MAX)),
        };
        let parts = [first.reason.as_deref(), first.remedy.as_deref()];
        let body = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let card = Self::staying(summary, body).button(words::SHOW, Deed::Open(View::Trackers));
        Some(Self { place: Place::Uploads, ..card })
    }

    /// Accounts that must be signed in to again.
    pub(crate) fn accounts(out: &[Tracker]) -> Option<Self> {
        let names = out.iter().map(|tracker| tracker.name.as_str()).collect::<Vec<_>>().join(", ");
        let body = words::sign_in_again(&names);
        let card =
            Self::staying(words::SIGN_IN_AGAIN, body).button(words::SIGN_IN, Deed::Open(View::Trackers));
        (!out.is_empty()).then_some(Self { place: Place::Accounts, ..card })
    }

    /// Adds a button.
    pub(crate) fn button(mut self, label: Text, deed: Deed) -> Self {
        self.buttons.push(Button { label: label.said(), deed });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stuck(note: &str) -> Upload {
        Upload {
            id: "u".into(),
            entry_id: "e".into(),
            note: note.into(),
            connection: "plane".into(),
            target: "plane:APP-1".into(),
            state: api::UploadState::Stuck,
            remote_id: None,
            attempts: 1,
            next_try: None,
            reason: Some("Plane did not take 1:34.".into()),
            remedy: Some("Time tracking is off there.".into()),
            seconds: Some(5_640),
            start: None,
            time: api::PartTime::Clock,
            candidates: Vec::new(),
            records: Vec::new(),
            conflict: None,
        }
    }

    fn signed_out(name: &str) -> Tracker {
        Tracker {
            id: "t".into(),
            name: name.into(),
            kind: "plane".into(),
            kind_name: "Plane".into(),
            monogram: "P".into(),
            url: "https://example.org".into(),
            workspace: None,
            settings: std::collections::BTreeMap::new(),
            account: None,
            health: api::Health::SignIn,
            reason: None,
            remedy: None,
            answered: None,
            targets: 0,
            refreshed: None,
            secret: api::SecretSource::Keychain,
            policy: api::Policies { breaks: "gap".into(), rounding: "nearest".into() },
        }
    }

    #[test]
    fn an_upload_says_why_and_what_helps() {
        let card = Card::uploads(&[stuck("Review")]).expect("it needs a person");
        assert_eq!(card.summary, "The upload of “Review” needs you");
        assert_eq!(card.body, "Plane did not take 1:34. Time tracking is off there.");
        assert_eq!(card.buttons[0].deed, Deed::Open(View::Trackers));
        assert_eq!(card.place, Place::Uploads);
    }

    #[test]
    fn several_uploads_are_one_card() {
        let card = Card::uploads(&[stuck("A"), stuck("B")]).expect("they need a person");
        assert_eq!(card.summary, "2 uploads need you");
        assert_eq!(Card::uploads(&[]), None);
    }

    #[test]
    fn an_account_is_named() {
        let card = Card::accounts(&[signed_out("plane"), signed_out("work")]).expect("they need a person");
        assert_eq!(card.place, Place::Accounts);
        assert_eq!(card.summary, "Sign in again");
        assert!(card.body.starts_with("plane, work: "), "{}", card.body);
        assert_eq!(Card::accounts(&[]), None);
    }
}
