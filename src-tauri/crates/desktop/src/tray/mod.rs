//! The tray icon: shows the state, takes the clicks, and comes and goes with panel and bus.

mod face;
mod icon;
mod item;
mod menu;

use std::time::Duration;

use api::{Changed, Status, Suggestion, Surface, Topic};
use ksni::TrayMethods;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, mpsc, watch};

use self::face::Face;
use self::icon::Shade;
use self::item::{Click, Item};
use crate::bus::{Bus, Services};
use crate::deed::Deed;
use crate::desk::Desk;
use crate::options::Panel;

/// One more than the menu shows, because the running entry is left out of it.
const RECENT: u32 = menu::RECENT as u32 + 1;
/// How long a dead bus may keep us from letting go of the icon.
const FAREWELL: Duration = Duration::from_secs(1);

/// Keeps an icon in the tray while there is a session bus. `refused` says whether the bus did not take it.
pub(crate) async fn run(
    desk: Desk,
    panel: Panel,
    mut bus: watch::Receiver<Bus>,
    refused: watch::Sender<bool>,
) {
    let mut changes = desk.handle.changes();
    let Some(mut shown) = Shown::ask(&desk).await else { return };
    loop {
        let Some(services) = now_on(&mut bus) else {
            if bus.changed().await.is_err() {
                return;
            }
            continue;
        };
        let (clicks, mut clicked) = mpsc::unbounded_channel();
        let face = shown.face(Shade::of(panel, services.prefers_light));
        // Without a panel the icon waits on the bus, and the panel finds it there when it starts.
        let spawned = Item::new(face, clicks).assume_sni_available(true).spawn().await;
        refused.send_replace(spawned.is_err());
        let icon = match spawned {
            Ok(icon) => icon,
            Err(error) => {
                tracing::warn!(%error, "the session bus did not take the tray icon");
                if bus.changed().await.is_err() {
                    return;
                }
                continue;
            }
        };
        let life = services.life;
        loop {
            tokio::select! {
                click = clicked.recv() => match click {
                    Some(Click::Left) => desk.perform(Surface::Tray, Deed::toggle(), None).await,
                    Some(Click::Middle) => desk.perform(Surface::Tray, Deed::toggle_break(), None).await,
                    Some(Click::Entry(deed, token)) => desk.perform(Surface::Tray, deed, token).await,
                    // The menu opens: its clock may be minutes old.
                    Some(Click::Opening) => if !shown.refresh(&desk, Wanted::Status).await { return },
                    None => break,
                },
                change = changes.recv() => {
                    let Some(wanted) = wanted(change, &mut changes) else { return };
                    if wanted == Wanted::Nothing {
                        continue;
                    }
                    if !shown.refresh(&desk, wanted).await {
                        return;
                    }
                }
                changed = bus.changed() => if changed.is_err() { return },
            }
            let Some(services) = now_on(&mut bus).filter(|now| now.life == life) else { break };
            let face = shown.face(Shade::of(panel, services.prefers_light));
            icon.update(|item| item.show(face)).await;
        }
        // The bus went away or is another one: this icon belongs to the old one.
        let _late = tokio::time::timeout(FAREWELL, icon.shutdown()).await;
    }
}

fn now_on(bus: &mut watch::Receiver<Bus>) -> Option<Services> {
    bus.borrow_and_update().services().cloned()
}

/// What the icon and its menu are made of.
struct Shown {
    status: Status,
    recent: Vec<Suggestion>,
}

impl Shown {
    /// `None` = the engine has ended.
    async fn ask(desk: &Desk) -> Option<Self> {
        let status = desk.handle.status().await.ok()?;
        let recent = desk.handle.recent(RECENT).await.unwrap_or_default();
        Some(Self { status, recent })
    }

    /// `false` = the engine has ended.
    async fn refresh(&mut self, desk: &Desk, wanted: Wanted) -> bool {
        let Ok(status) = desk.handle.status().await else { return false };
        self.status = status;
        if wanted == Wanted::All {
            self.recent = desk.handle.recent(RECENT).await.unwrap_or_default();
        }
        true
    }

    fn face(&self, shade: Shade) -> Face {
        Face::of(&self.status, &self.recent, shade)
    }
}

/// How much must be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Wanted {
    Nothing,
    Status,
    All,
}

/// What this change and those already behind it make necessary; `None` = the engine has ended.
fn wanted(first: Result<Changed, RecvError>, changes: &mut broadcast::Receiver<Changed>) -> Option<Wanted> {
    let mut most = match first {
        Ok(change) => of_topics(&change.topics),
        Err(RecvError::Lagged(_)) => Wanted::All,
        Err(RecvError::Closed) => return None,
    };
    loop {
        match changes.try_recv() {
            Ok(change) => most = most.max(of_topics(&change.topics)),
            Err(broadcast::error::TryRecvError::Lagged(_)) => most = Wanted::All,
            Err(broadcast::error::TryRecvError::Empty | broadcast::error::TryRecvError::Closed) => {
                return Some(most);
            }
        }
    }
}

fn of_topics(topics: &[Topic]) -> Wanted {
    let of_one = |topic: &Topic| match topic {
        Topic::Timer | Topic::Entries => Wanted::All,
        // The language may be another one.
        Topic::Uploads | Topic::Settings => Wanted::Status,
        Topic::Trackers | Topic::Window | Topic::Desktop => Wanted::Nothing,
    };
    topics.iter().map(of_one).max().unwrap_or(Wanted::Nothing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(topics: &[Topic]) -> Changed {
        Changed { rev: 1, topics: topics.to_vec(), notice: None }
    }

    #[test]
    fn many_changes_are_asked_for_once() {
        let (sender, mut changes) = broadcast::channel(8);
        for topics in [&[Topic::Uploads][..], &[Topic::Timer, Topic::Uploads], &[Topic::Settings]] {
            sender.send(change(topics)).expect("somebody listens");
        }
        assert_eq!(wanted(Ok(change(&[Topic::Desktop])), &mut changes), Some(Wanted::All));
        assert!(changes.is_empty());
    }

    #[test]
    fn a_new_upload_state_or_language_does_not_ask_for_recent_entries() {
        let (_sender, mut changes) = broadcast::channel(8);
        assert_eq!(wanted(Ok(change(&[Topic::Uploads])), &mut changes), Some(Wanted::Status));
        assert_eq!(wanted(Ok(change(&[Topic::Settings])), &mut changes), Some(Wanted::Status));
        assert_eq!(wanted(Ok(change(&[Topic::Trackers])), &mut changes), Some(Wanted::Nothing));
    }

    #[test]
    fn whoever_lagged_behind_asks_for_everything() {
        let (_sender, mut changes) = broadcast::channel(8);
        assert_eq!(wanted(Err(RecvError::Lagged(3)), &mut changes), Some(Wanted::All));
        assert_eq!(wanted(Err(RecvError::Closed), &mut changes), None);
    }
}
