//! What is said of the desktop: what works here, what does not, and what would help.

use api::language::{Text, text};
use api::say;

use crate::hotkeys::KeysError;

/// Nothing is known yet.
pub const NOT_YET: Text = text("Not looked at yet.", "Noch nicht nachgesehen.", "Pas encore regardé.");
/// There is no session bus.
pub const NO_BUS: Text = text(
    "There is no session bus here. It is used again as soon as there is one.",
    "Hier gibt es keinen Sitzungsbus. Sobald es einen gibt, wird er wieder genutzt.",
    "Il n’y a pas de bus de session ici. Il servira de nouveau dès qu’il y en aura un.",
);
/// The tray icon is shown.
pub const TRAY_SHOWN: Text = text(
    "Shown in the panel (StatusNotifierItem).",
    "In der Leiste zu sehen (StatusNotifierItem).",
    "Visible dans la barre (StatusNotifierItem).",
);
/// What the entry among the programs that start with the session says.
pub const AUTOSTART_COMMENT: Text = text(
    "The time tracker's icon and hotkeys",
    "Symbol und Tastenkürzel der Zeiterfassung",
    "L’icône et les raccourcis du suivi du temps",
);
/// The tray icon waits for a panel.
pub const TRAY_NO_PANEL: Text = text(
    "No panel here shows tray icons. On GNOME install the extension “AppIndicator and KStatusNotifierItem Support”; the icon appears by itself. Hotkeys and “stint” do the same until then.",
    "Keine Leiste hier zeigt solche Symbole. Unter GNOME die Erweiterung „AppIndicator and KStatusNotifierItem Support“ installieren; das Symbol erscheint von selbst. Bis dahin tun Tastenkürzel und „stint“ dasselbe.",
    "Aucune barre ici ne montre d’icônes. Sous GNOME, installer l’extension «\u{a0}AppIndicator and KStatusNotifierItem Support\u{a0}»\u{202f}; l’icône apparaît d’elle-même. D’ici là, les raccourcis et «\u{a0}stint\u{a0}» font de même.",
);
/// The tray was switched off.
pub const TRAY_OFF: Text =
    text("Switched off with --no-tray.", "Mit --no-tray abgeschaltet.", "Désactivée par --no-tray.");
/// The bus refused the icon.
pub const TRAY_REFUSED: Text = text(
    "The session bus did not take the icon. It is tried again when the bus restarts.",
    "Der Sitzungsbus hat das Symbol nicht angenommen. Nach dem Neustart des Busses wird es wieder versucht.",
    "Le bus de session n’a pas pris l’icône. Nouvel essai au redémarrage du bus.",
);
/// Notifications are shown.
pub const NOTIFICATIONS_SHOWN: Text = text(
    "Shown by the desktop (org.freedesktop.Notifications).",
    "Der Desktop zeigt sie (org.freedesktop.Notifications).",
    "Montrées par le bureau (org.freedesktop.Notifications).",
);
/// Nobody shows notifications.
pub const NOTIFICATIONS_NONE: Text = text(
    "No program here shows notifications. Install one, for example “dunst”; it is used by itself.",
    "Kein Programm hier zeigt Benachrichtigungen. Eines installieren, zum Beispiel „dunst“; es wird von selbst genutzt.",
    "Aucun programme ici ne montre de notifications. En installer un, par exemple «\u{a0}dunst\u{a0}»\u{202f}; il servira de lui-même.",
);
/// Notifications were switched off.
pub const NOTIFICATIONS_OFF: Text = text("Switched off.", "Abgeschaltet.", "Désactivées.");
/// There is a keychain.
pub const KEYCHAIN_THERE: Text = text(
    "The desktop's keychain (org.freedesktop.secrets).",
    "Der Schlüsselbund des Desktops (org.freedesktop.secrets).",
    "Le trousseau du bureau (org.freedesktop.secrets).",
);
/// There is none.
pub const KEYCHAIN_NONE: Text = text(
    "There is no keychain here. Install one, for example “gnome-keyring”, or set STINT_TOKEN_<NAME>.",
    "Hier gibt es keinen Schlüsselbund. Einen installieren, zum Beispiel „gnome-keyring“, oder STINT_TOKEN_<NAME> setzen.",
    "Il n’y a pas de trousseau ici. En installer un, par exemple «\u{a0}gnome-keyring\u{a0}», ou définir STINT_TOKEN_<NAME>.",
);

/// Hotkeys are heard.
pub const HOTKEYS_HEARD: Text =
    text("Heard on the X server.", "Wirken über den X-Server.", "Reçus par le serveur X.");
/// Hotkeys are heard by the host program.
pub const HOTKEYS_HEARD_OUTSIDE: Text = text(
    "Heard by the window system.",
    "Wirken über das Fenstersystem.",
    "Reçus par le système de fenêtres.",
);
/// Hotkeys were switched off.
pub const HOTKEYS_OFF: Text =
    text("Switched off with --no-hotkeys.", "Mit --no-hotkeys abgeschaltet.", "Désactivés par --no-hotkeys.");
