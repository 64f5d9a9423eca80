//! Signing in in the browser, as the owner sees it: which sign-ins are under way, who waits for them, what they bring.

mod callback;
mod flow;

use std::collections::HashMap;
use std::sync::Arc;

use api::{AddTracker, ApiError, words};
use domain::{Connection, ConnectionId};
use tokio::task::AbortHandle;
use trackers::Secret;
use url::Url;

use crate::answer::account::Purpose;
use crate::handle::Reply;
use crate::outbox::token_variable;
use crate::owner::Owner;
use crate::session::Unsaved;
use flow::Flow;

/// How many sign-ins may wait for the browser at once.
const AT_ONCE: usize = 8;

/// Sign-ins under way by their names, and those that are in memory alone.
#[derive(Default)]
pub(crate) struct SignIns {
    under_way: HashMap<String, UnderWay>,
    pub(crate) unsaved: Unsaved,
    /// Held by whoever renews a sign-in now.
    pub(crate) renewing: Arc<()>,
}

/// One that waits for the browser, or for a client to ask what came of it.
struct UnderWay {
    connection: Connection,
    purpose: Purpose,
    task: AbortHandle,
    /// What came of it, where nobody has asked yet.
    result: Option<Result<Secret, ApiError>>,
    waiter: Option<Reply>,
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.task.abort();
        if let Some(waiter) = self.waiter.take() {
            waiter.send(Err::<(), _>(words::sign_in::cancelled()));
        }
    }
}

/// What came of a sign-in: the item for the keychain, or why there is none.
#[derive(Debug)]
pub(crate) struct SignedIn {
    id: String,
    result: Result<Secret, ApiError>,
}

impl SignIns {
    /// Whether the keychain did not take the sign-in of a connection.
    pub(crate) fn is_unsaved(&self, connection: ConnectionId) -> bool {
        self.unsaved.has(connection)
    }

    /// The secret of a connection is another one now, or none.
    pub(crate) fn forget(&mut self, connection: ConnectionId) {
        self.unsaved.forget(connection);
    }
}

impl Owner {
    /// Begins to sign in to a new account.
    pub(crate) async fn browser_sign_in(&mut self, account: &AddTracker, reply: Reply) {
        match self.read_form(account).await {
            Ok(connection) => self.begin_sign_in(connection, Purpose::Add, reply),
            Err(error) => reply.send(Err::<(), _>(error)),
        }
    }

    /// Begins to sign in to a kept account again.
    pub(crate) async fn browser_sign_in_again(&mut self, name: &str, reply: Reply) {
        match self.connection_named(name).await {
            Ok(connection) => self.begin_sign_in(connection, Purpose::SignInAgain, reply),
            Err(error) => reply.send(Err::<(), _>(error)),
        }
    }

    /// Registers and opens the browser in a task of its own, which answers `reply` itself and then waits.
    fn begin_sign_in(&mut self, connection: Connection, purpose: Purpose, reply: Reply) {
        match self.flow_for(&connection) {
            Ok(flow) => {
                let id = flow.id.clone();
                // A person who begins anew has given the last one up.
                self.sign_ins.under_way.retain(|_, other| other.connection.name != connection.name);
                let task = tokio::spawn(flow.run(reply)).abort_handle();
                let under_way = UnderWay { connection, purpose, task, result: None, waiter: None };
                self.sign_ins.under_way.insert(id, under_way);
            }
            Err(error) => reply.send(Err::<(), _>(error)),
        }
    }

    fn flow_for(&mut self, connection: &Connection) -> Result<Flow, ApiError> {
        let about = trackers::by_kind(&connection.kind).map(|tracker| tracker.about());
        let oauth = about.and_then(|about| about.browser);
        let oauth = oauth.ok_or_else(|| words::sign_in::no_browser(&connection.name))?;
        if self.secret_from_environment(&connection.name).is_some() {
            return Err(words::sign_in::variable_set(&token_variable(&connection.name)));
        }
        // What came of a sign-in that nobody asked for is not kept for long.
        if self.sign_ins.under_way.len() >= AT_ONCE {
            self.sign_ins.under_way.retain(|_, other| other.result.is_none());
        }
        if self.sign_ins.under_way.len() >= AT_ONCE {
            return Err(words::sign_in::too_many());
        }
        let bad_url = |_| words::trackers::bad_url(&connection.base_url);
        let root = Url::parse(&connection.base_url).map_err(bad_url)?;
        let clock = &self.ports.clock;
        let id = clock.uuid().to_string();
        // Each brings some thirty bits that nobody can guess.
        let randomness: Vec<u8> = (0..16).flat_map(|_| clock.uuid().into_bytes()).collect();
        let (name, ports, owner) = (connection.name.clone(), self.ports.clone(), self.me.clone());
        Ok(Flow { id, name, oauth, root, randomness, ports, owner })
    }

    /// Waits for a sign-in to end; then the account is tested and kept.
    pub(crate) fn browser_sign_in_finish(&mut self, id: &str, reply: Reply) {
        match self.sign_ins.under_way.get_mut(id) {
            Some(under_way) if under_way.result.is_none() => {
                if let Some(earlier) = under_way.waiter.replace(reply) {
                    earlier.send(Err::<(), _>(words::sign_in::cancelled()));
                }
            }
            Some(_) => self.conclude(id, reply),
            None => reply.send(Err::<(), _>(words::sign_in::unknown())),
        }
    }

    /// Gives a sign-in up.
    pub(crate) fn browser_sign_in_cancel(&mut self, id: &str) -> Result<(), ApiError> {
        self.sign_ins.under_way.remove(id).map(drop).ok_or_else(words::sign_in::unknown)
    }

    /// Takes what came of a sign-in; one that was given up meanwhile brings nothing.
    pub(crate) fn take_signed_in(&mut self, ended: SignedIn) {
        let Some(under_way) = self.sign_ins.under_way.get_mut(&ended.id) else { return };
        under_way.result = Some(ended.result);
        if let Some(waiter) = under_way.waiter.take() {
            self.conclude(&ended.id, waiter);
        }
    }

    fn conclude(&mut self, id: &str, reply: Reply) {
        let Some(mut under_way) = self.sign_ins.under_way.remove(id) else { return };
        let connection = under_way.connection.clone();
        match under_way.result.take() {
            Some(Ok(secret)) => self.examine_new(connection, secret, under_way.purpose, reply),
            Some(Err(error)) => reply.send(Err::<(), _>(error)),
            None => reply.send(Err::<(), _>(words::sign_in::unknown())),
        }
    }
}
