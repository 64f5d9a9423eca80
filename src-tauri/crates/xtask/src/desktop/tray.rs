//! Stint's icon in the tray of a virtual desktop: where it is, what it shows, and a mouse for it.

use std::time::Duration;

use anyhow::{Context, Result};

use super::input::Button;
use super::screen::near;
use super::{Area, Desktop, panel};
use crate::clock::until;

/// What the icon says by its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// Green.
    Running,
    /// Amber.
    Break,
    /// Violet.
    Undecided,
    /// Red.
    Attention,
    /// Grey.
    Stopped,
}

const APPEARS: Duration = Duration::from_secs(15);

impl Desktop {
    /// The icon's place, once it is there.
    pub(crate) fn tray_icon(&self) -> Result<Area> {
        until("an icon in the tray", APPEARS, || self.tray_icon_now())
    }

    /// The icon's place, if there is an icon.
    pub(crate) fn tray_icon_now(&self) -> Result<Option<Area>> {
        // The tray is the first thing on the panel and holds one icon; the task list begins after it.
        let corner = Area { x: 0, y: 0, width: panel::HEIGHT, height: panel::HEIGHT - 1 };
        Ok(self.screen()?.part(corner).other_than(panel::COLOUR))
    }

    /// What the icon says now.
    pub(crate) fn tray_look(&self) -> Result<Option<Look>> {
        let Some(area) = self.tray_icon_now()? else { return Ok(None) };
        let picture = self.screen()?.part(area);
        let shown: Vec<[u8; 3]> =
            picture.pixels().iter().copied().filter(|p| !near(*p, panel::COLOUR)).collect();
        Ok(look(&shown))
    }

    /// Waits until the icon says this.
    pub(crate) fn await_look(&self, wanted: Look) -> Result<()> {
        let seen = until(&format!("the tray icon to say {wanted:?}"), APPEARS, || {
            Ok((self.tray_look()? == Some(wanted)).then_some(()))
        });
        seen.with_context(|| format!("the tray icon says {:?}", self.tray_look()))
    }

    /// Clicks on the icon.
    pub(crate) fn click_tray(&self, button: Button) -> Result<()> {
        self.click_tray_to_stay(button)?;
        self.rest()
    }

    /// Clicks on the icon and leaves the mouse there, for a menu that opens under it.
    pub(crate) fn click_tray_to_stay(&self, button: Button) -> Result<()> {
        let place = self.tray_icon()?;
        self.click(place.middle(), button)
    }

    /// How many menus and tooltips of the tray are open.
    pub(crate) fn menus(&self) -> Result<usize> {
        Ok(self.windows_of("[Ww]rapper-2.0")?.len())
    }
}

/// Reads the state from the strongest colour, by hue.
fn look(pixels: &[[u8; 3]]) -> Option<Look> {
    let strength =
        |pixel: &[u8; 3]| pixel.iter().max().zip(pixel.iter().min()).map_or(0, |(high, low)| high - low);
    let pixel = pixels.iter().max_by_key(|pixel| strength(pixel))?;
    if strength(pixel) < 40 {
        return Some(Look::Stopped);
    }
    Some(match hue(*pixel) {
        20..=60 => Look::Break,
        90..=190 => Look::Running,
        230..=300 => Look::Undecided,
        _ => Look::Attention,
    })
}

/// The place on the colour circle, in degrees.
fn hue([red, green, blue]: [u8; 3]) -> i32 {
    let [red, green, blue] = [red, green, blue].map(i32::from);
    let (high, low) = (red.max(green).max(blue), red.min(green).min(blue));
    let span = (high - low).max(1);
    let degrees = if high == red {
        (green - blue) * 60 / span
    } else if high == green {
        120 + (blue - red) * 60 / span
    } else {
        240 + (red - green) * 60 / span
    };
    degrees.rem_euclid(360)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_colour_of_the_icon_is_told_apart() {
        let on_dark_and_light = [
            ([0x56, 0xc9, 0x9c], [0x17, 0x7f, 0x5a], Look::Running),
            ([0xf0, 0xb4, 0x55], [0xa8, 0x64, 0x00], Look::Break),
            ([0xb3, 0xa2, 0xf6], [0x6a, 0x50, 0xbf], Look::Undecided),
            ([0xff, 0x7b, 0x6d], [0xc6, 0x39, 0x2d], Look::Attention),
            ([0xcf, 0xd6, 0xd2], [0x4f, 0x58, 0x53], Look::Stopped),
        ];
        for (dark, light, wanted) in on_dark_and_light {
            assert_eq!((look(&[dark]), look(&[light])), (Some(wanted), Some(wanted)));
        }
    }
}
