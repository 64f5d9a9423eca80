//! Where on the screens the small windows stand.

use tauri::{Manager, Monitor, PhysicalPosition, Runtime, WebviewWindow};

use crate::small::{Small, settings};

/// Between the mini timer and the corner it stands in, in logical pixels.
const MARGIN: f64 = 24.0;
/// How far from the top of its screen the line is.
const ABOVE: f64 = 0.28;

/// Puts it where it belongs: the line on the screen with the pointer, the timer where it was left.
pub async fn settle<R: Runtime>(window: &WebviewWindow<R>, small: Small) -> tauri::Result<()> {
    let place = match small {
        Small::Quick => pointed_at(window).map(|screen| third(&screen)),
        Small::Mini => {
            let kept =
                settings(window.app_handle()).await.and_then(|settings| read_place(&settings.mini_place));
            let screens = window.available_monitors().unwrap_or_default();
            kept.filter(|place| screens.iter().any(|screen| holds(screen, *place)))
                .or_else(|| window.primary_monitor().ok().flatten().map(|screen| corner(&screen)))
        }
    };
    // Where nobody knows the screens (Wayland) the desktop chooses.
    place.map_or(Ok(()), |place| window.set_position(place))
}

/// The screen with the pointer, else the first.
fn pointed_at<R: Runtime>(window: &WebviewWindow<R>) -> Option<Monitor> {
    let pointer = window.cursor_position().ok();
    let under = pointer.and_then(|at| window.monitor_from_point(at.x, at.y).ok().flatten());
    under.or_else(|| window.primary_monitor().ok().flatten())
}

/// In the middle, a third from the top. A window that was never shown has no size of its own yet.
fn third(screen: &Monitor) -> PhysicalPosition<i32> {
    let area = screen.work_area();
    let (width, _) = Small::Quick.size();
    let beside = (f64::from(area.size.width) - width * screen.scale_factor()).max(0.0) / 2.0;
    let above = f64::from(area.size.height) * ABOVE;
    shifted(area.position, beside, above)
}

/// The lower corner where reading ends.
fn corner(screen: &Monitor) -> PhysicalPosition<i32> {
    let (area, scale) = (screen.work_area(), screen.scale_factor());
    let (width, height) = Small::Mini.size();
    let beside = f64::from(area.size.width) - (width + MARGIN) * scale;
    let above = f64::from(area.size.height) - (height + MARGIN) * scale;
    shifted(area.position, beside, above)
}

fn shifted(from: PhysicalPosition<i32>, beside: f64, above: f64) -> PhysicalPosition<i32> {
    PhysicalPosition::new(f64::from(from.x) + beside, f64::from(from.y) + above).cast()
}

fn holds(screen: &Monitor, place: PhysicalPosition<i32>) -> bool {
    let (at, size) = (screen.position(), screen.size());
    let inside = |value: i32, from: i32, long: u32| {
        i64::from(value) >= i64::from(from) && i64::from(value) < i64::from(from) + i64::from(long)
    };
    inside(place.x, at.x, size.width) && inside(place.y, at.y, size.height)
}

/// `X,Y` as settings keep it.
fn read_place(text: &str) -> Option<PhysicalPosition<i32>> {
    let (x, y) = text.split_once(',')?;
    Some(PhysicalPosition::new(x.parse().ok()?, y.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_cannot_be_read_is_none() {
        assert_eq!(read_place("-3,1200"), Some(PhysicalPosition::new(-3, 1200)));
        for text in ["", "here", "1", "1.5,2"] {
            assert_eq!(read_place(text), None, "{text}");
        }
    }
}
