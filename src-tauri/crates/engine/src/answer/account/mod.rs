//! Accounts: testing one, keeping one, signing in again, fetching its catalogue. All run beside the owner.

mod facts;
mod form;

use std::sync::Arc;

use api::{AddTracker, ApiError, words};
use domain::Connection;
use trackers::{Credential, Secret, TrackerError};

pub(crate) use self::facts::{Facts, TARGETS_MAX};
use self::facts::{bad_check, facts, good_check};
use crate::handle::{Input, Reply};
use crate::outbox::{Key, Line, Paced, token_variable, tracker_words};
use crate::owner::Owner;
use crate::storage::storage_error;

/// What a tested account said, with what is to be done now.
#[derive(Debug)]
pub(crate) struct Checked {
    connection: Connection,
    secret: Option<Secret>,
    purpose: Purpose,
    result: Result<Facts, TrackerError>,
    reply: Option<Reply>,
}

/// Why an account was tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Only to say whether it works.
    Check,
    /// To keep it.
    Add,
    /// To test one that is kept.
    Test,
    /// To replace its secret.
    SignIn,
    /// To replace its secret by a sign-in in the browser.
    SignInAgain,
    /// To fetch its catalogue again.
    Refresh,
}

impl Checked {
    /// A kept account whose catalogue was fetched anew by itself.
    pub(crate) fn refreshed(connection: Connection, facts: Facts) -> Self {
        Self { connection, secret: None, purpose: Purpose::Refresh, result: Ok(facts), reply: None }
    }
}

impl Owner {
    /// Tests an account without keeping anything.
    pub(crate) async fn tracker_check(&mut self, account: AddTracker, reply: Reply) {
        match self.read_account(&account).await {
            Ok((connection, secret)) => self.examine_new(connection, secret, Purpose::Check, reply),
            Err(error) => reply.send(Err::<(), _>(error)),
        }
    }

    /// Tests an account and keeps it.
    pub(crate) async fn tracker_add(&mut self, account: AddTracker, reply: Reply) {
        match self.read_account(&account).await {
            Ok((connection, secret)) => self.examine_new(connection, secret, Purpose::Add, reply),
            Err(error) => reply.send(Err::<(), _>(error)),
        }
    }

    /// Tests a kept account.
    pub(crate) async fn tracker_test(&mut self, name: &str, reply: Reply) {
        self.examine_kept(name, Purpose::Test, reply).await;
    }

    /// Fetches targets and rules of a kept account again.
    pub(crate) async fn tracker_refresh(&mut self, name: &str, reply: Reply) {
        self.examine_kept(name, Purpose::Refresh, reply).await;
    }

    /// Tests a new secret of a kept account, and keeps it if it works.
    pub(crate) async fn tracker_sign_in(&mut self, name: &str, token: &str, reply: Reply) {
        let secret = Secret::new(token);
        match self.connection_named(name).await {
            Ok(connection) if secret.is_empty() => {
                let variable = token_variable(&connection.name);
                reply.send(Err::<(), _>(words::trackers::token_missing(
                    words::checks::THE_TOKEN.said(),
                    &variable,
                )));
            }
            Ok(connection) => self.examine_new(connection, secret, Purpose::SignIn, reply),
            Err(error) => reply.send(Err::<(), _>(error)),
        }
    }

    async fn examine_kept(&mut self, name: &str, purpose: Purpose, reply: Reply) {
        let connection = match self.connection_named(name).await {
            Ok(connection) => connection,
            Err(error) => return reply.send(Err::<(), _>(error)),
        };
        match self.key_of(&connection).await {
            Ok(key) => self.examine(connection, key, None, purpose, reply),
            Err(_) => {
                let variable = token_variable(&connection.name);
                let what = words::checks::KEYCHAIN_EMPTY.said();
                reply.send(Err::<(), _>(words::trackers::keychain(what, &variable)));
            }
        }
    }

    /// Tests an account with a secret that is not kept yet. A sign-in that just began needs no renewal.
    pub(crate) fn examine_new(&self, connection: Connection, secret: Secret, purpose: Purpose, reply: Reply) {
        let token = match Credential::read(&secret) {
            Some(Credential::Pair(pair)) => pair.access,
            Some(Credential::Token(token)) => token,
            None => secret.clone(),
        };
        self.examine(connection, Key::Token(token), Some(secret), purpose, reply);
    }

