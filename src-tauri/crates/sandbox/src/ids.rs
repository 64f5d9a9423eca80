//! Ids for new things: 24 hex digits, the first eight the creation time in Unix seconds, the rest from the seed.

use chrono::{DateTime, Utc};

pub(crate) struct Ids {
    state: u64,
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    pub(crate) fn next(&mut self, now: DateTime<Utc>) -> String {
        let seconds = now.timestamp() & 0xffff_ffff;
        format!("{seconds:08x}{:016x}", self.scramble())
    }

    /// SplitMix64: short, well spread, and the same on every machine.
    fn scramble(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
