//! Global hotkeys: the keys from the settings, heard by whoever can, turned into verbs.

mod ears;
mod grabs;
mod keymap;
mod keys;
mod repeat;
mod x11;

use std::time::Duration;

use api::language::Text;
use api::{Capability, HotkeyState, Settings, Surface, Topic};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::time::sleep;

pub use self::ears::{Action, Binding, Ears, Heard, Outcome};
pub use self::keys::{Key, Keys, KeysError, Modifiers};
use crate::deed::Deed;
use crate::desk::Desk;
use crate::options::HotkeyHost;
use crate::session::Session;
use crate::window::View;
use crate::words;

/// The pause before looking for an X server again, growing from the first to the last.
const PAUSE: (Duration, Duration) = (Duration::from_secs(3), Duration::from_secs(60));
/// How often keys that another program has are tried again.
const TRY_AGAIN: Duration = Duration::from_secs(60);

/// What is known of the hotkeys, for the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Findings {
    pub(crate) capability: Capability,
    pub(crate) hotkeys: Vec<(String, HotkeyState, Option<String>)>,
}

impl Default for Findings {
    fn default() -> Self {
        Self { capability: Capability { ok: false, detail: words::NOT_YET.into() }, hotkeys: Vec::new() }
    }
}

impl Findings {
    /// Keys are heard; those that are not are named, too.
    fn heard(detail: &str, hotkeys: Vec<(String, HotkeyState, Option<String>)>) -> Self {
        let silent = |(_, state, _): &&(String, HotkeyState, Option<String>)| {
            !matches!(state, HotkeyState::Active | HotkeyState::Unset)
        };
        let none = !hotkeys.is_empty() && hotkeys.iter().all(|hotkey| silent(&hotkey));
        let reasons = hotkeys.iter().filter(silent).filter_map(|(_, _, reason)| reason.as_deref());
        let detail = (!none).then_some(detail).into_iter().chain(reasons).collect::<Vec<_>>().join(" ");
        Self { capability: Capability { ok: !none, detail }, hotkeys }
    }
}

/// Hears hotkeys until the engine ends.
pub(crate) async fn run(desk: Desk, host: HotkeyHost, session: Session, found: watch::Sender<Findings>) {
    match host {
        HotkeyHost::Off => unavailable(&desk, || words::HOTKEYS_OFF.into(), &found).await,
        HotkeyHost::External(mut ears) => {
            hear(&desk, &mut ears, words::HOTKEYS_HEARD_OUTSIDE, &found).await;
        }
        HotkeyHost::X11 => match session.display {
            Some(display) => on_x11(&desk, display, &found).await,
            None if session.wayland => unavailable(&desk, || words::HOTKEYS_WAYLAND.into(), &found).await,
            None => unavailable(&desk, || words::HOTKEYS_NO_DISPLAY.into(), &found).await,
        },
    }
}

/// Keeps a listener on an X server that may go and come back.
async fn on_x11(desk: &Desk, display: String, found: &watch::Sender<Findings>) {
    let mut pause = PAUSE.0;
    loop {
        let why = match x11::listen(display.clone()) {
            Ok(mut ears) => match hear(desk, &mut ears, words::HOTKEYS_HEARD, found).await {
                End::Engine => return,
                End::Ears { why, heard } => {
                    if heard {
                        pause = PAUSE.0;
                    }
                    why
                }
            },
            Err(error) => error.to_string(),
        };
        tracing::info!(%why, "the X server went away");
        tokio::select! {
            () = unavailable(desk, || words::hotkeys_gone(&why), found) => return,
            () = sleep(pause) => pause = (pause * 2).min(PAUSE.1),
        }
    }
}

/// Why hearing ended.
enum End {
    /// The engine has ended.
    Engine,
    /// Nothing is heard any more, and whether anything was before.
    Ears { why: String, heard: bool },
}

