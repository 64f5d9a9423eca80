//! The picture in the tray: shape and colour say the state, in every size a panel asks for.

use api::{Status, TimerState};

use crate::options::Panel;

/// Which drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drawing {
    /// A full disc with clock hands.
    Running,
    /// A cup.
    Break,
    /// A ring in four parts with a dot.
    Undecided,
    /// A plain thin ring.
    Stopped,
    /// An open ring with a mark: nothing runs and an upload needs a person.
    Attention,
}

/// For which panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shade {
    /// Light strokes.
    DarkPanel,
    /// Dark strokes.
    LightPanel,
}

impl Shade {
    /// A panel nobody knows anything about is taken for dark, as most are.
    pub(crate) const fn of(panel: Panel, desktop_prefers_light: bool) -> Self {
        match (panel, desktop_prefers_light) {
            (Panel::Light, _) | (Panel::Auto, true) => Self::LightPanel,
            (Panel::Dark, _) | (Panel::Auto, false) => Self::DarkPanel,
        }
    }
}

/// One picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Icon {
    pub(crate) drawing: Drawing,
    /// Whether a dot over it says that an upload needs a person.
    pub(crate) badge: bool,
    pub(crate) shade: Shade,
}

impl Icon {
    /// The picture of a status. While a timer runs its state stays visible and attention is only the dot.
    pub(crate) const fn of(status: &Status, shade: Shade) -> Self {
        let needed = status.uploads.stuck > 0;
        let (drawing, badge) = match status.state {
            TimerState::Running => (Drawing::Running, needed),
            TimerState::Break => (Drawing::Break, needed),
            TimerState::Undecided => (Drawing::Undecided, needed),
            TimerState::Stopped if needed => (Drawing::Attention, false),
            TimerState::Stopped => (Drawing::Stopped, false),
        };
        Self { drawing, badge, shade }
    }

    /// The pixels in every size, as a panel takes them.
    pub(crate) fn pixmaps(self) -> Vec<ksni::Icon> {
        let badges = self.badge.then(|| badge(self.shade));
        let pictures = drawing(self.drawing, self.shade);
        pictures
            .iter()
            .enumerate()
            .filter_map(|(size, png)| {
                let picture = Picture::decode(png)?;
                let over = badges.and_then(|badges| Picture::decode(badges[size]));
                Some(over.map_or(picture.clone(), |over| picture.under(&over)).into_ksni())
            })
            .collect()
    }
}

