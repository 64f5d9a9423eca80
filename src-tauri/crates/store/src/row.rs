//! Between rows and domain values: ids as 16 bytes, instants as milliseconds, the rest as JSON.

use chrono_tz::Tz;
use domain::{ConnectionId, EntryId, Timestamp, UploadId};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use crate::StoreError;

/// One row of a table, read by column number.
pub(crate) struct Columns<'r> {
    row: &'r SqliteRow,
    table: &'static str,
}

impl<'r> Columns<'r> {
    /// Reads `row` as one of `table`; the name is for the error.
    pub(crate) fn new(row: &'r SqliteRow, table: &'static str) -> Self {
        Self { row, table }
    }

    /// Any value SQLite knows by itself.
    pub(crate) fn get<T>(&self, column: usize) -> Result<T, StoreError>
    where
        T: sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
    {
        self.row.try_get(column).map_err(|source| self.odd(source))
    }

    /// A truth value.
    pub(crate) fn flag(&self, column: usize) -> Result<bool, StoreError> {
        Ok(self.get::<i64>(column)? != 0)
    }

    /// An instant.
    pub(crate) fn at(&self, column: usize) -> Result<Timestamp, StoreError> {
        self.get(column).map(Timestamp::from_millis)
    }

    /// An instant that may be missing.
    pub(crate) fn at_or_none(&self, column: usize) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.get::<Option<i64>>(column)?.map(Timestamp::from_millis))
    }

    /// A name of 16 bytes.
    pub(crate) fn id<T: Id>(&self, column: usize) -> Result<T, StoreError> {
        let bytes: &[u8] = self.get(column)?;
        Uuid::from_slice(bytes).map(T::from_uuid).map_err(|source| self.odd(source))
    }

    /// A name of 16 bytes that may be missing.
    pub(crate) fn id_or_none<T: Id>(&self, column: usize) -> Result<Option<T>, StoreError> {
        let bytes: Option<&[u8]> = self.get(column)?;
        bytes
            .map(|bytes| Uuid::from_slice(bytes).map(T::from_uuid).map_err(|source| self.odd(source)))
            .transpose()
    }

    /// A zone by its IANA name.
    pub(crate) fn zone(&self, column: usize) -> Result<Tz, StoreError> {
        self.get::<&str>(column)?.parse().map_err(|source: chrono_tz::ParseError| self.odd(source))
    }

    /// A value kept as JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self, column: usize) -> Result<T, StoreError> {
        serde_json::from_str(self.get(column)?).map_err(|source| self.odd(source))
    }

    /// A value kept as JSON that may be missing.
    pub(crate) fn json_or_none<T: DeserializeOwned>(&self, column: usize) -> Result<Option<T>, StoreError> {
        match self.get::<Option<&str>>(column)? {
            Some(text) => serde_json::from_str(text).map(Some).map_err(|source| self.odd(source)),
            None => Ok(None),
        }
    }

    /// The error for a value that cannot be understood.
    pub(crate) fn odd(&self, source: impl std::error::Error + Send + Sync + 'static) -> StoreError {
        StoreError::Row { table: self.table, source: Box::new(source) }
    }
}

/// A newtype over a UUID.
pub(crate) trait Id: Copy {
    /// Takes the UUID.
    fn from_uuid(uuid: Uuid) -> Self;
    /// Gives the UUID.
    fn to_uuid(self) -> Uuid;

    /// The bytes a `blob` column keeps.
    fn blob(self) -> Vec<u8> {
        self.to_uuid().as_bytes().to_vec()
    }
}

macro_rules! id {
    ($($name:ty),*) => {
        $(impl Id for $name {
            fn from_uuid(uuid: Uuid) -> Self {
                Self::new(uuid)
            }

            fn to_uuid(self) -> Uuid {
                self.uuid()
            }
        })*
    };
}
id!(EntryId, ConnectionId, UploadId);

/// Ids as a JSON array of hexadecimal texts: one bound value for `in (select unhex(value) from json_each(?))`.
pub(crate) fn id_list<T: Id>(ids: &[T]) -> String {
    json(&ids.iter().map(|id| id.to_uuid().simple().to_string()).collect::<Vec<_>>())
}

/// A value as JSON text.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("plain values with text keys always become JSON")
}

/// A limit as SQLite wants it.
pub(crate) fn limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