async fn hear(desk: &Desk, ears: &mut Ears, detail: Text, found: &watch::Sender<Findings>) -> End {
    let mut changes = desk.handle.changes();
    let Ok(settings) = desk.handle.settings().await else { return End::Engine };
    let mut wanted = Wanted::of(&settings);
    let mut heard = false;
    let mut bound = Vec::new();
    (ears.bind)(wanted.bindings());
    loop {
        tokio::select! {
            // Nobody tells when another program lets go of its keys.
            () = sleep(TRY_AGAIN), if bound.iter().any(is_taken) => (ears.bind)(wanted.bindings()),
            told = ears.heard.recv() => match told {
                Some(Heard::Pressed(action)) => desk.perform(Surface::Hotkey, deed(action), None).await,
                Some(Heard::Bound(outcomes)) => {
                    heard = true;
                    tell(found, Findings::heard(detail.said(), wanted.findings(&outcomes)));
                    bound = outcomes;
                }
                Some(Heard::Gone(why)) => return End::Ears { why, heard },
                None => return End::Ears { why: "the connection ended".to_owned(), heard },
            },
            change = changes.recv() => {
                if !concerns_settings(&change) {
                    if matches!(change, Err(RecvError::Closed)) { return End::Engine }
                    continue;
                }
                let Ok(settings) = desk.handle.settings().await else { return End::Engine };
                let now = Wanted::of(&settings);
                if now != wanted {
                    wanted = now;
                    (ears.bind)(wanted.bindings());
                } else if heard {
                    // Said again: the language may be another one.
                    tell(found, Findings::heard(detail.said(), wanted.findings(&bound)));
                }
            }
        }
    }
}

fn is_taken((_, outcome): &(Binding, Outcome)) -> bool {
    matches!(outcome, Outcome::Taken { .. })
}

/// Says for each hotkey why it is not heard, until the engine ends.
async fn unavailable(desk: &Desk, why: impl Fn() -> String, found: &watch::Sender<Findings>) {
    let mut changes = desk.handle.changes();
    loop {
        let Ok(settings) = desk.handle.settings().await else { return };
        let silent = |hotkey: &api::Hotkey| (hotkey.action.clone(), HotkeyState::Unavailable, Some(why()));
        let capability = Capability { ok: false, detail: why() };
        tell(found, Findings { capability, hotkeys: settings.hotkeys.iter().map(silent).collect() });
        loop {
            let change = changes.recv().await;
            if matches!(change, Err(RecvError::Closed)) {
                return;
            }
            if concerns_settings(&change) {
                break;
            }
        }
    }
}

fn concerns_settings(change: &Result<api::Changed, RecvError>) -> bool {
    match change {
        Ok(change) => change.topics.contains(&Topic::Settings),
        Err(RecvError::Lagged(_)) => true,
        Err(RecvError::Closed) => false,
    }
}

fn tell(found: &watch::Sender<Findings>, now: Findings) {
    found.send_if_modified(|before| {
        let changed = *before != now;
        *before = now;
        changed
    });
}

fn deed(action: Action) -> Deed {
    match action {
        Action::Toggle => Deed::toggle(),
        Action::ToggleBreak => Deed::toggle_break(),
        Action::QuickEntry => Deed::Open(View::Quick),
        Action::ShowWindow => Deed::Open(View::Last),
    }
}

/// The hotkeys of the settings, as far as they make sense.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted(Vec<(String, Wish)>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Wish {
    Bind(Binding),
    NoKeys,
    Unclear(String),
}

impl Wanted {
    fn of(settings: &Settings) -> Self {
        let mut seen: Vec<Keys> = Vec::new();
        let wish = |hotkey: &api::Hotkey| {
            let wish = match (Action::named(&hotkey.action), hotkey.keys.trim()) {
                (None, _) => Wish::Unclear(words::hotkey_unknown(&hotkey.action)),
                (Some(_), "") => Wish::NoKeys,
                (Some(action), text) => match text.parse::<Keys>() {
                    Err(error) => Wish::Unclear(words::hotkey_unclear(&error)),
                    Ok(keys) if seen.contains(&keys) => Wish::Unclear(words::hotkey_twice(&keys.to_string())),
                    Ok(keys) => {
                        seen.push(keys);
                        Wish::Bind(Binding { action, keys })
                    }
                },
            };
            (hotkey.action.clone(), wish)
        };
        Self(settings.hotkeys.iter().map(wish).collect())
    }

    fn bindings(&self) -> Vec<Binding> {
        let binding = |(_, wish): &(String, Wish)| match wish {
            Wish::Bind(binding) => Some(*binding),
            Wish::NoKeys | Wish::Unclear(_) => None,
        };
        self.0.iter().filter_map(binding).collect()
    }

