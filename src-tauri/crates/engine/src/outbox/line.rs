//! A line to a tracker: account, secret and way out, ready for one call.

use std::collections::BTreeMap;
use std::sync::Arc;

use api::SecretSource;
use domain::{Connection, ConnectionId};
use store::StoreError;
use trackers::{Account, Credential, Cx, Http, Secret, Tracker, WorkspaceRules};
use url::Url;

use crate::owner::Owner;
use crate::session::{Keep, Session, Speaker};
use crate::storage::storage_error;
use crate::{Clock, SecretError};

/// Everything one call to a tracker needs, owned, so that a task can take it along.
#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) tracker: Arc<dyn Tracker>,
    pub(crate) account: Account,
    /// Empty where the tracker is spoken to under a sign-in, which knows its token.
    pub(crate) secret: Secret,
    pub(crate) http: Arc<dyn Http>,
    pub(crate) clock: Arc<dyn Clock>,
}

/// What a connection is spoken to with.
#[derive(Clone)]
pub(crate) enum Key {
    /// A token that a person gave.
    Token(Secret),
    /// A sign-in in the browser.
    Session(Session),
}

/// Why there is no line.
#[derive(Debug)]
pub(crate) enum LineError {
    /// The connection was removed.
    Removed,
    /// The secret is missing or cannot be read.
    Secret(SecretError),
    /// No secret is kept and none is in the environment.
    NoSecret,
    /// The database did not answer, or holds an address that is none.
    Storage,
}

impl Line {
    /// The context of a call now.
    pub(crate) fn cx(&self) -> Cx<'_> {
        Cx {
            http: self.http.as_ref(),
            account: &self.account,
            secret: &self.secret,
            now: self.clock.now(),
            zone: self.clock.zone(),
        }
    }
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Line({})", self.tracker.about().kind)
    }
}

impl Owner {
    /// The line to a connection.
    pub(crate) async fn line_to(&mut self, id: ConnectionId) -> Result<Line, LineError> {
        let connection = self.store.connection(id).await.map_err(|error| {
            storage_error(&error);
            LineError::Storage
        })?;
        let connection = connection.ok_or(LineError::Removed)?;
        let key = self.key_of(&connection).await?;
        self.line_with(&connection, key)
    }

    /// The line of an account with this key.
    pub(crate) fn line_with(&self, connection: &Connection, key: Key) -> Result<Line, LineError> {
        let tracker = trackers::by_kind(&connection.kind).ok_or(LineError::Removed)?;
        let account = Account::of(connection).map_err(|_| LineError::Storage)?;
        let (http, clock) = (self.ports.http.clone(), self.ports.clock.clone());
        let (secret, session) = match key {
            Key::Token(secret) => (secret, None),
            Key::Session(session) => (Secret::new(""), Some(session)),
        };
        let tracker = Arc::new(Speaker::new(tracker, session));
        Ok(Line { tracker, account, secret, http, clock })
    }

    /// The tags of a connection as its last catalogue knows them: who books with them need not ask for them.
    pub(super) async fn tags_of(&self, id: ConnectionId) -> Result<BTreeMap<String, String>, StoreError> {
        let rules = self.reader.rules(id).await?;
        let rules: Option<WorkspaceRules> = rules.and_then(|(json, _)| serde_json::from_str(&json).ok());
        Ok(rules.map(|rules| rules.tags).unwrap_or_default())
    }

    /// The key: from the environment when set there, else from the keychain, asked once per run.
    pub(crate) async fn key_of(&mut self, connection: &Connection) -> Result<Key, LineError> {
        if let Some(secret) = self.secret_from_environment(&connection.name) {
            return Ok(Key::Token(secret));
        }
        if let Some(key) = self.known_secrets.get(&connection.id) {
            return Ok(key.clone());
        }
        let secret = self.ports.secrets.get(connection.id).await.map_err(LineError::Secret)?;
        let key = self.key_from(connection, &secret.ok_or(LineError::NoSecret)?)?;
        self.known_secrets.insert(connection.id, key.clone());
        Ok(key)
    }

    /// The key that an item of the keychain is. One that holds a sign-in begins to keep it.
    pub(crate) fn key_from(&self, connection: &Connection, item: &Secret) -> Result<Key, LineError> {
        match Credential::read(item) {
            Some(Credential::Token(secret)) => Ok(Key::Token(secret)),
            Some(Credential::Pair(pair)) => {
                let about = trackers::by_kind(&connection.kind).map(|tracker| tracker.about());
                let oauth = about.and_then(|about| about.browser).ok_or(LineError::NoSecret)?;
                let root = Url::parse(&connection.base_url).map_err(|_| LineError::Storage)?;
                let keep = Keep { owner: self.me.clone(), renewing: Arc::clone(&self.sign_ins.renewing) };
                let ports = self.ports.clone();
                Ok(Key::Session(Session::keep(connection.id, oauth, root, pair, ports, keep)))
            }
            None => Err(LineError::NoSecret),
        }
    }

    /// Where the secret of a connection comes from, without waking a keychain that was not asked yet.
    pub(crate) async fn secret_source(&self, connection: &Connection) -> SecretSource {
        if self.secret_from_environment(&connection.name).is_some() {
            return SecretSource::Environment;
        }
        if self.known_secrets.contains_key(&connection.id) {
            return SecretSource::Keychain;
        }
        match self.ports.secrets.get(connection.id).await {
            Ok(Some(_)) => SecretSource::Keychain,
            Ok(None) | Err(_) => SecretSource::Missing,
        }
    }

    /// The secret of `STINT_TOKEN_<NAME>`; used when set and never stored.
    pub(crate) fn secret_from_environment(&self, name: &str) -> Option<Secret> {
        let secret = Secret::new(&(self.ports.environment)(&token_variable(name))?);
        (!secret.is_empty()).then_some(secret)
    }
}

/// The environment variable that may bring the secret of a connection: `STINT_TOKEN_MY_WORK` for `my-work`.
pub(crate) fn token_variable(name: &str) -> String {
    let upper: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
    format!("STINT_TOKEN_{upper}")
}
