//! Global hotkeys by the Tauri plugin, for the host that runs where Stint has no listener of its own.

use desktop::hotkeys::{Binding, Ears, Heard, Keys, Outcome};
use tauri::{AppHandle, Runtime};
use tauri_plugin_global_shortcut::{GlobalShortcutExt, Shortcut, ShortcutState};
use tokio::sync::mpsc;

/// The plugin's side of a pair of ears; nothing is heard before it is attached to a program.
#[derive(Debug)]
pub struct Plug {
    wishes: mpsc::UnboundedReceiver<Vec<Binding>>,
    tell: mpsc::UnboundedSender<Heard>,
}

/// Ears for the desktop parts, and the plug that gives them their hearing.
pub fn ears() -> (Ears, Plug) {
    let (wish, wishes) = mpsc::unbounded_channel();
    let (tell, heard) = mpsc::unbounded_channel();
    let bind = move |bindings| {
        // Nobody takes wishes any more once the program is ending.
        let _ending = wish.send(bindings);
    };
    (Ears { bind: Box::new(bind), heard }, Plug { wishes, tell })
}

impl Plug {
    /// Registers what is wished for, one wish after the other, for as long as the ears live.
    pub async fn attach<R: Runtime>(mut self, app: AppHandle<R>) {
        while let Some(bindings) = self.wishes.recv().await {
            let (app, tell) = (app.clone(), self.tell.clone());
            // The plugin waits for the main thread, which an asynchronous thread must not.
            let bound = tauri::async_runtime::spawn_blocking(move || bind(&app, &tell, bindings)).await;
            if let Ok(outcomes) = bound {
                let _ending = self.tell.send(Heard::Bound(outcomes));
            }
        }
    }
}

/// Registers these and no others.
fn bind<R: Runtime>(
    app: &AppHandle<R>,
    tell: &mpsc::UnboundedSender<Heard>,
    bindings: Vec<Binding>,
) -> Vec<(Binding, Outcome)> {
    // Keys that could not be given back are found taken below.
    let _kept = app.global_shortcut().unregister_all();
    let register = |binding: Binding| {
        let Some(shortcut) = shortcut(binding.keys) else { return (binding, Outcome::NoSuchKey) };
        let tell = tell.clone();
        let registered = app.global_shortcut().on_shortcut(shortcut, move |_, _, event| {
            if event.state == ShortcutState::Pressed {
                let _ending = tell.send(Heard::Pressed(binding.action));
            }
        });
        // The plugin says why in words only; in practice another program has the keys.
        (binding, registered.map_or(Outcome::Taken { free: None }, |()| Outcome::Heard))
    };
    bindings.into_iter().map(register).collect()
}

/// The plugin's own value for these keys; `None` = it knows no such key.
fn shortcut(keys: Keys) -> Option<Shortcut> {
    // Both read `Ctrl+Alt+Space`; one key has another name there.
    keys.to_string().replace("Print", "PrintScreen").parse().ok()
}

#[cfg(test)]
mod tests {
    use tauri_plugin_global_shortcut::{Code, Modifiers};

    use super::*;

    #[test]
    fn the_plugin_understands_the_keys_people_choose() {
        let cases = [
            ("Ctrl+Alt+Space", Modifiers::CONTROL | Modifiers::ALT, Code::Space),
            ("Super+Shift+7", Modifiers::SUPER | Modifiers::SHIFT, Code::Digit7),
            ("Ctrl+Alt+B", Modifiers::CONTROL | Modifiers::ALT, Code::KeyB),
            ("Ctrl+,", Modifiers::CONTROL, Code::Comma),
            ("Shift+F12", Modifiers::SHIFT, Code::F12),
            ("Print", Modifiers::empty(), Code::PrintScreen),
            ("Ctrl+Esc", Modifiers::CONTROL, Code::Escape),
            ("MediaPlayPause", Modifiers::empty(), Code::MediaPlayPause),
        ];
        for (typed, modifiers, code) in cases {
            let found = shortcut(typed.parse().unwrap());
            assert_eq!(found, Some(Shortcut::new(Some(modifiers), code)), "{typed}");
        }
        assert_eq!(shortcut("Ctrl+Menu".parse().unwrap()), None);
    }

    #[tokio::test]
    async fn a_wish_waits_until_the_plug_is_attached() {
        let (ears, mut plug) = ears();
        let binding =
            Binding { action: desktop::hotkeys::Action::Toggle, keys: "Ctrl+Alt+Space".parse().unwrap() };
        (ears.bind)(vec![binding]);
        assert_eq!(plug.wishes.recv().await, Some(vec![binding]));
    }
}
