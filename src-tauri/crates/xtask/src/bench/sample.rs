//! Many measurements of one thing, and what is said of them.

use std::time::Duration;

/// Measurements in milliseconds.
#[derive(Clone, Debug, Default)]
pub(super) struct Sample(Vec<f64>);

impl Sample {
    /// Adds one.
    pub(super) fn add(&mut self, time: Duration) {
        self.0.push(time.as_secs_f64() * 1000.0);
    }

    /// The value that so many percent do not exceed.
    pub(super) fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(place).copied().unwrap_or(f64::NAN)
    }

    /// The value in the middle.
    pub(super) fn median(&self) -> f64 {
        self.percentile(50)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Sample;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let mut sample = Sample::default();
        (1..=200).rev().for_each(|ms| sample.add(Duration::from_millis(ms)));
        assert_eq!((sample.median(), sample.percentile(99), sample.percentile(100)), (100.0, 198.0, 200.0));
    }
}
