//! The table `booking`: where an entry is to be booked, in the order given.

use domain::Booking;
use sqlx::SqliteConnection;

use crate::StoreError;
use crate::row::Id as _;

/// Writes the bookings of entry `n`, and marks their targets as booked so that a refresh keeps them.
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    n: i64,
    bookings: &[Booking],
) -> Result<(), StoreError> {
    for (place, booking) in (0_i64..).zip(bookings) {
        sqlx::query("insert into booking (entry, place, connection, target) values (?, ?, ?, ?)")
            .bind(n)
            .bind(place)
            .bind(booking.connection.blob())
            .bind(booking.target.as_str())
            .execute(&mut *connection)
            .await?;
    }
    if !bookings.is_empty() {
        sqlx::query(
            "update target set booked = 1
             where booked = 0 and (connection, id) in (select connection, target from booking where entry = ?)",
        )
        .bind(n)
        .execute(connection)
        .await?;
    }
    Ok(())
}
