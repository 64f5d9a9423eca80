//! Chance that can be played again: the same seed gives the same numbers.

use std::time::Duration;

/// A small generator (splitmix64).
pub(super) struct Dice(u64);

impl Dice {
    /// One that starts from this seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub(super) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides.max(1)
    }

    /// One of several.
    pub(super) fn pick<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        let place = self.roll(several.len() as u64);
        &several[usize::try_from(place).unwrap_or(0)]
    }

    /// How long a resident lives: at times too short to start, mostly some requests, often many.
    pub(super) fn life(&mut self) -> Duration {
        let (from, to) = *self.pick(&[(0, 60), (60, 800), (60, 800), (800, 2_500), (800, 2_500)]);
        Duration::from_millis(from + self.roll(to - from))
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn a_seed_gives_the_same_every_time_and_another_one_something_else() {
        let rolls = |seed| {
            let mut dice = Dice::new(seed);
            (0..50).map(|_| dice.roll(1000)).collect::<Vec<_>>()
        };
        assert_eq!(rolls(7), rolls(7));
        assert_ne!(rolls(7), rolls(8));
        assert!(rolls(7).iter().all(|roll| *roll < 1000));
    }
}
