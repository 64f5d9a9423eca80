//! The tray icon as the bus sees it: a StatusNotifierItem with its menu.
//!
//! `ksni` is used directly: the `tray-icon` crate on top of it brings two threads and a second executor, and
//! gives up when no panel is there yet.

use ksni::menu::{StandardItem, SubMenu};
use tokio::sync::mpsc;

use super::face::Face;
use super::menu::Entry;
use crate::deed::Deed;
use crate::words;

/// What a person did to the icon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Click {
    /// The left button.
    Left,
    /// The middle button.
    Middle,
    /// The menu is about to open.
    Opening,
    /// An entry of the menu, and the token that lets a window come to the front.
    Entry(Deed, Option<String>),
}

/// The icon.
pub(crate) struct Item {
    face: Face,
    pixmaps: Vec<ksni::Icon>,
    clicks: mpsc::UnboundedSender<Click>,
}

impl Item {
    /// An icon with this face that tells its clicks.
    pub(crate) fn new(face: Face, clicks: mpsc::UnboundedSender<Click>) -> Self {
        let pixmaps = face.icon.pixmaps();
        Self { face, pixmaps, clicks }
    }

    /// Takes another face; pixels are decoded only when the picture is another one.
    pub(crate) fn show(&mut self, face: Face) {
        if face.icon != self.face.icon {
            self.pixmaps = face.icon.pixmaps();
        }
        self.face = face;
    }

    fn click(&self, click: Click) {
        // Nobody listens any more when the resident is ending.
        let _ending = self.clicks.send(click);
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "stint".to_owned()
    }

    fn title(&self) -> String {
        words::NAME.to_owned()
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        self.pixmaps.clone()
    }

    fn tool_tip(&self) -> ksni::ToolTip {
        // All of it is the title: panels read the description as markup, and a note may hold anything.
        ksni::ToolTip { title: self.face.tooltip.clone(), ..ksni::ToolTip::default() }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        self.click(Click::Left);
    }

    fn secondary_activate(&mut self, _x: i32, _y: i32) {
        self.click(Click::Middle);
    }

    fn menu_about_to_show(&mut self) {
        self.click(Click::Opening);
    }

    fn menu(&self) -> Vec<ksni::MenuItem<Self>> {
        self.face.menu.iter().map(item).collect()
    }
}

fn item(entry: &Entry) -> ksni::MenuItem<Item> {
    match entry {
        Entry::Line => ksni::MenuItem::Separator,
        Entry::Text(text) => {
            StandardItem { label: label(text), enabled: false, ..StandardItem::default() }.into()
        }
        Entry::Do(text, deed) => {
            let deed = deed.clone();
            let activate = move |item: &mut Item| {
                item.click(Click::Entry(deed.clone(), ksni::current_xdg_activation_token()));
            };
            StandardItem { label: label(text), activate: Box::new(activate), ..StandardItem::default() }
                .into()
        }
        Entry::Sub(text, entries) => {
            let submenu = entries.iter().map(item).collect();
            SubMenu { label: label(text), submenu, ..SubMenu::default() }.into()
        }
    }
}

/// A single underscore would underline the letter behind it.
fn label(text: &str) -> String {
    text.replace('_', "__")
}

#[cfg(test)]
mod tests {
    use api::TimerState;
    use ksni::Tray;

    use super::super::icon::Shade;
    use super::super::menu::tests::status;
    use super::*;

    #[test]
    fn clicks_are_told_apart() {
        let (clicks, mut clicked) = mpsc::unbounded_channel();
        let face = Face::of(&status(TimerState::Running), &[], Shade::DarkPanel);
        let mut item = Item::new(face, clicks);
        item.activate(0, 0);
        item.secondary_activate(0, 0);
        item.menu_about_to_show();
        assert_eq!(clicked.try_recv(), Ok(Click::Left));
        assert_eq!(clicked.try_recv(), Ok(Click::Middle));
        assert_eq!(clicked.try_recv(), Ok(Click::Opening));
    }

    #[test]
    fn an_entry_of_the_menu_tells_its_deed() {
        let (clicks, mut clicked) = mpsc::unbounded_channel();
        let face = Face::of(&status(TimerState::Running), &[], Shade::DarkPanel);
        let mut shown = Item::new(face, clicks);
        for entry in shown.menu() {
            if let ksni::MenuItem::Standard(entry) = entry
                && entry.label == words::QUIT.said()
            {
                (entry.activate)(&mut shown);
            }
        }
        assert_eq!(clicked.try_recv(), Ok(Click::Entry(Deed::Quit, None)));
    }

    #[test]
    fn an_underscore_in_a_note_stays_one() {
        assert_eq!(label("fix login_flow"), "fix login__flow");
    }
}
