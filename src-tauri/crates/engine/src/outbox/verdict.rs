//! From a tracker's error to what becomes of the upload and its connection. Pure.

use api::{ApiError, words};
use chrono_tz::Tz;
use domain::Timestamp;
use domain::upload::{Answer, Reason, Unsendable};
use store::Pause;
use trackers::{Applied, Kind, LookPlan, Retry, TrackerError};

/// What decides how long a connection rests.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// How often it was out of reach in a row before.
    pub(super) failures: u32,
    /// A random number that spreads the tries of many clients.
    pub(super) jitter: u128,
}

/// What becomes of an upload, and whether its connection waits.
#[derive(Debug)]
pub(super) struct Verdict {
    pub(super) answer: Answer,
    pub(super) pause: Option<Pause>,
}

/// The stable codes of why a connection waits.
pub(crate) mod pause_code {
    /// The token is not known there.
    pub(crate) const SIGN_IN: &str = "sign_in";
    /// The sign-in in the browser has ended.
    pub(crate) const SIGNED_OUT: &str = "signed_out";
    /// The account has no rights there.
    pub(crate) const NOT_ALLOWED: &str = "not_allowed";
    /// Too many requests.
    pub(crate) const QUOTA: &str = "quota";
    /// The tracker cannot be reached.
    pub(crate) const UNREACHABLE: &str = "unreachable";
    /// Something on the way turns requests away.
    pub(crate) const BLOCKED: &str = "blocked";
    /// No token is kept.
    pub(crate) const NO_TOKEN: &str = "no_token";
    /// The keychain is locked.
    pub(crate) const KEYCHAIN_LOCKED: &str = "keychain_locked";
    /// There is no keychain.
    pub(crate) const KEYCHAIN_MISSING: &str = "keychain_missing";
    /// The keychain does not answer.
    pub(crate) const KEYCHAIN_SILENT: &str = "keychain_silent";
    /// A person paused it.
    pub(crate) const BY_HAND: &str = "by_hand";
    /// The database did not answer.
    pub(crate) const STORAGE: &str = "storage";
}

/// The longest pause between two tries, in milliseconds.
const LONGEST_MILLIS: i64 = 15 * 60 * 1000;
/// The longest pause a tracker may ask for, in milliseconds: beyond a day it is rather a mistake of its clock.
const LONGEST_ASKED_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// The shortest pause after a refusal for too many requests that names none, in milliseconds.
const QUOTA_MILLIS: i64 = 60_000;

/// What becomes of a create that ended in an error: one that may have been applied is looked for first.
pub(super) fn create_verdict(
    error: &TrackerError,
    now: Timestamp,
    first_look: Timestamp,
    patience: Patience,
) -> Verdict {
    match error.applied {
        Applied::No => read_verdict(error, now, patience),
        Applied::Maybe => {
            let pause = pause_of(error, now, patience);
            Verdict { answer: Answer::MaybeApplied { due: first_look.max(now) }, pause }
        }
    }
}

/// What becomes of an update or removal that ended in an error: asking again for the same does no harm.
pub(super) fn repeatable_verdict(error: &TrackerError, now: Timestamp, patience: Patience) -> Verdict {
    match (error.applied, error.retry) {
        (Applied::Maybe, Retry::After { .. } | Retry::Backoff) => {
            let pause = pause_of(error, now, patience);
            let due = pause.as_ref().and_then(|pause| pause.until).unwrap_or(now);
            Verdict { answer: Answer::MaybeApplied { due }, pause }
        }
        (Applied::No, _) | (Applied::Maybe, Retry::Never | Retry::AfterSignIn) => {
            read_verdict(error, now, patience)
        }
    }
}

/// What becomes of an upload whose request surely changed nothing.
pub(super) fn read_verdict(error: &TrackerError, now: Timestamp, patience: Patience) -> Verdict {
    let pause = pause_of(error, now, patience);
    let answer = match error.retry {
        Retry::After { .. } | Retry::Backoff => {
            Answer::NotApplied { due: pause.as_ref().and_then(|pause| pause.until).unwrap_or(now) }
        }
        Retry::AfterSignIn => Answer::NotApplied { due: now },
        Retry::Never => Answer::Stuck(reason_of(error)),
    };
    Verdict { answer, pause }
}

