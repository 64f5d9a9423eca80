//! Rounding that adds up: parts in whole units whose sum is the rounded total.

use crate::payload::Rounding;

/// Rounds parts to whole units so that they add up to their rounded total, by largest remainder; the earlier of two
/// equal remainders goes first.
///
/// `Up` and `Down` speak of the total; `Down` never rounds work to nothing. A part may become 0: leave it out, its
/// time has gone to the others. When all are 0, the whole is too short for the unit
/// ([`crate::upload::Unsendable::TooShort`]).
pub fn largest_remainder(parts_seconds: &[u32], unit_seconds: u32, rounding: Rounding) -> Vec<u32> {
    let unit = u64::from(unit_seconds.max(1));
    let total: u64 = parts_seconds.iter().map(|part| u64::from(*part)).sum();
    let units = match rounding {
        Rounding::Nearest => (total + unit / 2) / unit,
        Rounding::Up => total.div_ceil(unit),
        Rounding::Down => (total / unit).max(u64::from(total > 0)),
    };
    let mut whole: Vec<u64> = parts_seconds.iter().map(|part| u64::from(*part) / unit).collect();
    let mut by_remainder: Vec<usize> = (0..parts_seconds.len()).collect();
    by_remainder.sort_by_key(|place| std::cmp::Reverse(u64::from(parts_seconds[*place]) % unit));
    let missing = units - whole.iter().sum::<u64>();
    for place in by_remainder.into_iter().zip(0..missing).map(|(place, _)| place) {
        whole[place] += 1;
    }
    whole.into_iter().map(|units| u32::try_from(units * unit).unwrap_or(u32::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(&[], 60, Rounding::Nearest, &[])]
    #[case(&[90], 60, Rounding::Nearest, &[120])]
    #[case(&[89], 60, Rounding::Nearest, &[60])]
    #[case(&[61], 60, Rounding::Up, &[120])]
    #[case(&[119], 60, Rounding::Down, &[60])]
    #[case(&[20], 60, Rounding::Nearest, &[0])]
    #[case(&[20], 60, Rounding::Down, &[60])]
    #[case(&[20], 60, Rounding::Up, &[60])]
    #[case(&[0], 60, Rounding::Up, &[0])]
    // Three parts of 20 s are one minute together.
    #[case(&[20, 20, 20], 60, Rounding::Nearest, &[60, 0, 0])]
    #[case(&[3620, 1850, 40], 60, Rounding::Nearest, &[3600, 1860, 60])]
    #[case(&[90, 90], 60, Rounding::Nearest, &[120, 60])]
    #[case(&[1, 899], 900, Rounding::Up, &[0, 900])]
    #[case(&[5], 0, Rounding::Nearest, &[5])]
    fn rounds(
        #[case] parts: &[u32],
        #[case] unit: u32,
        #[case] rounding: Rounding,
        #[case] expected: &[u32],
    ) {
        assert_eq!(largest_remainder(parts, unit, rounding), expected);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn parts_add_up_to_the_rounded_total_and_stay_close(
            parts in prop::collection::vec(0_u32..50_000, 0..8),
            unit in prop::sample::select(vec![1_u32, 60, 300, 900]),
            rounding in prop::sample::select(vec![Rounding::Nearest, Rounding::Up, Rounding::Down]),
        ) {
            let rounded = largest_remainder(&parts, unit, rounding);
            let total: u32 = parts.iter().sum();
            let expected = largest_remainder(&[total], unit, rounding);
            prop_assert_eq!(rounded.iter().sum::<u32>(), expected[0]);
            for (rounded, part) in rounded.iter().zip(&parts) {
                prop_assert_eq!(rounded % unit, 0);
                prop_assert!(rounded.abs_diff(*part) < unit);
            }
        }
    }
}
