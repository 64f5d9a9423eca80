//! Hotkeys of a host program, from its ears through a real engine and back into the settings.

use std::sync::Arc;

use api::{HotkeyState, Place, Request, Settings, Surface, TimerState, Topic};
use desktop::hotkeys::{Action, Binding, Ears, Heard, Outcome};
use desktop::{HotkeyHost, Options, Panel};
use engine::{EngineHandle, HttpClient, NoAutostart, Setup, SystemClock};
use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// A resident with nothing but ears.
struct Resident {
    handle: EngineHandle,
    /// What the ears are asked to bind.
    asked: UnboundedReceiver<Vec<Binding>>,
    /// What the ears tell.
    tell: UnboundedSender<Heard>,
    parts: JoinHandle<()>,
    _folder: TempDir,
}

async fn resident() -> Resident {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let handle = engine::start(Setup {
        place: Place::new(folder.path().to_owned(), None),
        clock: Arc::new(SystemClock::new()),
        secrets: desktop::secrets(),
        http: Arc::new(HttpClient::new()),
        environment: Arc::new(|_| None),
        browser: desktop::browser(),
        autostart: Arc::new(NoAutostart),
    })
    .await
    .expect("the engine starts");
    let (ask, asked) = unbounded_channel();
    let (tell, heard) = unbounded_channel();
    let bind = move |bindings| ask.send(bindings).expect("the test listens");
    let options = Options {
        tray: false,
        hotkeys: HotkeyHost::External(Ears { bind: Box::new(bind), heard }),
        notifications: false,
        window_program: None,
        place: Place::new(folder.path().to_owned(), None),
        panel: Panel::Auto,
    };
    let parts = tokio::spawn(desktop::run(handle.clone(), options));
    Resident { handle, asked, tell, parts, _folder: folder }
}

impl Resident {
    /// What is to be bound, once that is asked for.
    async fn bindings(&mut self) -> Vec<Binding> {
        self.asked.recv().await.expect("the parts run")
    }

    /// The settings, once they say this of the first hotkey.
    async fn settings_with(&self, state: HotkeyState) -> Settings {
        let mut changes = self.handle.changes();
        loop {
            let settings = self.handle.settings().await.expect("the engine runs");
            if settings.hotkeys[0].state == state {
                return settings;
            }
            while !changes.recv().await.expect("the engine runs").topics.contains(&Topic::Desktop) {}
        }
    }
}

#[tokio::test]
async fn keys_are_asked_for_and_a_press_becomes_a_verb() {
    let mut resident = resident().await;
    let bindings = resident.bindings().await;
    let shown: Vec<String> = bindings.iter().map(|binding| binding.keys.to_string()).collect();
    assert_eq!(shown, ["Ctrl+Alt+Space", "Ctrl+Alt+B", "Ctrl+Alt+N", "Ctrl+Alt+T"]);

    let fields = api::EntryFields { note: "Review".into(), ..api::EntryFields::default() };
    let start = api::VerbRequest::Start { fields, at: None, overlap: None };
    resident.handle.say(Surface::Cli, start).await.expect("an entry starts");
    let mut changes = resident.handle.changes();
    resident.tell.send(Heard::Pressed(Action::ToggleBreak)).expect("the parts listen");
    while !changes.recv().await.expect("the engine runs").topics.contains(&Topic::Timer) {}
    let status = resident.handle.status().await.expect("the engine runs");
    assert_eq!(status.state, TimerState::Break);
}

#[tokio::test]
async fn the_settings_say_how_each_key_stands() {
    let mut resident = resident().await;
    let bindings = resident.bindings().await;
    let outcome = |(place, binding): (usize, &Binding)| {
        let outcome = if place == 0 { Outcome::Taken { free: None } } else { Outcome::Heard };
        (*binding, outcome)
    };
    let outcomes = bindings.iter().enumerate().map(outcome).collect();
    resident.tell.send(Heard::Bound(outcomes)).expect("the parts listen");
    let settings = resident.settings_with(HotkeyState::Taken).await;
    assert!(settings.hotkeys[0].reason.as_deref().is_some_and(|why| why.contains("Ctrl+Alt+Space")));
    assert_eq!(settings.hotkeys[1].state, HotkeyState::Active);
    assert!(settings.desktop.hotkeys.detail.contains("Another program has Ctrl+Alt+Space."));
}

#[tokio::test]
async fn other_keys_are_bound_as_soon_as_they_are_set() {
    let mut resident = resident().await;
    resident.bindings().await;
    let set = Request::SetSetting { key: "hotkeys.toggle-break".into(), value: "F9".into() };
    resident.handle.ask(Surface::Window, set).await.expect("the keys are taken over");
    let bindings = resident.bindings().await;
    assert_eq!(bindings[1].keys.to_string(), "F9");
}

#[tokio::test]
async fn the_parts_end_with_the_engine() {
    let mut resident = resident().await;
    resident.bindings().await;
    resident.handle.ask(Surface::Cli, Request::Quit).await.expect("it is asked to end");
    resident.parts.await.expect("the parts end");
}