/// Wayland.
pub const HOTKEYS_WAYLAND: Text = text(
    "Wayland lets programs hear no keys of their own choice. Bind “stint toggle” and “stint toggle-break” to keys in the desktop's keyboard settings.",
    "Unter Wayland hören Programme keine Tasten eigener Wahl. „stint toggle“ und „stint toggle-break“ in den Tastatureinstellungen des Desktops auf Tasten legen.",
    "Sous Wayland, les programmes ne reçoivent pas de touches de leur choix. Associer «\u{a0}stint toggle\u{a0}» et «\u{a0}stint toggle-break\u{a0}» à des touches dans les réglages du clavier du bureau.",
);
/// No display at all.
pub const HOTKEYS_NO_DISPLAY: Text = text(
    "There is no display here. “stint toggle” and “stint toggle-break” do the same from a terminal.",
    "Hier gibt es keine Anzeige. „stint toggle“ und „stint toggle-break“ tun im Terminal dasselbe.",
    "Il n’y a pas d’affichage ici. «\u{a0}stint toggle\u{a0}» et «\u{a0}stint toggle-break\u{a0}» font de même dans un terminal.",
);

/// The X server cannot be reached.
pub fn hotkeys_gone(why: &str) -> String {
    say!(
        en "The X server does not answer ({why}). Stint tries again by itself.",
        de "Der X-Server antwortet nicht ({why}). Stint versucht es von selbst wieder.",
        fr "Le serveur X ne répond pas ({why}). Stint réessaie tout seul."
    )
}

/// Another program has the keys.
pub fn hotkey_taken(keys: &str, free: Option<&str>) -> String {
    match free {
        Some(free) => say!(
            en "Another program has {keys}. {free} is free.",
            de "Ein anderes Programm belegt {keys}. {free} ist frei.",
            fr "Un autre programme utilise {keys}. {free} est libre."
        ),
        None => say!(
            en "Another program has {keys}. Choose other keys in Settings.",
            de "Ein anderes Programm belegt {keys}. In den Einstellungen andere Tasten wählen.",
            fr "Un autre programme utilise {keys}. Choisir d’autres touches dans Réglages."
        ),
    }
}

/// Two actions want the same keys.
pub fn hotkey_twice(keys: &str) -> String {
    say!(
        en "{keys} already does something else in Stint. Choose other keys in Settings.",
        de "{keys} tut in Stint schon etwas anderes. In den Einstellungen andere Tasten wählen.",
        fr "{keys} fait déjà autre chose dans Stint. Choisir d’autres touches dans Réglages."
    )
}

/// This keyboard has no such key.
pub fn hotkey_no_key(keys: &str) -> String {
    say!(
        en "This keyboard has no key for {keys}. Choose other keys in Settings.",
        de "Diese Tastatur hat keine Taste für {keys}. In den Einstellungen andere Tasten wählen.",
        fr "Ce clavier n’a pas de touche pour {keys}. Choisir d’autres touches dans Réglages."
    )
}

/// An action this version does not know.
pub fn hotkey_unknown(action: &str) -> String {
    say!(
        en "This version of Stint does not know “{action}”.",
        de "Diese Version von Stint kennt „{action}“ nicht.",
        fr "Cette version de Stint ne connaît pas «\u{a0}{action}\u{a0}»."
    )
}

/// Keys that make no sense.
pub fn hotkey_unclear(error: &KeysError) -> String {
    match error {
        KeysError::Unknown(key) => say!(
            en "“{key}” is no key. Write the keys like Ctrl+Alt+Space.",
            de "„{key}“ ist keine Taste. Die Tasten so schreiben: Ctrl+Alt+Space.",
            fr "«\u{a0}{key}\u{a0}» n’est pas une touche. Écrire les touches ainsi\u{a0}: Ctrl+Alt+Space."
        ),
        KeysError::OnlyModifiers(modifiers) => say!(
            en "A key is missing after {modifiers}. Write the keys like Ctrl+Alt+Space.",
            de "Nach {modifiers} fehlt eine Taste. Die Tasten so schreiben: Ctrl+Alt+Space.",
            fr "Il manque une touche après {modifiers}. Écrire les touches ainsi\u{a0}: Ctrl+Alt+Space."
        ),
        KeysError::TwoKeys(one, other) => say!(
            en "{one} and {other} are two keys. Use one key with Ctrl, Alt, Shift or Super.",
            de "{one} und {other} sind zwei Tasten. Eine Taste mit Ctrl, Alt, Shift oder Super nehmen.",
            fr "{one} et {other} sont deux touches. Prendre une touche avec Ctrl, Alt, Shift ou Super."
        ),
        KeysError::Typing(key) => say!(
            en "{key} is needed for typing. Add Ctrl, Alt or Super.",
            de "{key} wird zum Schreiben gebraucht. Ctrl, Alt oder Super dazunehmen.",
            fr "{key} sert à écrire. Ajouter Ctrl, Alt ou Super."
        ),
    }
}
