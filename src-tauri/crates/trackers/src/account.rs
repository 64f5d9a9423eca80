//! What a tracker call is made with: the account, its secret, the way out, and now.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use domain::target::Identity;
use domain::{Connection, Timestamp};
use url::Url;

use crate::{Http, Secret};

/// One account, as the calls need it.
#[derive(Clone, Debug)]
pub struct Account {
    /// The root of the service, without the API path.
    pub base_url: Url,
    /// The workspace, organisation or slug as the person gave it; id or name.
    pub workspace: Option<String>,
    /// Further answers to the form's fields.
    pub settings: BTreeMap<String, String>,
    /// Who the secret speaks for, once known (from `whoami`).
    pub identity: Option<Identity>,
    /// Tags that are known there from the last catalogue: name → id. Whoever has them need not ask for them; what
    /// they say may be a day old.
    pub tags: BTreeMap<String, String>,
}

impl Account {
    /// The account of a stored connection.
    pub fn of(connection: &Connection) -> Result<Self, url::ParseError> {
        Ok(Self {
            base_url: Url::parse(&connection.base_url)?,
            workspace: connection.workspace.clone(),
            settings: connection.settings.clone(),
            identity: connection.identity.clone(),
            tags: BTreeMap::new(),
        })
    }
}

/// The context of one call.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The way out.
    pub http: &'a dyn Http,
    /// The account.
    pub account: &'a Account,
    /// Its secret.
    pub secret: &'a Secret,
    /// Now, for windows of look-ups.
    pub now: Timestamp,
    /// The zone people read times in, for trackers that keep a zone or local days.
    pub zone: Tz,
}
