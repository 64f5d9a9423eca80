//! One press, however long a key is held.
//!
//! An X server repeats a held key as release and press with one and the same time stamp.

/// Tells presses from repeats.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Repeat {
    held: Option<u8>,
    released: Option<(u8, u32)>,
}

impl Repeat {
    /// Whether this press is one a person made.
    pub(crate) fn press(&mut self, code: u8, at: u32) -> bool {
        let repeats = self.held == Some(code) || self.released == Some((code, at));
        self.held = Some(code);
        self.released = None;
        !repeats
    }

    /// The key went up, or seems to.
    pub(crate) fn release(&mut self, code: u8, at: u32) {
        self.held = None;
        self.released = Some((code, at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_key_is_one_press() {
        let mut repeat = Repeat::default();
        assert!(repeat.press(65, 1_000));
        repeat.release(65, 1_500);
        assert!(!repeat.press(65, 1_500));
        repeat.release(65, 1_533);
        assert!(!repeat.press(65, 1_533));
        repeat.release(65, 1_600);
        assert!(repeat.press(65, 1_700), "and the next press counts again");
    }

    #[test]
    fn a_server_that_repeats_without_release_is_one_press_too() {
        let mut repeat = Repeat::default();
        assert!(repeat.press(65, 1_000));
        assert!(!repeat.press(65, 1_033));
        repeat.release(65, 1_050);
        assert!(repeat.press(65, 1_060));
    }

    #[test]
    fn two_keys_are_two_presses() {
        let mut repeat = Repeat::default();
        assert!(repeat.press(65, 1_000));
        assert!(repeat.press(56, 1_010));
    }
}
