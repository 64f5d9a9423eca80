//! One resident per data directory: a lock that the system drops when the process dies, however it dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;

use api::Place;
use thiserror::Error;

/// The lock of a data directory; held as long as it lives.
#[derive(Debug)]
pub struct Lock {
    file: File,
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
    /// Takes the lock of a place, making its directory if need be; the one that was [handed over](Self::hand_over) to
    /// this program is taken over.
    pub fn take(place: &Place) -> Result<Self, LockError> {
        let directory =
            |source| LockError::Directory { path: place.data_dir().display().to_string(), source };
        make_private_dir(place.data_dir()).map_err(directory)?;
        #[cfg(unix)]
        if let Some(lock) = Self::take_over(place) {
            return Ok(lock);
        }
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(place.lock())
            .map_err(directory)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Taken),
            Err(TryLockError::Error(source)) => Err(directory(source)),
        }
    }

    /// Leaves the lock to the program that this process turns into or starts last, as its standard input: the only
    /// descriptor that is passed on and found again without a number. Nobody can take the lock between the two.
    #[cfg(unix)]
    pub fn hand_over(&self) -> io::Result<()> {
        rustix::stdio::dup2_stdin(&self.file)?;
        Ok(())
    }

    #[cfg(unix)]
    fn take_over(place: &Place) -> Option<Self> {
        use std::os::fd::AsFd as _;
        use std::os::unix::fs::MetadataExt as _;

        let file = File::from(io::stdin().as_fd().try_clone_to_owned().ok()?);
        let (left, named) = (file.metadata().ok()?, std::fs::metadata(place.lock()).ok()?);
        if (left.dev(), left.ino()) != (named.dev(), named.ino()) {
            return None;
        }
        file.try_lock().ok()?;
        // What this program starts shall not keep the lock beyond its end.
        let null = OpenOptions::new().read(true).write(true).open("/dev/null").ok()?;
        rustix::stdio::dup2_stdin(&null).ok()?;
        Some(Self { file })
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_is_handed_over_is_never_free() -> Result<(), Box<dyn std::error::Error>> {
        let dir = tempfile::tempdir()?;
        let place = Place::find(Some(dir.path().join("stint")), |_| None).ok_or("a place")?;
        let stranger =
            || OpenOptions::new().write(true).open(place.lock()).map(|file| file.try_lock().is_ok());

        let lock = Lock::take(&place)?;
        lock.hand_over()?;
        drop(lock);
        assert!(!stranger()?, "between the two programs");

        let next = Lock::take(&place)?;
        assert!(!stranger()?, "while the next one runs");
        drop(next);
        assert!(stranger()?, "and after it");
        Ok(())
    }
}