/// The PNGs of one drawing, by size.
type Sizes = [&'static [u8]; 5];

macro_rules! sizes {
    ($name:literal) => {
        [
            include_bytes!(concat!("../../../../../icons/tray/png/", $name, "-16.png")),
            include_bytes!(concat!("../../../../../icons/tray/png/", $name, "-22.png")),
            include_bytes!(concat!("../../../../../icons/tray/png/", $name, "-24.png")),
            include_bytes!(concat!("../../../../../icons/tray/png/", $name, "-32.png")),
            include_bytes!(concat!("../../../../../icons/tray/png/", $name, "-48.png")),
        ]
    };
}

const fn drawing(drawing: Drawing, shade: Shade) -> Sizes {
    match (drawing, shade) {
        (Drawing::Running, Shade::DarkPanel) => sizes!("running-dark"),
        (Drawing::Running, Shade::LightPanel) => sizes!("running-light"),
        (Drawing::Break, Shade::DarkPanel) => sizes!("break-dark"),
        (Drawing::Break, Shade::LightPanel) => sizes!("break-light"),
        (Drawing::Undecided, Shade::DarkPanel) => sizes!("undecided-dark"),
        (Drawing::Undecided, Shade::LightPanel) => sizes!("undecided-light"),
        (Drawing::Stopped, Shade::DarkPanel) => sizes!("stopped-dark"),
        (Drawing::Stopped, Shade::LightPanel) => sizes!("stopped-light"),
        (Drawing::Attention, Shade::DarkPanel) => sizes!("attention-dark"),
        (Drawing::Attention, Shade::LightPanel) => sizes!("attention-light"),
    }
}

const fn badge(shade: Shade) -> Sizes {
    match shade {
        Shade::DarkPanel => sizes!("badge-dark"),
        Shade::LightPanel => sizes!("badge-light"),
    }
}

/// A decoded picture, 8-bit RGBA.
#[derive(Clone, Debug)]
struct Picture {
    edge: u32,
    rgba: Vec<u8>,
}

impl Picture {
    /// `None` = not an 8-bit RGBA PNG; the embedded ones all are, which a test holds.
    fn decode(png: &[u8]) -> Option<Self> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().ok()?;
        let mut rgba = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut rgba).ok()?;
        let plain = info.color_type == png::ColorType::Rgba && info.bit_depth == png::BitDepth::Eight;
        (plain && info.width == info.height).then_some(Self { edge: info.width, rgba })
    }

    /// Lays another picture of the same size over this one.
    fn under(mut self, over: &Self) -> Self {
        for (below, above) in self.rgba.chunks_exact_mut(4).zip(over.rgba.chunks_exact(4)) {
            let cover = u32::from(above[3]);
            let through = u32::from(below[3]) * (255 - cover) / 255;
            let alpha = cover + through;
            if alpha == 0 {
                continue;
            }
            for channel in 0..3 {
                let mixed = (u32::from(above[channel]) * cover + u32::from(below[channel]) * through) / alpha;
                below[channel] = u8::try_from(mixed).unwrap_or(u8::MAX);
            }
            below[3] = u8::try_from(alpha).unwrap_or(u8::MAX);
        }
        self
    }

    /// In the byte order of the StatusNotifierItem specification: alpha first.
    fn into_ksni(self) -> ksni::Icon {
        let mut data = self.rgba;
        for pixel in data.chunks_exact_mut(4) {
            pixel.rotate_right(1);
        }
        let edge = i32::try_from(self.edge).unwrap_or(i32::MAX);
        ksni::Icon { width: edge, height: edge, data }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::tray::menu::tests::status;

    const ALL: [Drawing; 5] =
        [Drawing::Running, Drawing::Break, Drawing::Undecided, Drawing::Stopped, Drawing::Attention];

    #[test]
    fn every_picture_decodes_in_every_size() {
        for shade in [Shade::DarkPanel, Shade::LightPanel] {
            for drawing in ALL {
                for badge in [false, true] {
                    let edges: Vec<i32> =
                        Icon { drawing, badge, shade }.pixmaps().iter().map(|icon| icon.width).collect();
                    assert_eq!(edges, [16, 22, 24, 32, 48], "{drawing:?} {shade:?}");
                }
            }
        }
    }

    #[test]
    fn pixels_are_alpha_first_and_carry_the_colour_of_the_state() {
        let icon = Icon { drawing: Drawing::Running, badge: false, shade: Shade::DarkPanel };
        let large = icon.pixmaps().pop().expect("there are five sizes");
        // Left of the clock hands, in the middle of the disc: #56c99c.
        let at = ((24 * large.width + 10) * 4) as usize;
        assert_eq!(large.data[at..at + 4], [0xff, 0x56, 0xc9, 0x9c]);
        assert_eq!(large.data[..4], [0, 0, 0, 0]);
    }

    #[test]
    fn the_badge_lies_over_the_lower_right_corner_only() {
        let plain = Icon { drawing: Drawing::Running, badge: false, shade: Shade::DarkPanel };
        let badged = Icon { badge: true, ..plain };
        let (plain, badged) = (plain.pixmaps(), badged.pixmaps());
        let at = |x: i32, y: i32| ((y * 48 + x) * 4) as usize;
        let dot = at(37, 37);
        assert_eq!(badged[4].data[dot..dot + 4], [0xff, 0xff, 0x7b, 0x6d]);
        let elsewhere = at(10, 24);
        assert_eq!(badged[4].data[elsewhere..elsewhere + 4], plain[4].data[elsewhere..elsewhere + 4]);
    }

    #[rstest]
    #[case(TimerState::Running, 0, Drawing::Running, false)]
    #[case(TimerState::Running, 1, Drawing::Running, true)]
    #[case(TimerState::Break, 2, Drawing::Break, true)]
    #[case(TimerState::Undecided, 0, Drawing::Undecided, false)]
    #[case(TimerState::Stopped, 0, Drawing::Stopped, false)]
    #[case(TimerState::Stopped, 1, Drawing::Attention, false)]
    fn the_state_chooses_the_picture(
        #[case] state: TimerState,
        #[case] stuck: u32,
        #[case] drawing: Drawing,
        #[case] badge: bool,
    ) {
        let mut status = status(state);
        status.uploads.stuck = stuck;
        let icon = Icon::of(&status, Shade::DarkPanel);
        assert_eq!((icon.drawing, icon.badge), (drawing, badge));
    }

    #[test]
    fn an_unknown_panel_is_taken_for_dark() {
        assert_eq!(Shade::of(Panel::Auto, false), Shade::DarkPanel);
        assert_eq!(Shade::of(Panel::Auto, true), Shade::LightPanel);
        assert_eq!(Shade::of(Panel::Dark, true), Shade::DarkPanel);
    }
}