/// Whether the whole connection waits: what is wrong for one upload is then wrong for all.
fn pause_of(error: &TrackerError, now: Timestamp, patience: Patience) -> Option<Pause> {
    let (reason, until) = match (error.kind, error.retry) {
        (Kind::SignIn, _) => (pause_code::SIGN_IN, None),
        (Kind::SignedOut, _) => (pause_code::SIGNED_OUT, None),
        (_, Retry::AfterSignIn) => (pause_code::NOT_ALLOWED, None),
        (Kind::Quota, Retry::After { seconds }) => (pause_code::QUOTA, Some(now.plus_millis(asked(seconds)))),
        (Kind::Quota, _) => (pause_code::QUOTA, Some(now.plus_millis(quota_millis(patience)))),
        (kind, Retry::After { seconds }) => (unreachable_code(kind), Some(now.plus_millis(asked(seconds)))),
        (kind, Retry::Backoff) => (unreachable_code(kind), Some(now.plus_millis(backoff_millis(patience)))),
        (_, Retry::Never) => return None,
    };
    Some(Pause { reason: reason.into(), detail: error.detail.as_str().to_owned(), until })
}

/// Why nothing comes through.
fn unreachable_code(kind: Kind) -> &'static str {
    if kind == Kind::Blocked { pause_code::BLOCKED } else { pause_code::UNREACHABLE }
}

/// The pause a tracker asks for.
fn asked(seconds: u32) -> i64 {
    (i64::from(seconds.max(1)) * 1000).min(LONGEST_ASKED_MILLIS)
}

/// A pause for a tracker that has had enough and does not say for how long: a minute at least, doubling to a quarter
/// of an hour, and spread upwards.
fn quota_millis(patience: Patience) -> i64 {
    let base = QUOTA_MILLIS.saturating_mul(1_i64 << patience.failures.min(10)).min(LONGEST_MILLIS);
    base + spread(base / 2, patience.jitter)
}

/// A pause that doubles from two seconds to a quarter of an hour, spread by half so that crowds disperse.
fn backoff_millis(patience: Patience) -> i64 {
    let base = 2_000_i64.saturating_mul(1_i64 << patience.failures.min(10)).min(LONGEST_MILLIS);
    base / 2 + spread(base / 2, patience.jitter)
}

/// A part of `millis`, chosen by `jitter`.
fn spread(millis: i64, jitter: u128) -> i64 {
    i64::try_from(jitter % u128::try_from(millis.max(1)).unwrap_or(1)).unwrap_or(0)
}

/// When an unsure create is first looked for.
pub(super) fn first_look(plan: LookPlan, at: Timestamp) -> Timestamp {
    at.plus_millis(i64::from(plan.after_seconds.first().copied().unwrap_or(0)) * 1000)
}

/// When to look again after the look number `looks` (from 0) found nothing; `None` = absence is proven.
pub(super) fn next_look(plan: LookPlan, looks: u32, at: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let place = usize::try_from(looks).ok()?;
    let (this, next) = (plan.after_seconds.get(place)?, plan.after_seconds.get(place + 1)?);
    let gap = i64::from(next.saturating_sub(*this)) * 1000;
    // Counted from sending, but never closer to the last look than the plan says: a look after a restart is late.
    Some(at.plus_millis(i64::from(*next) * 1000).max(now.plus_millis(gap)))
}

fn reason_of(error: &TrackerError) -> Reason {
    let detail = error.detail.as_str().to_owned();
    match error.kind {
        Kind::NotAllowed | Kind::SignIn | Kind::SignedOut => Reason::NotAllowed { detail },
        Kind::NotFound => Reason::TargetGone { detail },
        Kind::Locked => Reason::Locked { detail },
        Kind::Refused | Kind::Conflict => Reason::Refused { detail },
        Kind::FeatureOff => Reason::FeatureOff { detail },
        Kind::Unsupported => Reason::Unsupported { detail },
        Kind::Network | Kind::Blocked | Kind::Quota | Kind::Server | Kind::Unexpected => {
            Reason::Unexpected { detail }
        }
    }
}

