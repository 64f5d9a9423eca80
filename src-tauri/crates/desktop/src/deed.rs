//! What a click, a key or a button asks for.

use api::{EntryFields, OverlapChoice, Suggestion, VerbRequest};

use crate::window::View;

/// One thing a person can ask for outside the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Say a verb to the engine.
    Say(Box<VerbRequest>),
    /// Open the window.
    Open(View),
    /// End the resident.
    Quit,
}

impl Deed {
    /// Say a verb.
    pub(crate) fn say(verb: VerbRequest) -> Self {
        Self::Say(Box::new(verb))
    }

    /// Stop, or continue the last entry.
    pub(crate) fn toggle() -> Self {
        Self::say(VerbRequest::Toggle { at: None })
    }

    /// Break or resume.
    pub(crate) fn toggle_break() -> Self {
        Self::say(VerbRequest::ToggleBreak { at: None })
    }

    /// Take the last change back.
    pub(crate) fn undo() -> Self {
        Self::say(VerbRequest::Undo { count: Some(1) })
    }

    /// Do something of late again.
    pub(crate) fn again(suggestion: &Suggestion) -> Self {
        let Suggestion { note, tags, billable, on, .. } = suggestion.clone();
        // Where it was booked last is where it is booked now; nobody named anything.
        let no_links = true;
        Self::say(VerbRequest::Start {
            fields: EntryFields { note, tags, billable, on, no_links, ..EntryFields::default() },
            at: None,
            overlap: None,
        })
    }

    /// The same with the entries in the way shortened, if it is something that can be in the way.
    pub(crate) fn trimming(&self) -> Option<Self> {
        let mut verb = match self {
            Self::Say(verb) => verb.clone(),
            Self::Open(_) | Self::Quit => return None,
        };
        match &mut *verb {
            VerbRequest::Start { overlap, .. }
            | VerbRequest::Add { overlap, .. }
            | VerbRequest::Edit { overlap, .. }
            | VerbRequest::Move { overlap, .. }
            | VerbRequest::Resize { overlap, .. } => {
                *overlap = Some(OverlapChoice::Trim);
                Some(Self::Say(verb))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_times_can_shorten_what_is_in_the_way() {
        let edit = Deed::say(VerbRequest::Edit {
            id: "1".into(),
            fields: api::EditFields { from: Some("9:15".into()), ..api::EditFields::default() },
            overlap: None,
        });
        let trimming = edit.trimming().expect("an edit can overlap");
        let Deed::Say(verb) = trimming else { panic!("it is still a verb") };
        assert!(matches!(*verb, VerbRequest::Edit { overlap: Some(OverlapChoice::Trim), .. }));
        assert_eq!(Deed::toggle().trimming(), None);
        assert_eq!(Deed::Quit.trimming(), None);
    }
}
