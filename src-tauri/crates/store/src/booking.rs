//! The table `booking`: where an entry is to be booked, in the order given.

use domain::{Booking, EntryId};

use crate::batch::Batch;
use crate::habit;
use crate::row::Id as _;

/// Writes the bookings of an entry that is there, and marks their targets as booked so that a refresh keeps them.
pub(crate) fn insert(batch: &mut Batch, entry: EntryId, bookings: &[Booking]) {
    if bookings.is_empty() {
        return;
    }
    batch
        .say(
            "insert into booking (entry, place, connection, target)
             select (select n from entry where id = ?), key, unhex(value ->> 0), value ->> 1 from json_each(?)",
        )
        .bind(entry.blob())
        .bind(habit::key(bookings));
    batch
        .say(
            "update target set booked = 1
             where booked = 0 and (connection, id) in (
                 select connection, target from booking where entry = (select n from entry where id = ?))",
        )
        .bind(entry.blob());
}