/// Why an upload needs a person, and what helps. Days are those of `zone`.
pub(crate) fn reason_words(reason: &Reason, zone: Tz) -> (String, String) {
    use words::uploads as say;
    match reason {
        Reason::Unsendable { what } => match what {
            Unsendable::Missing { field } => say::missing(&[field]),
            Unsendable::MissingSeveral { fields } => {
                say::missing(&fields.iter().map(String::as_str).collect::<Vec<_>>())
            }
            Unsendable::TooShort { seconds } => say::too_short(*seconds),
            Unsendable::TooLong { seconds } => say::too_long(*seconds),
            Unsendable::Target { target } => say::bad_target(target.as_str()),
            Unsendable::LiveOnly => say::live_only(),
            Unsendable::Locked { until } => {
                let day = until.utc().with_timezone(&zone).format("%Y-%m-%d");
                say::locked_before(&day.to_string())
            }
        },
        Reason::Refused { detail } => say::refused(detail),
        Reason::NotAllowed { detail } => say::not_allowed(detail),
        Reason::FeatureOff { detail } => say::feature_off(detail),
        Reason::Unsupported { detail } => say::unsupported(detail),
        Reason::TargetGone { detail } => say::target_gone(detail),
        Reason::Locked { detail } => say::locked(detail),
        Reason::Changed { .. } => say::changed(),
        Reason::Gone => say::gone(),
        Reason::Ambiguous { candidates } => say::ambiguous(candidates.len()),
        Reason::Unexpected { detail } => say::unexpected(detail),
    }
}