    /// Asks the tracker in a task of its own; the result comes back as an input.
    fn examine(
        &self,
        connection: Connection,
        key: Key,
        secret: Option<Secret>,
        purpose: Purpose,
        reply: Reply,
    ) {
        let Some(me) = self.me.upgrade() else { return };
        let line = match self.line_with(&connection, key) {
            Ok(line) => line,
            Err(_) => return reply.send(Err::<(), _>(words::trackers::bad_url(&connection.base_url))),
        };
        let pace_millis = line.tracker.about().pace_millis;
        let http = Arc::new(Paced::new(line.http.clone(), line.clock.clone(), pace_millis));
        let line = Line { http, ..line };
        tokio::spawn(async move {
            let result = facts(line).await;
            let checked = Checked { connection, secret, purpose, result, reply: Some(reply) };
            // The engine may be ending; then the reply is dropped and says so.
            let _ending = me.send(Input::Checked(Box::new(checked))).await;
        });
    }

    /// Does what an account was tested for.
    pub(crate) async fn take_checked(&mut self, checked: Checked) {
        let Checked { mut connection, secret, purpose, result, reply } = checked;
        let facts = match result {
            Ok(facts) => facts,
            Err(error) => {
                let Some(reply) = reply else { return };
                let words = tracker_words(&connection.name, &error);
                return match purpose {
                    Purpose::Check | Purpose::Test => reply.send(Ok(bad_check(&words))),
                    Purpose::Add | Purpose::SignIn | Purpose::SignInAgain | Purpose::Refresh => {
                        reply.send(Err::<(), _>(words));
                    }
                };
            }
        };
        let check = good_check(&facts);
        if purpose == Purpose::Check {
            if let Some(reply) = reply {
                reply.send(Ok(check));
            }
            return;
        }
        let now = self.now();
        self.outbox.heard(connection.id, now);
        connection.identity = Some(facts.identity.clone());
        let kept = self.keep(&connection, secret, purpose, &facts).await;
        let Some(reply) = reply else { return };
        match (kept, purpose) {
            (Err(error), _) => reply.send(Err::<(), _>(error)),
            (Ok(()), Purpose::Add | Purpose::SignInAgain | Purpose::Refresh) => {
                let view = self.tracker_view(&connection).await;
                reply.send(view);
            }
            (Ok(()), Purpose::Check | Purpose::Test | Purpose::SignIn) => reply.send(Ok(check)),
        }
    }

    async fn keep(
        &mut self,
        connection: &Connection,
        secret: Option<Secret>,
        purpose: Purpose,
        facts: &Facts,
    ) -> Result<(), ApiError> {
        let from_environment = self.secret_from_environment(&connection.name).is_some();
        if let Some(secret) = secret {
            let key = self.key_from(connection, &secret).unwrap_or_else(|_| Key::Token(secret.clone()));
            if !from_environment {
                self.ports.secrets.put(connection.id, &secret).await.map_err(|error| {
                    let what = match error {
                        crate::SecretError::Locked => words::checks::KEYCHAIN_LOCKED,
                        crate::SecretError::Missing => words::checks::KEYCHAIN_MISSING,
                        crate::SecretError::Unanswered => words::checks::KEYCHAIN_SILENT,
                    };
                    words::trackers::keychain(what.said(), &token_variable(&connection.name))
                })?;
            }
            self.sign_ins.forget(connection.id);
            self.known_secrets.insert(connection.id, key);
        }
        let now = self.now();
        let fail = |error: store::StoreError| storage_error(&error);
        let rules = serde_json::to_string(&facts.rules).unwrap_or_else(|_| "{}".into());
        self.store.put_connection(connection).await.map_err(fail)?;
        self.store.put_rules(connection.id, &rules, now).await.map_err(fail)?;
        self.store.put_targets(connection.id, &facts.targets, now).await.map_err(fail)?;
        self.lift(connection.id, false).await.map_err(fail)?;
        self.outbox.take_care_in_a_day(now);
        if matches!(purpose, Purpose::Test | Purpose::SignIn | Purpose::SignInAgain) {
            self.read_back_now(Some(connection.id)).await.map_err(fail)?;
        }
        self.tell(&[api::Topic::Trackers, api::Topic::Uploads], None).await;
        Ok(())
    }
}
