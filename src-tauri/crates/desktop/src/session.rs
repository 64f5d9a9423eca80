//! What the environment says about the desktop session: X11 or Wayland, and how dark its panel is.

use crate::options::Panel;

/// The session as the environment describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Session {
    /// The X server to hear hotkeys on. `None` under Wayland: there only X11 programs in front would be heard.
    pub(crate) display: Option<String>,
    /// Whether it is a Wayland session.
    pub(crate) wayland: bool,
    /// How dark the panel is, where that is known without asking.
    pub(crate) panel: Panel,
}

impl Session {
    /// Reads the environment of this process.
    pub(crate) fn from_env() -> Self {
        Self::read(|name| std::env::var(name).ok())
    }

    fn read(env: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        let wayland =
            set("WAYLAND_DISPLAY").is_some() || set("XDG_SESSION_TYPE").is_some_and(|kind| kind == "wayland");
        let display = set("DISPLAY").filter(|_| !wayland);
        let panel = match set("STINT_PANEL").as_deref() {
            Some("light") => Panel::Light,
            Some("dark") => Panel::Dark,
            // GNOME's top bar is dark in its light style, too.
            _ if set("XDG_CURRENT_DESKTOP").is_some_and(|names| names.contains("GNOME")) => Panel::Dark,
            _ => Panel::Auto,
        };
        Self { display, wayland, panel }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(pairs: &[(&str, &str)]) -> Session {
        Session::read(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn an_x11_session_has_a_display() {
        let session = session(&[("DISPLAY", ":0"), ("XDG_SESSION_TYPE", "x11")]);
        assert_eq!(session.display.as_deref(), Some(":0"));
        assert!(!session.wayland);
    }

    #[test]
    fn the_x_server_inside_wayland_is_not_used_for_hotkeys() {
        let session = session(&[("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-0")]);
        assert_eq!(session.display, None);
        assert!(session.wayland);
    }

    #[test]
    fn an_empty_variable_is_none_at_all() {
        assert_eq!(session(&[("DISPLAY", ""), ("WAYLAND_DISPLAY", "")]), Session::default());
    }

    #[test]
    fn the_own_variable_wins_over_the_desktop() {
        let named = [("XDG_CURRENT_DESKTOP", "ubuntu:GNOME"), ("STINT_PANEL", "light")];
        assert_eq!(session(&named).panel, Panel::Light);
        assert_eq!(session(&named[..1]).panel, Panel::Dark);
        assert_eq!(session(&[]).panel, Panel::Auto);
    }
}