/// A tracker's error as an answer to a person who asked for something there.
pub(crate) fn tracker_words(tracker: &str, error: &TrackerError) -> ApiError {
    use words::accounts as say;
    let detail = error.detail.as_str();
    match error.kind {
        Kind::SignIn => say::sign_in(tracker, detail),
        Kind::SignedOut => words::sign_in::ended(tracker, detail),
        Kind::NotAllowed | Kind::Locked => say::not_allowed(tracker, detail),
        Kind::FeatureOff => say::feature_off(tracker, detail),
        Kind::NotFound | Kind::Refused | Kind::Conflict | Kind::Unsupported => say::refused(tracker, detail),
        Kind::Blocked => say::blocked(tracker, detail),
        Kind::Network | Kind::Server => say::unreachable(tracker, detail),
        Kind::Quota => say::quota(tracker, detail),
        Kind::Unexpected => say::unexpected(tracker, detail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trackers::Redacted;

    const AT: Timestamp = Timestamp::from_millis(1_000_000);
    const PLAN: LookPlan = LookPlan { after_seconds: &[5, 45, 180] };

    fn patience(failures: u32, jitter: u128) -> Patience {
        Patience { failures, jitter }
    }

    fn error(kind: Kind, applied: Applied, retry: Retry) -> TrackerError {
        TrackerError { kind, applied, retry, detail: Redacted::ours("because") }
    }

    #[test]
    fn absence_is_proven_only_by_the_last_look() {
        assert_eq!(first_look(PLAN, AT), AT.plus_millis(5_000));
        assert_eq!(next_look(PLAN, 0, AT, AT.plus_millis(5_000)), Some(AT.plus_millis(45_000)));
        assert_eq!(next_look(PLAN, 1, AT, AT.plus_millis(45_000)), Some(AT.plus_millis(180_000)));
        assert_eq!(next_look(PLAN, 2, AT, AT.plus_millis(180_000)), None);
    }

    #[test]
    fn looks_after_a_late_restart_keep_their_distance() {
        let late = AT.plus_millis(3_600_000);
        assert_eq!(next_look(PLAN, 0, AT, late), Some(late.plus_millis(40_000)));
    }

    #[test]
    fn a_write_that_may_have_been_applied_is_never_simply_sent_again() {
        let lost = error(Kind::Network, Applied::Maybe, Retry::Backoff);
        let verdict = create_verdict(&lost, AT, first_look(PLAN, AT), patience(0, 7));
        assert!(matches!(verdict.answer, Answer::MaybeApplied { due } if due == AT.plus_millis(5_000)));
    }

    #[test]
    fn an_unknown_token_pauses_the_connection_until_a_person_acts() {
        let verdict = read_verdict(&error(Kind::SignIn, Applied::No, Retry::AfterSignIn), AT, patience(0, 0));
        assert!(matches!(verdict.answer, Answer::NotApplied { .. }));
        assert!(
            verdict.pause.is_some_and(|pause| pause.until.is_none() && pause.reason == pause_code::SIGN_IN)
        );
    }

    #[test]
    fn retry_after_is_obeyed_to_the_second() {
        let verdict =
            read_verdict(&error(Kind::Quota, Applied::No, Retry::After { seconds: 17 }), AT, patience(0, 99));
        assert!(verdict.pause.is_some_and(|pause| pause.until == Some(AT.plus_millis(17_000))));
    }

    #[test]
    fn a_pause_of_years_ends_after_a_day() {
        for kind in [Kind::Quota, Kind::Server] {
            let error = error(kind, Applied::No, Retry::After { seconds: u32::MAX });
            let until = read_verdict(&error, AT, patience(0, 0)).pause.and_then(|pause| pause.until);
            assert_eq!(until, Some(AT.plus_millis(24 * 3_600_000)), "{kind:?}");
        }
    }

    #[test]
    fn a_quota_without_a_word_about_when_rests_a_minute_at_least_and_longer_each_time() {
        let pause = |failures, jitter| {
            let error = error(Kind::Quota, Applied::No, Retry::Backoff);
            let pause = read_verdict(&error, AT, patience(failures, jitter)).pause.expect("it waits");
            assert_eq!(pause.reason, pause_code::QUOTA);
            pause.until.expect("by itself").since(AT)
        };
        assert_eq!(pause(0, 0), 60_000);
        assert!((0..40).all(|failures| pause(failures, u128::MAX) >= pause(failures, 0)));
        let grows: Vec<i64> = (0..12).map(|failures| pause(failures, 0)).collect();
        assert!(grows.windows(2).all(|pair| pair[0] <= pair[1]), "{grows:?}");
        assert_eq!(grows.last(), Some(&LONGEST_MILLIS));
    }

    #[test]
    fn a_refusal_of_one_upload_leaves_the_connection_to_the_others() {
        for kind in
            [Kind::NotAllowed, Kind::NotFound, Kind::FeatureOff, Kind::Refused, Kind::Locked, Kind::Conflict]
        {
            let verdict = read_verdict(&error(kind, Applied::No, Retry::Never), AT, patience(0, 0));
            assert!(matches!(verdict.answer, Answer::Stuck(_)) && verdict.pause.is_none(), "{kind:?}");
        }
        let all = read_verdict(&error(Kind::NotAllowed, Applied::No, Retry::AfterSignIn), AT, patience(0, 0));
        assert!(
            all.pause.is_some_and(|pause| pause.reason == pause_code::NOT_ALLOWED && pause.until.is_none())
        );
    }

    #[test]
    fn the_day_of_a_lock_is_the_one_of_the_account() {
        let until = Timestamp::from_millis(1_793_487_600_000);
        assert_eq!(until.rfc3339(), "2026-10-31T23:00:00.000Z");
        let reason = Reason::Unsendable { what: Unsendable::Locked { until } };
        let (berlin, _) = reason_words(&reason, Tz::Europe__Berlin);
        assert!(berlin.contains("2026-11-01"), "{berlin}");
        let (utc, _) = reason_words(&reason, Tz::UTC);
        assert!(utc.contains("2026-10-31"), "{utc}");
    }

    #[test]
    fn a_quota_is_told_in_the_words_of_its_tracker() {
        let error = error(Kind::Quota, Applied::No, Retry::Backoff);
        assert!(tracker_words("work", &error).message.contains("because"));
        let pause = read_verdict(&error, AT, patience(0, 0)).pause.expect("it waits");
        let (reason, _) = words::pauses::pause(&pause.reason, &pause.detail, Some("12:00:00"), "");
        assert!(reason.contains("because"), "{reason}");
    }

    #[test]
    fn pauses_grow_and_end_at_a_quarter_of_an_hour() {
        let shortest: Vec<i64> = (0..12).map(|failures| backoff_millis(patience(failures, 0))).collect();
        assert!(shortest.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!((0..40).all(|failures| backoff_millis(patience(failures, u128::MAX)) <= LONGEST_MILLIS));
    }
}
