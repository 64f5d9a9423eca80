//! Secrets in the desktop's keychain, by the Secret Service protocol on the session bus.
//!
//! The engine waits for these answers, so none of them waits for a person: a locked keychain is answered at
//! once, and the question to unlock it stands on the screen meanwhile. The next try finds it open.
//!
//! Each request has its own connection: secrets are asked for rarely, and a bus that came back needs nothing.
//! The asynchronous client is used directly. The `keyring` crate above it keeps a runtime with a thread per
//! core for ever, and one store for the life of the process, which a restarted bus leaves dead.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use domain::ConnectionId;
use engine::Secret;
use engine::{SecretError, Secrets};
use secret_service::{EncryptionType, Error, Item, SearchItemsResult, SecretService};
use tokio::time::timeout;
use zbus::fdo;

const SERVICE: &str = "stint";
const MEDIA_TYPE: &str = "text/plain";
/// How long a keychain may take for everything one request needs.
const ANSWER: Duration = Duration::from_secs(2);
/// How long the question to unlock may stand on the screen.
const UNLOCK: Duration = Duration::from_secs(120);

/// The keychain of this desktop.
pub fn secrets() -> Arc<dyn Secrets> {
    Arc::new(Keychain::default())
}

/// The keychain, and what the person was asked about it.
#[derive(Default)]
struct Keychain {
    /// Whether the question to unlock stands on the screen now.
    asking: Arc<AtomicBool>,
    /// Whether it was asked for an upload since a secret was last read. Uploads try for ever; one question is enough.
    asked: AtomicBool,
}

#[async_trait]
impl Secrets for Keychain {
    async fn get(&self, connection: ConnectionId) -> Result<Option<Secret>, SecretError> {
        let account = connection.to_string();
        match answered(read(&account)).await {
            Ok(Some(bytes)) => {
                self.asked.store(false, Ordering::Relaxed);
                let text = String::from_utf8(bytes).map_err(|_| SecretError::Unanswered)?;
                Ok(Some(Secret::new(&text)))
            }
            Ok(None) => Ok(None),
            Err(SecretError::Locked) if !self.asked.swap(true, Ordering::Relaxed) => {
                self.ask_to_unlock(account);
                Err(SecretError::Locked)
            }
            Err(error) => Err(error),
        }
    }

    async fn put(&self, connection: ConnectionId, secret: &Secret) -> Result<(), SecretError> {
        let account = connection.to_string();
        let put = answered(write(&account, secret)).await;
        if put == Err(SecretError::Locked) {
            self.ask_to_unlock(account);
        }
        put
    }

    async fn remove(&self, connection: ConnectionId) -> Result<(), SecretError> {
        let account = connection.to_string();
        let removed = answered(delete(&account)).await;
        if removed == Err(SecretError::Locked) {
            self.ask_to_unlock(account);
        }
        removed
    }
}

impl Keychain {
    /// Puts the keychain's own question on the screen, once, without waiting for the answer.
    fn ask_to_unlock(&self, account: String) {
        if self.asking.swap(true, Ordering::Relaxed) {
            return;
        }
        let asking = Arc::clone(&self.asking);
        tokio::spawn(async move {
            // The question goes away with the connection, so it ends here whether answered or not.
            let unlocked = timeout(UNLOCK, unlock(&account)).await;
            tracing::info!(
                unlocked = matches!(unlocked, Ok(Ok(()))),
                "the keychain was locked and the person asked"
            );
            asking.store(false, Ordering::Relaxed);
        });
    }
}

async fn open() -> Result<SecretService<'static>, Error> {
    let bus = zbus::Connection::session().await.map_err(|_| Error::Unavailable)?;
    SecretService::connect_with_existing(EncryptionType::Dh, bus).await
}

/// The names other programs find the secret by, too.
fn attributes(account: &str) -> HashMap<&str, &str> {
    HashMap::from([("service", SERVICE), ("username", account)])
}

