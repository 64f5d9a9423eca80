//! The place of one notification: a newer one takes it, and only the newest one's buttons count.

use std::sync::Arc;
use std::time::Duration;

use notify_rust::{ActionResponse, Hint, Notification, NotificationHandle, Timeout, Urgency};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::card::{Card, Place, Weight};
use crate::deed::Deed;
use crate::words;

/// How long a passing card stays, in milliseconds.
const PASSING: u32 = 8_000;
/// How long a notification server may take.
const ANSWER: Duration = Duration::from_secs(3);
/// The icon as installed with the window's program.
const ICON: &str = "stint-app";

/// What became of a card.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) place: Place,
    /// Which card of this place.
    pub(crate) serial: u64,
    /// The button pressed; `None` = it closed.
    pub(crate) button: Option<usize>,
}

/// One place.
pub(crate) struct Slot {
    place: Place,
    answers: mpsc::UnboundedSender<Answer>,
    serial: u64,
    shown: Option<Shown>,
}

struct Shown {
    handle: Arc<NotificationHandle>,
    deeds: Vec<Deed>,
    waiter: JoinHandle<()>,
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.waiter.abort();
    }
}

impl Slot {
    /// An empty place.
    pub(crate) fn new(place: Place, answers: mpsc::UnboundedSender<Answer>) -> Self {
        Self { place, answers, serial: 0, shown: None }
    }

    /// Whether a card is there.
    pub(crate) const fn is_shown(&self) -> bool {
        self.shown.is_some()
    }

    /// Shows a card in place of the one there.
    pub(crate) async fn show(&mut self, card: Card) {
        self.close().await;
        self.serial += 1;
        let handle = match timeout(ANSWER, notification(&card).show_async()).await {
            Ok(Ok(handle)) => Arc::new(handle),
            Ok(Err(error)) => return tracing::warn!(%error, "the notification was not shown"),
            Err(_) => return tracing::warn!("the notification server did not answer"),
        };
        let (place, serial, answers, waiting) =
            (self.place, self.serial, self.answers.clone(), Arc::clone(&handle));
        let waiter = tokio::spawn(async move {
            let tell = |response: &ActionResponse<'_>| {
                let button = match response {
                    ActionResponse::Custom(key) => key.parse().ok(),
                    ActionResponse::Closed(_) => None,
                };
                // Nobody listens when the resident is ending.
                let _ending = answers.send(Answer { place, serial, button });
            };
            waiting.wait_for_action_async(tell).await;
        });
        let deeds = card.buttons.into_iter().map(|button| button.deed).collect();
        self.shown = Some(Shown { handle, deeds, waiter });
    }

    /// Takes the card away.
    pub(crate) async fn close(&mut self) {
        if let Some(shown) = self.shown.take() {
            // A server that does not answer has nothing to take away.
            let _late = timeout(ANSWER, shown.handle.close_async()).await;
        }
    }

    /// The server that showed it is gone.
    pub(crate) fn forget(&mut self) {
        self.shown = None;
    }

    /// What the pressed button asks for, if the card is still the one shown.
    pub(crate) async fn answered(&mut self, serial: u64, button: Option<usize>) -> Option<Deed> {
        if serial != self.serial {
            return None;
        }
        let Some(button) = button else {
            self.forget();
            return None;
        };
        let deed = self.shown.as_ref()?.deeds.get(button).cloned();
        // Some servers leave a card there after its button was pressed.
        self.close().await;
        deed
    }
}

fn notification(card: &Card) -> Notification {
    let mut notification = Notification::new();
    notification.appname(words::NAME).icon(ICON).summary(&card.summary).body(&plain(&card.body));
    notification.urgency(Urgency::Normal).hint(Hint::DesktopEntry(ICON.to_owned()));
    for (index, button) in card.buttons.iter().enumerate() {
        notification.action(&index.to_string(), button.label);
    }
    match card.weight {
        Weight::Passing => notification.timeout(Timeout::Milliseconds(PASSING)).hint(Hint::Transient(true)),
        Weight::Staying => notification.timeout(Timeout::Default),
    };
    notification.finalize()
}

/// Servers read the body as markup, and a note may hold anything.
fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_never_markup() {
        let card = Card::passing("“<b>” & co", "<b>&</b>").button(words::UNDO, Deed::undo());
        let shown = notification(&card);
        assert_eq!(shown.summary, "“<b>” & co", "the first line is plain text by the specification");
        assert_eq!(shown.body, "&lt;b&gt;&amp;&lt;/b&gt;");
        assert_eq!(shown.actions, ["0", "Undo"]);
    }

    #[tokio::test]
    async fn a_button_of_an_older_card_does_nothing() {
        let (answers, _answered) = mpsc::unbounded_channel();
        let mut slot = Slot::new(Place::Timer, answers);
        slot.serial = 2;
        assert_eq!(slot.answered(1, Some(0)).await, None);
        assert_eq!(slot.answered(2, Some(0)).await, None, "nothing is shown");
    }
}
