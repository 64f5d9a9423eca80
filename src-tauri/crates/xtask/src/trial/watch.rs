//! What was seen of a resident, second by second: its memory, and how much each connection still had to do.

use std::time::Duration;

use super::{Lane, open};

/// One look.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    /// When, since the watch began.
    pub(super) at: Duration,
    /// Its memory in MB.
    pub(super) pss: f64,
    /// How far each connection is.
    pub(super) lanes: Vec<Lane>,
}

/// All looks, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch(Vec<Sample>);

impl Watch {
    /// Adds a look.
    pub(super) fn add(&mut self, sample: Sample) {
        self.0.push(sample);
    }

    /// Several, one after the other, with nothing between them.
    pub(super) fn joined<'a>(several: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut all: Vec<Sample> = Vec::new();
        for watch in several {
            let begun = all.last().map_or(Duration::ZERO, |sample| sample.at);
            all.extend(watch.0.iter().cloned().map(|sample| Sample { at: begun + sample.at, ..sample }));
        }
        Self(all)
    }

    /// From the first look to the last.
    pub(super) fn took(&self) -> Duration {
        let at = |sample: Option<&Sample>| sample.map_or(Duration::ZERO, |sample| sample.at);
        at(self.0.last()).saturating_sub(at(self.0.first()))
    }

    /// The highest memory.
    pub(super) fn highest(&self) -> f64 {
        self.0.iter().map(|sample| sample.pss).fold(0.0, f64::max)
    }

    /// How much more memory the last tenth had than the first, on average.
    pub(super) fn growth(&self) -> f64 {
        let tenth = (self.0.len() / 10).max(1).min(self.0.len());
        let mean = |samples: &[Sample]| {
            samples.iter().map(|sample| sample.pss).sum::<f64>() / samples.len().max(1) as f64
        };
        mean(&self.0[self.0.len() - tenth..]) - mean(&self.0[..tenth])
    }

    /// The longest time, in seconds, in which nothing seemed to move although there was something left.
    pub(super) fn longest_rest(&self) -> f64 {
        let Some(first) = self.0.first() else { return 0.0 };
        let (mut since, mut left, mut longest) = (first.at, open(&first.lanes), Duration::ZERO);
        for sample in &self.0 {
            let now = open(&sample.lanes);
            if now != left {
                longest = longest.max(sample.at.saturating_sub(since));
                (since, left) = (sample.at, now);
            }
        }
        if left > 0 {
            longest = longest.max(self.0.last().map_or(first.at, |last| last.at).saturating_sub(since));
        }
        longest.as_secs_f64()
    }
}

/// What each connection took a second while it had something to do; those that had nothing are left out.
pub(super) fn rates(watch: &Watch) -> Vec<(String, f64)> {
    let Some(first) = watch.0.first() else { return Vec::new() };
    let left = |sample: &Sample, name: &str| {
        sample.lanes.iter().find(|lane| lane.name == name).map_or(0, |lane| lane.open)
    };
    let rate = |lane: &Lane| {
        let busy = watch.0.iter().take_while(|sample| left(sample, &lane.name) > 0).last()?;
        let took = busy.at.saturating_sub(first.at).as_secs_f64();
        (took > 0.0)
            .then(|| (lane.name.clone(), lane.open.saturating_sub(left(busy, &lane.name)) as f64 / took))
    };
    first.lanes.iter().filter_map(rate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(rows: &[(u64, f64, u64)]) -> Watch {
        let sample = |(at, pss, open): &(u64, f64, u64)| Sample {
            at: Duration::from_secs(*at),
            pss: *pss,
            lanes: vec![Lane { name: "one".into(), open: *open, stuck: 0 }],
        };
        Watch(rows.iter().map(sample).collect())
    }

    #[test]
    fn a_rate_is_of_the_time_in_which_there_was_something_to_do() {
        let seen = watch(&[(0, 1.0, 100), (10, 1.0, 50), (20, 1.0, 0), (90, 1.0, 0)]);
        assert_eq!(rates(&seen), [("one".to_owned(), 5.0)]);
        assert_eq!(rates(&watch(&[(0, 1.0, 0), (10, 1.0, 0)])), []);
    }

    #[test]
    fn memory_is_compared_at_both_ends_and_a_rest_is_seen() {
        let seen = watch(&[(0, 10.0, 9), (1, 30.0, 8), (6, 11.0, 7), (7, 12.0, 0)]);
        assert_eq!((seen.highest(), seen.growth(), seen.longest_rest()), (30.0, 2.0, 5.0));
        let twice = Watch::joined([&seen, &watch(&[(0, 1.0, 5), (9, 1.0, 5)])]);
        assert_eq!((twice.took(), twice.longest_rest()), (Duration::from_secs(16), 9.0));
    }
}