async fn search<'a>(
    service: &'a SecretService<'static>,
    account: &str,
) -> Result<SearchItemsResult<Item<'a>>, Error> {
    service.search_items(attributes(account)).await
}

async fn read(account: &str) -> Result<Option<Vec<u8>>, Error> {
    let service = open().await?;
    let found = search(&service, account).await?;
    match found.unlocked.first() {
        Some(item) => Ok(Some(item.get_secret().await?)),
        None if found.locked.is_empty() => Ok(None),
        None => Err(Error::Locked),
    }
}

async fn write(account: &str, secret: &Secret) -> Result<(), Error> {
    let service = open().await?;
    let collection = match service.get_default_collection().await {
        // The person has none yet; making one asks for its password.
        Err(Error::NoResult) => return Err(Error::Locked),
        found => found?,
    };
    if collection.is_locked().await? {
        return Err(Error::Locked);
    }
    let label = format!("Stint {account}");
    let secret = secret.reveal().as_bytes();
    collection.create_item(&label, attributes(account), secret, true, MEDIA_TYPE).await?;
    Ok(())
}

async fn delete(account: &str) -> Result<(), Error> {
    let service = open().await?;
    let found = search(&service, account).await?;
    if !found.locked.is_empty() {
        return Err(Error::Locked);
    }
    for item in &found.unlocked {
        item.delete().await?;
    }
    Ok(())
}

/// Waits for the person: unlocks where the secret is, or the default collection, or makes that one.
async fn unlock(account: &str) -> Result<(), Error> {
    let service = open().await?;
    let found = search(&service, account).await?;
    if let Some(item) = found.locked.first() {
        return item.unlock().await;
    }
    match service.get_default_collection().await {
        Ok(collection) => collection.unlock().await,
        Err(Error::NoResult) => service.create_collection("Default", "default").await.map(drop),
        Err(error) => Err(error),
    }
}

async fn answered<T>(asked: impl Future<Output = Result<T, Error>>) -> Result<T, SecretError> {
    match timeout(ANSWER, asked).await {
        Ok(answer) => answer.map_err(|error| told(&error)),
        Err(_) => Err(SecretError::Unanswered),
    }
}

fn told(error: &Error) -> SecretError {
    let told = match error {
        Error::Locked | Error::Prompt | Error::PromptDisconnected => SecretError::Locked,
        Error::Unavailable => SecretError::Missing,
        Error::Zbus(error) if nobody_there(error) => SecretError::Missing,
        Error::ZbusFdo(fdo::Error::ServiceUnknown(_) | fdo::Error::NameHasNoOwner(_)) => SecretError::Missing,
        _ => SecretError::Unanswered,
    };
    tracing::info!(%error, %told, "the keychain did not do what was asked");
    told
}

fn nobody_there(error: &zbus::Error) -> bool {
    match error {
        zbus::Error::MethodError(name, ..) => {
            let name = name.as_str();
            name.ends_with(".ServiceUnknown") || name.ends_with(".NameHasNoOwner") || name.contains(".Spawn.")
        }
        zbus::Error::FDO(error) => {
            matches!(**error, fdo::Error::ServiceUnknown(_) | fdo::Error::NameHasNoOwner(_))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_keychain_says_becomes_one_of_three_answers() {
        assert_eq!(told(&Error::Locked), SecretError::Locked);
        assert_eq!(told(&Error::Prompt), SecretError::Locked);
        assert_eq!(told(&Error::Unavailable), SecretError::Missing);
        let unknown = fdo::Error::ServiceUnknown("no .service files".into());
        assert_eq!(told(&Error::Zbus(zbus::Error::FDO(Box::new(unknown)))), SecretError::Missing);
        assert_eq!(told(&Error::Crypto("odd")), SecretError::Unanswered);
    }

    #[tokio::test(start_paused = true)]
    async fn a_keychain_that_never_answers_does_not_hang_anything() {
        let never = std::future::pending::<Result<(), Error>>();
        assert_eq!(answered(never).await, Err(SecretError::Unanswered));
    }
}
