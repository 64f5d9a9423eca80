//! A keychain in memory. It outlives a crash of the engine, as the system's does.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use async_trait::async_trait;
use domain::ConnectionId;
use engine::{Secret, SecretError, Secrets};

/// A keychain in memory.
#[derive(Default)]
pub(crate) struct MemorySecrets(Mutex<HashMap<ConnectionId, String>>);

impl MemorySecrets {
    fn kept(&self) -> MutexGuard<'_, HashMap<ConnectionId, String>> {
        self.0.lock().expect("nobody panics while holding it")
    }
}

#[async_trait]
impl Secrets for MemorySecrets {
    async fn get(&self, connection: ConnectionId) -> Result<Option<Secret>, SecretError> {
        Ok(self.kept().get(&connection).map(|text| Secret::new(text)))
    }

    async fn put(&self, connection: ConnectionId, secret: &Secret) -> Result<(), SecretError> {
        self.kept().insert(connection, secret.reveal().to_owned());
        Ok(())
    }

    async fn remove(&self, connection: ConnectionId) -> Result<(), SecretError> {
        self.kept().remove(&connection);
        Ok(())
    }
}
