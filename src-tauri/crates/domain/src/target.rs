//! Where time can be booked: connections, their targets, and the wish to book an entry on one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{ConnectionId, Policy, TargetId};

/// The wish that an entry exists at one connection on one target.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Booking {
    /// The account it goes to.
    pub connection: ConnectionId,
    /// What it is booked on there.
    pub target: TargetId,
}

/// One account at one tracker. Its secret is in the keychain under `id`, never here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Connection {
    /// Its name inside Stint; also the keychain account.
    pub id: ConnectionId,
    /// The tracker kind, as the registry of trackers spells it (`clockify`).
    pub kind: String,
    /// The person's name for it, unique; the left half of `clockify:Website`.
    pub name: String,
    /// The root of the service, without the API path.
    pub base_url: String,
    /// The workspace, organisation or slug, where the tracker has one.
    pub workspace: Option<String>,
    /// Further answers to the fields of the tracker's form.
    pub settings: BTreeMap<String, String>,
    /// Who the secret speaks for, as the tracker said when the connection was last tested.
    pub identity: Option<Identity>,
    /// How entries are shaped for it.
    pub policy: Policy,
}

/// Who a secret speaks for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Identity {
    /// The tracker's main id of the person.
    pub id: String,
    /// Every other id the tracker may show as the author of a record.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The name to show.
    pub display: String,
    /// The account's zone (IANA), where the tracker has one.
    #[serde(default)]
    pub zone: Option<String>,
    /// The workspace in use: id as the tracker spells it.
    #[serde(default)]
    pub workspace: Option<String>,
}

/// Something that can be booked on, as last seen at the tracker.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Target {
    /// The tracker's own id.
    pub id: TargetId,
    /// What a person types and reads: `PROJ-12`, `Website/Design`.
    pub key: String,
    /// The title; may equal the key.
    pub title: String,
    /// What stands above it (client, queue, project), for the second line.
    #[serde(default)]
    pub parent: Option<String>,
    /// Whether time on it is billable by default, where the tracker says so.
    #[serde(default)]
    pub billable: Option<bool>,
    /// Whether it is assigned to the person.
    #[serde(default)]
    pub mine: bool,
}
