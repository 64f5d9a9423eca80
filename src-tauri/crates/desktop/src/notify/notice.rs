//! Which notices of the engine become a notification, and in which words.

use api::event::{Notice, NoticeKind};
use api::{Surface, VerbRequest};

use super::card::Card;
use crate::deed::Deed;
use crate::window::View;
use crate::words;

/// What to do about a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Telling {
    /// Nothing happened.
    Nothing,
    /// Something happened that the person sees; what was told before is over.
    Outdated,
    /// Tell it.
    Card(Card),
    /// Tell what the uploads need.
    Uploads,
    /// Tell which accounts must be signed in to again.
    Accounts,
}

/// What to do about a notice.
///
/// The window, a terminal and whoever used a link show by themselves what they did; tray, hotkey and
/// notification do not. A tray click that starts or resumes is seen too: the icon under the pointer changes.
pub(crate) fn telling(notice: &Notice) -> Telling {
    let Notice { kind, surface, note, work_seconds, .. } = notice;
    let seconds = *work_seconds;
    let undoable = |card: Card| Telling::Card(card.button(words::UNDO, Deed::undo()));
    match kind {
        NoticeKind::Already => return Telling::Nothing,
        NoticeKind::UploadNeedsYou => return Telling::Uploads,
        NoticeKind::SignInAgain => return Telling::Accounts,
        NoticeKind::Recovered => {
            let card = Card::staying(words::UNWATCHED, words::unwatched(note));
            return Telling::Card(card.button(words::SHOW, Deed::Open(View::Today)));
        }
        _ if !matches!(surface, Surface::Tray | Surface::Hotkey | Surface::Notification) => {
            return Telling::Outdated;
        }
        _ => {}
    }
    match kind {
        NoticeKind::Stopped => undoable(Card::passing(words::stopped(note, seconds), "")),
        NoticeKind::OnBreak => {
            let card = Card::passing(words::BREAK_STARTED, words::break_of(note, seconds));
            Telling::Card(card.button(words::RESUME, Deed::say(VerbRequest::Resume { at: None })))
        }
        NoticeKind::Discarded => undoable(Card::passing(words::discarded(note), "")),
        NoticeKind::Edited => undoable(Card::passing(words::edited(note, seconds), "")),
        NoticeKind::Undone | NoticeKind::Redone => {
            Telling::Card(Card::passing(words::TAKEN_BACK, words::taken_back(note, seconds)))
        }
        NoticeKind::Started | NoticeKind::Switched | NoticeKind::Resumed if *surface == Surface::Tray => {
            Telling::Outdated
        }
        NoticeKind::Started => undoable(Card::passing(words::started(note), "")),
        NoticeKind::Switched => undoable(Card::passing(words::switched(note), "")),
        NoticeKind::Resumed => undoable(Card::passing(words::resumed(note, seconds), "")),
        // No tray menu, hotkey or button does these, or they were answered above.
        NoticeKind::Added
        | NoticeKind::Moved
        | NoticeKind::Split
        | NoticeKind::Merged
        | NoticeKind::Deleted
        | NoticeKind::Decided
        | NoticeKind::Imported
        | NoticeKind::Already
        | NoticeKind::Recovered
        | NoticeKind::UploadNeedsYou
        | NoticeKind::SignInAgain => Telling::Outdated,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn notice(kind: NoticeKind, surface: Surface) -> Notice {
        Notice { kind, surface, note: "Login flow review".into(), work_seconds: 5_045, entry_id: None }
    }

    fn card(kind: NoticeKind, surface: Surface) -> Card {
        match telling(&notice(kind, surface)) {
            Telling::Card(card) => card,
            other => panic!("{other:?} shows nothing"),
        }
    }

    #[test]
    fn a_stop_by_hotkey_can_be_undone() {
        let card = card(NoticeKind::Stopped, Surface::Hotkey);
        assert_eq!(card.summary, "Stopped “Login flow review”, 1:24");
        assert_eq!(card.buttons[0].label, "Undo");
        assert_eq!(card.buttons[0].deed, Deed::undo());
    }

    #[test]
    fn a_break_says_what_it_interrupts() {
        let card = card(NoticeKind::OnBreak, Surface::Tray);
        assert_eq!(
            (card.summary.as_str(), card.body.as_str()),
            ("On a break", "“Login flow review”, 1:24 so far")
        );
    }

    #[rstest]
    #[case(Surface::Window)]
    #[case(Surface::Cli)]
    #[case(Surface::Link)]
    fn where_the_person_sees_the_result_nothing_is_shown_and_an_old_undo_goes(#[case] surface: Surface) {
        for kind in [NoticeKind::Stopped, NoticeKind::OnBreak, NoticeKind::Started, NoticeKind::Edited] {
            assert_eq!(telling(&notice(kind, surface)), Telling::Outdated);
        }
    }

    #[test]
    fn a_start_is_told_to_a_key_and_shown_by_the_icon() {
        assert_eq!(card(NoticeKind::Started, Surface::Hotkey).summary, "Started “Login flow review”");
        assert_eq!(telling(&notice(NoticeKind::Started, Surface::Tray)), Telling::Outdated);
    }

    #[test]
    fn what_the_resident_finds_by_itself_is_always_told() {
        assert_eq!(telling(&notice(NoticeKind::UploadNeedsYou, Surface::System)), Telling::Uploads);
        assert_eq!(telling(&notice(NoticeKind::SignInAgain, Surface::System)), Telling::Accounts);
        assert_eq!(card(NoticeKind::Recovered, Surface::System).summary, "Some time is undecided");
    }

    #[test]
    fn a_second_press_leaves_the_notification_alone() {
        assert_eq!(telling(&notice(NoticeKind::Already, Surface::Hotkey)), Telling::Nothing);
    }
}
