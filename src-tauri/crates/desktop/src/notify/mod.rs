//! Notifications: what happened where the person could not see it, with one button that helps.

mod card;
mod notice;
mod slot;

use api::{Changed, Health, Request, Surface, Topic, Tracker, Upload, UploadState};
use serde::de::DeserializeOwned;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{mpsc, watch};

pub(crate) use self::card::Card;
use self::card::Place;
use self::notice::{Telling, telling};
use self::slot::{Answer, Slot};
use crate::bus::Bus;
use crate::desk::Desk;

/// Shows cards and answers to their buttons until the engine ends.
pub(crate) async fn run(desk: Desk, mut cards: mpsc::UnboundedReceiver<Card>, mut bus: watch::Receiver<Bus>) {
    let mut changes = desk.handle.changes();
    let (answer, mut answers) = mpsc::unbounded_channel();
    let slot = |place| Slot::new(place, answer.clone());
    let mut board =
        Board { timer: slot(Place::Timer), uploads: slot(Place::Uploads), accounts: slot(Place::Accounts) };
    loop {
        tokio::select! {
            card = cards.recv() => {
                let Some(card) = card else { return };
                board.show(card).await;
            }
            change = changes.recv() => match change {
                Ok(change) => board.change(&desk, &change).await,
                Err(RecvError::Lagged(_)) => board.timer.close().await,
                Err(RecvError::Closed) => return,
            },
            answered = answers.recv() => {
                let Some(Answer { place, serial, button }) = answered else { return };
                if let Some(deed) = board.at(place).answered(serial, button).await {
                    desk.perform(Surface::Notification, deed, None).await;
                }
            }
            changed = bus.changed() => {
                if changed.is_err() {
                    return;
                }
                if bus.borrow_and_update().services().is_none_or(|services| !services.notifications) {
                    board.forget();
                }
            }
        }
    }
}

/// The places of notifications.
struct Board {
    timer: Slot,
    uploads: Slot,
    accounts: Slot,
}

impl Board {
    const fn at(&mut self, place: Place) -> &mut Slot {
        match place {
            Place::Timer => &mut self.timer,
            Place::Uploads => &mut self.uploads,
            Place::Accounts => &mut self.accounts,
        }
    }

    async fn show(&mut self, card: Card) {
        self.at(card.place).show(card).await;
    }

    /// Tells a change, and takes away what is dealt with.
    async fn change(&mut self, desk: &Desk, change: &Changed) {
        match change.notice.as_ref().map_or(Telling::Nothing, telling) {
            Telling::Nothing => {
                if change.topics.contains(&Topic::Uploads) && self.uploads.is_shown() {
                    self.uploads(desk, false).await;
                }
                if change.topics.contains(&Topic::Trackers) && self.accounts.is_shown() {
                    self.accounts(desk, false).await;
                }
            }
            // Its button would undo something else by now.
            Telling::Outdated => self.timer.close().await,
            Telling::Card(card) => self.show(card).await,
            Telling::Uploads => self.uploads(desk, true).await,
            Telling::Accounts => self.accounts(desk, true).await,
        }
    }

    /// Shows the uploads that need a person, if `news`, or takes the card away when none does any more.
    async fn uploads(&mut self, desk: &Desk, news: bool) {
        let uploads: Vec<Upload> = ask(desk, Request::Uploads).await;
        let stuck: Vec<Upload> =
            uploads.into_iter().filter(|upload| upload.state == UploadState::Stuck).collect();
        match Card::uploads(&stuck) {
            Some(card) if news => self.show(card).await,
            Some(_) => {}
            None => self.uploads.close().await,
        }
    }

    /// The same for accounts that must be signed in to again.
    async fn accounts(&mut self, desk: &Desk, news: bool) {
        let trackers: Vec<Tracker> = ask(desk, Request::Trackers).await;
        let out: Vec<Tracker> =
            trackers.into_iter().filter(|tracker| tracker.health == Health::SignIn).collect();
        match Card::accounts(&out) {
            Some(card) if news => self.show(card).await,
            Some(_) => {}
            None => self.accounts.close().await,
        }
    }

    /// Whoever showed the cards is gone, and they with it.
    fn forget(&mut self) {
        for place in [Place::Timer, Place::Uploads, Place::Accounts] {
            self.at(place).forget();
        }
    }
}

/// Asks for a list. An engine that is ending has an empty one.
async fn ask<T: DeserializeOwned>(desk: &Desk, request: Request) -> Vec<T> {
    let answer = desk.handle.ask(Surface::System, request).await;
    answer.and_then(|answer| answer.read()).unwrap_or_default()
}
