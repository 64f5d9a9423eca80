//! The number of an entry's row: it grows with the start, so the table and the word index lie in order of time.
//!
//! `n = start_ms * 1024 + k`, where `k` tells entries apart that start in the same millisecond. "Newest first" is
//! then "by `n`, downwards", in the table as in the full-text index, and a range of time is a range of rows.

use domain::Timestamp;

/// How many entries may start in one millisecond before the next one's numbers are used.
pub(crate) const ROOM: i64 = 1024;

/// The longest entry that is found by its start; the few longer ones have an index of their own.
pub(crate) const LONG_MILLIS: i64 = 86_400_000;

/// The first number of entries that start at `start` or later.
pub(crate) const fn first(start: Timestamp) -> i64 {
    start.millis() * ROOM
}

/// The first number of entries no longer than a day that may reach past `from`.
pub(crate) const fn first_reaching(from: Timestamp) -> i64 {
    (from.millis() - LONG_MILLIS) * ROOM
}

/// SQL for a number that is not taken, from the column `first` on.
macro_rules! free_number {
    () => {
        "iif(
             not exists (select 1 from entry where n = first),
             first,
             (select e.n + 1 from entry e
              where e.n >= first and not exists (select 1 from entry next where next.n = e.n + 1)
              order by e.n limit 1)
         )"
    };
}
pub(crate) use free_number;
