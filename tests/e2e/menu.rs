//! The menu of the tray icon, opened by a right click and walked by keys.

use std::time::Duration;

use anyhow::{Result, ensure};

use super::{Flow, Ground};
use crate::clock::until;
use crate::desktop::{Button, Look};

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[("menu: its first item stops, its second takes a break", walk)];

fn walk(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["start", "Login flow"])?;
    ground.desktop.await_look(Look::Running)?;

    choose(ground, 2)?;
    stint.await_state("break")?;
    ground.desktop.await_look(Look::Break)?;
    choose(ground, 1)?;
    stint.await_state("stopped")?;
    let log = stint.log()?;
    ensure!(log.as_array().is_some_and(|all| all.len() == 1), "the menu made one entry of it: {log}");
    Ok(())
}

/// Opens the menu and takes the item at this place; the header above cannot be chosen.
fn choose(ground: &Ground<'_>, place: usize) -> Result<()> {
    let desktop = ground.desktop;
    let before = desktop.menus()?;
    desktop.click_tray_to_stay(Button::Right)?;
    until("the menu", Duration::from_secs(10), || Ok((desktop.menus()? > before).then_some(())))?;
    (0..place).try_for_each(|_| desktop.key("Down"))?;
    desktop.key("Return")?;
    until("the menu's end", Duration::from_secs(10), || Ok((desktop.menus()? == before).then_some(())))?;
    desktop.rest()
}
