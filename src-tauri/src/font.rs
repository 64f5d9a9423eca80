//! The font of the page, chosen once: the web engine would go through the page's list of families for every size
//! and weight anew, at some milliseconds a name.

use gtk::pango::FontDescription;
use gtk::pango::prelude::{FontFamilyExt, FontMapExt};
use gtk::prelude::GtkSettingsExt;

/// Names that stand for whatever font there is; a desktop that says no more has no wish.
const ANY: [&str; 4] = ["", "sans", "sans-serif", "system-ui"];

/// The page's own choice where the desktop has no wish, best first; as in `--font` of `tokens.css`.
const OURS: [&str; 4] = ["Adwaita Sans", "Inter", "Cantarell", "Noto Sans"];

/// The desktop's font, asked for once: windows are made on any thread, and the toolkit belongs to the main one.
#[derive(Clone, Debug)]
pub struct Font(Option<String>);

impl Font {
    /// The desktop's font, else the best that is installed. On the main thread only.
    pub fn ask() -> Self {
        let wish = gtk::Settings::default().and_then(|settings| settings.gtk_font_name());
        Self(choose(wish.as_deref(), installed))
    }

    /// The script that lays its name before a page, which finds it as `stintFont`.
    pub fn script(&self) -> Option<String> {
        let name = serde_json::Value::from(self.0.as_deref()?);
        Some(format!("Object.defineProperty(globalThis, \"stintFont\", {{ value: {name} }});"))
    }
}

/// `wish` as GTK spells it: family, style and size.
fn choose(wish: Option<&str>, installed: impl FnOnce() -> Vec<String>) -> Option<String> {
    let wish = wish.map(FontDescription::from_string).and_then(|wish| wish.family());
    if let Some(wish) = wish.filter(|family| !ANY.contains(&family.to_lowercase().as_str())) {
        return Some(wish.into());
    }
    let installed = installed();
    OURS.iter().find(|ours| installed.iter().any(|name| name == *ours)).map(|ours| (*ours).to_owned())
}

fn installed() -> Vec<String> {
    let fonts = gtk::gdk::pango_context_get().and_then(|context| context.font_map());
    let families = fonts.map(|fonts| fonts.list_families()).unwrap_or_default();
    families.iter().map(|family| family.name().into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(wish: Option<&str>, installed: &[&str]) -> Option<String> {
        choose(wish, || installed.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn the_desktops_wish_comes_first() {
        assert_eq!(choice(Some("Ubuntu Medium 11"), &["Inter"]).as_deref(), Some("Ubuntu"));
        assert_eq!(choice(Some("Noto Sans 10"), &["Inter"]).as_deref(), Some("Noto Sans"));
    }

    #[test]
    fn without_a_wish_it_is_the_best_that_is_there() {
        for no_wish in [None, Some("Sans 10"), Some("system-ui 11")] {
            assert_eq!(choice(no_wish, &["Noto Sans", "Inter"]).as_deref(), Some("Inter"));
            assert_eq!(choice(no_wish, &["DejaVu Sans"]), None);
        }
    }

    #[test]
    fn no_name_ends_the_script_early() {
        assert!(
            Font(Some("A\"); evil(\"".into())).script().unwrap().contains(r#"{ value: "A\"); evil(\"" }"#)
        );
    }
}
