//! The picture of a window once it is painted and stands still.

use std::time::Duration;

use anyhow::{Context, Result};

use super::{Area, Desktop, Picture};
use crate::clock::until;

/// Fewer colours mean that only a background was painted.
const PAINTED: usize = 50;

/// A ticking clock changes no more pixels than this, or than a hundredth of a large window.
const TICK: usize = 4000;

impl Desktop {
    /// The window's picture once it is painted and stands still, the running seconds aside.
    pub(crate) fn painted(&self, area: Area) -> Result<Picture> {
        let mut last: Option<Picture> = None;
        let mut same = 0;
        let found = until("a painted window", Duration::from_secs(20), || {
            let now = self.screen()?.part(area);
            same = if last.as_ref().is_some_and(|last| alike(last, &now)) { same + 1 } else { 0 };
            let still = same >= 4 && now.colours() > PAINTED;
            last = Some(now);
            Ok(if still { last.take() } else { None })
        });
        found.context("the window stays empty or never stands still")
    }
}

/// Whether two pictures of the same place differ by no more than a ticking clock.
fn alike(one: &Picture, other: &Picture) -> bool {
    let (one, other) = (one.pixels(), other.pixels());
    let changed = one.iter().zip(other).filter(|(before, now)| before != now).count();
    one.len() == other.len() && changed <= TICK.max(one.len() / 100)
}
