//! What works on this desktop and what would help, told to the engine whenever it changes.

use api::language::Text;
use api::{Capability, Desktop};
use engine::{DesktopReport, EngineHandle};
use tokio::sync::watch;

use crate::bus::{Bus, Services};
use crate::hotkeys::Findings;
use crate::words;

/// What the parts publish about themselves.
#[derive(Debug)]
pub(crate) struct Sources {
    pub(crate) bus: watch::Receiver<Bus>,
    pub(crate) hotkeys: watch::Receiver<Findings>,
    /// Whether the bus did not take the tray icon.
    pub(crate) refused: watch::Receiver<bool>,
    /// Which parts the host wants at all.
    pub(crate) wanted: Wanted,
}

/// Which parts the host wants.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub(crate) tray: bool,
    pub(crate) notifications: bool,
}

/// Reports at first and after every change.
pub(crate) async fn run(handle: EngineHandle, mut sources: Sources) {
    let mut told = None;
    loop {
        let report = sources.report();
        if told.as_ref() != Some(&report) {
            handle.report_desktop(report.clone()).await;
            told = Some(report);
        }
        let changed = tokio::select! {
            changed = sources.bus.changed() => changed,
            changed = sources.hotkeys.changed() => changed,
            changed = sources.refused.changed() => changed,
        };
        if changed.is_err() {
            return;
        }
    }
}

impl Sources {
    fn report(&mut self) -> DesktopReport {
        let findings = self.hotkeys.borrow_and_update().clone();
        let refused = *self.refused.borrow_and_update();
        let bus = self.bus.borrow_and_update();
        DesktopReport {
            desktop: Desktop {
                tray: tray(&bus, refused, self.wanted),
                hotkeys: findings.capability,
                notifications: notifications(&bus, self.wanted),
                keychain: on_bus(&bus, |bus| (bus.keychain, words::KEYCHAIN_THERE, words::KEYCHAIN_NONE)),
            },
            hotkeys: findings.hotkeys,
        }
    }
}

fn tray(bus: &Bus, refused: bool, wanted: Wanted) -> Capability {
    if !wanted.tray {
        return capability(false, words::TRAY_OFF);
    }
    if refused && bus.services().is_some() {
        return capability(false, words::TRAY_REFUSED);
    }
    on_bus(bus, |bus| (bus.tray_host, words::TRAY_SHOWN, words::TRAY_NO_PANEL))
}

fn notifications(bus: &Bus, wanted: Wanted) -> Capability {
    if !wanted.notifications {
        return capability(false, words::NOTIFICATIONS_OFF);
    }
    on_bus(bus, |bus| (bus.notifications, words::NOTIFICATIONS_SHOWN, words::NOTIFICATIONS_NONE))
}

fn on_bus(bus: &Bus, found: impl Fn(&Services) -> (bool, Text, Text)) -> Capability {
    match bus {
        Bus::Unknown => capability(false, words::NOT_YET),
        Bus::Gone => capability(false, words::NO_BUS),
        Bus::There(services) => match found(services) {
            (true, there, _) => capability(true, there),
            (false, _, none) => capability(false, none),
        },
    }
}

fn capability(ok: bool, detail: Text) -> Capability {
    Capability { ok, detail: detail.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Wanted = Wanted { tray: true, notifications: true };

    fn there(tray_host: bool) -> Bus {
        Bus::There(Services { tray_host, notifications: true, ..Services::default() })
    }

    #[test]
    fn without_a_panel_the_report_says_what_helps() {
        let tray = tray(&there(false), false, ALL);
        assert!(!tray.ok);
        assert!(tray.detail.contains("AppIndicator"));
        assert!(super::tray(&there(true), false, ALL).ok);
    }

    #[test]
    fn without_a_bus_nothing_on_it_works() {
        assert_eq!(tray(&Bus::Gone, false, ALL).detail, words::NO_BUS.said());
        assert_eq!(notifications(&Bus::Gone, ALL).detail, words::NO_BUS.said());
    }

    #[test]
    fn what_was_switched_off_is_not_missing() {
        let off = Wanted { tray: false, notifications: false };
        assert_eq!(tray(&there(true), false, off).detail, words::TRAY_OFF.said());
        assert_eq!(notifications(&there(true), off).detail, words::NOTIFICATIONS_OFF.said());
    }

    #[test]
    fn a_refused_icon_is_not_shown() {
        assert_eq!(tray(&there(true), true, ALL).detail, words::TRAY_REFUSED.said());
        assert_eq!(tray(&Bus::Gone, true, ALL).detail, words::NO_BUS.said());
    }
}
