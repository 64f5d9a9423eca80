//! One resident per data directory: a lock that the system drops when the process dies, however it dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;

use api::Place;
use thiserror::Error;

/// The lock of a data directory; held as long as it lives.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why the lock was not taken.
#[derive(Debug, Error)]
pub enum LockError {
    /// A resident lives here already.
    #[error("a resident runs already")]
    Taken,
    /// The data directory cannot be made or written.
    #[error("{path} cannot be written")]
    Directory {
        /// The directory.
        path: String,
        /// Why.
        #[source]
        source: io::Error,
    },
}

impl Lock {
    /// Takes the lock of a place, making its directory if need be.
    pub fn take(place: &Place) -> Result<Self, LockError> {
        let directory =
            |source| LockError::Directory { path: place.data_dir().display().to_string(), source };
        make_private_dir(place.data_dir()).map_err(directory)?;
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(place.lock())
            .map_err(directory)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Taken),
            Err(TryLockError::Error(source)) => Err(directory(source)),
        }
    }
}

/// Makes a directory, and those above it, that only its owner may enter. One that exists is left as it is.
pub(crate) fn make_private_dir(path: &std::path::Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
