//! The read handle: one connection beside the writer's, opened at the first question.
//!
//! Not a pool: there is one of it, and a pool asks its connections after every answer whether they still live, which
//! wakes two threads more than the answer itself.

use std::path::PathBuf;
use std::sync::Arc;

use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard};

use crate::open;

/// One read-only connection, usable while the writer writes. Clones share it; one question is answered at a time.
#[derive(Clone)]
pub struct Reader {
    file: Arc<PathBuf>,
    handle: Arc<Mutex<Handle>>,
}

enum Handle {
    /// Nobody asked anything yet.
    Unopened,
    Open(SqliteConnection),
    /// The store ended; what is asked now is an error.
    Closed,
}

impl Reader {
    /// A handle on this file.
    pub(crate) fn on(file: PathBuf) -> Self {
        Self { file: Arc::new(file), handle: Arc::new(Mutex::new(Handle::Unopened)) }
    }

    /// The connection, once nobody else asks; others wait until it is dropped.
    pub(crate) async fn ask(&self) -> Result<MappedMutexGuard<'_, SqliteConnection>, sqlx::Error> {
        let mut handle = self.handle.lock().await;
        if matches!(*handle, Handle::Unopened) {
            *handle = Handle::Open(open::read_only(&self.file).connect().await?);
        }
        let open = MutexGuard::try_map(handle, |handle| match handle {
            Handle::Open(connection) => Some(connection),
            Handle::Unopened | Handle::Closed => None,
        });
        open.map_err(|_closed| sqlx::Error::PoolClosed)
    }

    /// Closes it for all who share it.
    pub(crate) async fn close(&self) -> Result<(), sqlx::Error> {
        match std::mem::replace(&mut *self.handle.lock().await, Handle::Closed) {
            Handle::Open(connection) => connection.close().await,
            Handle::Unopened | Handle::Closed => Ok(()),
        }
    }
}
