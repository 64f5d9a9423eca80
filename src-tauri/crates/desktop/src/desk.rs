//! What tray, hotkeys and notifications share: a way to the engine, to the window and to the person.

use std::process::ExitStatus;

use api::{ApiError, Code, Request, Surface};
use engine::EngineHandle;
use tokio::sync::mpsc;

use crate::deed::Deed;
use crate::notify::Card;
use crate::window::{View, WindowProgram};
use crate::words;

/// Does what is asked for, and says so where it was not possible; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    pub(crate) handle: EngineHandle,
    window: WindowProgram,
    cards: mpsc::UnboundedSender<Card>,
}

impl Desk {
    /// A desk, and the cards it wants shown.
    pub(crate) fn new(handle: EngineHandle, window: WindowProgram) -> (Self, mpsc::UnboundedReceiver<Card>) {
        let (cards, shown) = mpsc::unbounded_channel();
        (Self { handle, window, cards }, shown)
    }

    /// Does it. What a verb did is told by the engine's notice; only a refusal is told here.
    pub(crate) async fn perform(&self, surface: Surface, deed: Deed, token: Option<String>) {
        let refusal = match deed.clone() {
            Deed::Say(verb) => self.handle.say(surface, *verb).await.err(),
            Deed::Quit => self.handle.ask(surface, Request::Quit).await.err(),
            Deed::Open(view) => return self.open(view, token),
        };
        if let Some(refusal) = refusal {
            tracing::info!(?surface, code = ?refusal.code, "a request from the desktop was refused");
            self.show(refused(&refusal, &deed));
        }
    }

    /// Shows a card, if anybody shows cards.
    pub(crate) fn show(&self, card: Card) {
        if self.cards.send(card).is_err() {
            tracing::debug!("notifications are off; nothing is shown");
        }
    }

    /// In a task of its own: a window that hangs must not hold up the next click.
    fn open(&self, view: View, token: Option<String>) {
        let desk = self.clone();
        tokio::spawn(async move {
            match desk.window.open(view, token.as_deref()).await {
                Ok(None) => {}
                Ok(Some(mut child)) => {
                    if let Ok(status) = child.wait().await {
                        desk.closed(status);
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "the window did not open");
                    desk.show(Card::trouble(words::WINDOW_MISSING, words::window_missing_help(&error)));
                }
            }
        });
    }

    /// The window's process ended: by itself, or because something is wrong with it.
    fn closed(&self, status: ExitStatus) {
        if status.code().is_some_and(|code| code != 0) {
            tracing::warn!(%status, "the window's program ended early");
            self.show(Card::trouble(words::WINDOW_ENDED, words::WINDOW_ENDED_HELP));
        }
    }
}

fn refused(error: &ApiError, deed: &Deed) -> Card {
    match deed.trimming() {
        // The engine's remedy speaks of all three choices; a card has room for the usual one and the window.
        Some(trimming) if error.code == Code::Overlap => {
            Card::trouble(error.message.as_str(), words::OVERLAP_HELP)
                .button(words::TRIM, trimming)
                .button(words::SHOW, Deed::Open(View::Today))
        }
        _ => Card::trouble(error.message.as_str(), error.remedy.as_deref().unwrap_or_default())
            .button(words::SHOW_STINT, Deed::Open(View::Today)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overlap_offers_to_shorten_and_anything_else_the_window() {
        let start = Deed::say(api::VerbRequest::Start {
            fields: api::EntryFields::default(),
            at: Some("5m ago".into()),
            overlap: None,
        });
        let overlap = refused(&ApiError::new(Code::Overlap, "That overlaps “Stand-up”."), &start);
        assert_eq!(overlap.buttons[0].label, words::TRIM.said());
        let nothing = refused(&ApiError::new(Code::NotNow, "Nothing runs."), &Deed::toggle());
        assert_eq!(nothing.buttons[0].deed, Deed::Open(View::Today));
        assert_eq!(nothing.summary, "Nothing runs.");
    }
}