    fn findings(&self, outcomes: &[(Binding, Outcome)]) -> Vec<(String, HotkeyState, Option<String>)> {
        let finding = |(action, wish): &(String, Wish)| {
            let (state, reason) = match wish {
                Wish::NoKeys => (HotkeyState::Unset, None),
                Wish::Unclear(why) => (HotkeyState::Unavailable, Some(why.clone())),
                Wish::Bind(wanted) => {
                    let outcome = outcomes.iter().find(|(binding, _)| binding == wanted);
                    state(wanted.keys, outcome.map(|(_, outcome)| *outcome))
                }
            };
            (action.clone(), state, reason)
        };
        self.0.iter().map(finding).collect()
    }
}

fn state(keys: Keys, outcome: Option<Outcome>) -> (HotkeyState, Option<String>) {
    match outcome {
        Some(Outcome::Heard) => (HotkeyState::Active, None),
        Some(Outcome::Taken { free }) => {
            let free = free.map(|free| free.to_string());
            (HotkeyState::Taken, Some(words::hotkey_taken(&keys.to_string(), free.as_deref())))
        }
        Some(Outcome::NoSuchKey) => (HotkeyState::Unavailable, Some(words::hotkey_no_key(&keys.to_string()))),
        None => (HotkeyState::Unavailable, Some(words::NOT_YET.into())),
    }
}

#[cfg(test)]
mod tests {
    use api::{Desktop, Hotkey};

    use super::*;

    fn settings(hotkeys: &[(&str, &str)]) -> Settings {
        let unknown = || Capability { ok: false, detail: String::new() };
        Settings {
            hotkeys: hotkeys
                .iter()
                .map(|&(action, keys)| Hotkey {
                    action: action.into(),
                    keys: keys.into(),
                    state: HotkeyState::Unset,
                    reason: None,
                })
                .collect(),
            theme: "system".into(),
            language: "system".into(),
            warm_seconds: 60,
            mini_timer: false,
            mini_place: String::new(),
            autostart: None,
            letters: true,
            first_day: "system".into(),
            clock: "system".into(),
            durations: "hm".into(),
            away_seconds: 300,
            goal_week_minutes: 0,
            goal_days: Vec::new(),
            desktop: Desktop {
                tray: unknown(),
                hotkeys: unknown(),
                notifications: unknown(),
                keychain: unknown(),
            },
        }
    }

    #[test]
    fn each_hotkey_says_how_it_stands() {
        let wanted = Wanted::of(&settings(&[
            ("toggle", "Ctrl+Alt+Space"),
            ("toggle-break", "Ctrl+Alt+B"),
            ("show-window", "alt+ctrl+b"),
            ("fly", "Ctrl+F"),
        ]));
        let bindings = wanted.bindings();
        assert_eq!(bindings.len(), 2);
        let free = "Ctrl+Alt+Shift+B".parse().ok();
        let found = wanted.findings(&[(bindings[0], Outcome::Heard), (bindings[1], Outcome::Taken { free })]);
        let states: Vec<HotkeyState> = found.iter().map(|(_, state, _)| *state).collect();
        assert_eq!(
            states,
            [HotkeyState::Active, HotkeyState::Taken, HotkeyState::Unavailable, HotkeyState::Unavailable]
        );
        let reason = |index: usize| found[index].2.as_deref().unwrap_or_default();
        assert_eq!(reason(1), "Another program has Ctrl+Alt+B. Ctrl+Alt+Shift+B is free.");
        assert!(reason(2).contains("already does something else"));
        assert!(reason(3).contains("fly"));
        let capability = Findings::heard(words::HOTKEYS_HEARD.said(), found.clone()).capability;
        assert!(capability.ok, "one of them is heard");
        assert!(capability.detail.contains("Another program has Ctrl+Alt+B."), "{}", capability.detail);
    }

    #[test]
    fn keys_that_make_no_sense_bind_nothing_and_say_why() {
        let wanted = Wanted::of(&settings(&[("toggle", "T"), ("toggle-break", " ")]));
        assert!(wanted.bindings().is_empty());
        let found = wanted.findings(&[]);
        assert_eq!(found[0].1, HotkeyState::Unavailable);
        assert_eq!(found[0].2.as_deref(), Some("T is needed for typing. Add Ctrl, Alt or Super."));
        assert_eq!((found[1].1, &found[1].2), (HotkeyState::Unset, &None));
        assert!(!Findings::heard("", found[..1].to_vec()).capability.ok);
    }
}
