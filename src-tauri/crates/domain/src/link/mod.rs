//! Links between targets: naming one target proposes others, as it was done last or as a person set it.
//!
//! Only targets that a person named teach anything. One that was named leads, the others follow it; what is learned is
//! `leader → follower`, of the leader alone and of the family its key belongs to (`PROJ-12` and `PROJ-*`).

mod learn;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{Booking, ConnectionId, TargetId, Timestamp};

pub use learn::{LinkChange, Said, learn, undo};

/// As often as this a lesson counts; so many refusals make it forgotten.
pub const TAUGHT_MAX: u8 = 3;

/// What naming a target proposes at another connection.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Link {
    /// Which targets it speaks for.
    pub from: Source,
    /// What it proposes.
    pub to: Booking,
    /// Where it comes from.
    pub origin: Origin,
    /// When it was taught or set last.
    pub at: Timestamp,
}

/// The targets a link speaks for.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Source {
    /// Their connection.
    pub connection: ConnectionId,
    /// Which of them.
    pub which: Which,
}

/// Which targets of a connection.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// One.
    Target(TargetId),
    /// All whose key begins so, whatever the case: `PROJ-` stands for `PROJ-*`.
    Prefix(String),
}

/// Where a link comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// From what a person did: so often of late, 1 to [`TAUGHT_MAX`].
    Learned(u8),
    /// A person set it; nothing is learned over it.
    ByHand,
}

/// A target that a person named, with the key it goes by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The target.
    pub booking: Booking,
    /// `PROJ-12`.
    pub key: String,
}

impl Source {
    /// Whether the link speaks for this target.
    pub fn covers(&self, named: &Named) -> bool {
        self.connection == named.booking.connection
            && match &self.which {
                Which::Target(id) => *id == named.booking.target,
                Which::Prefix(prefix) => begins(&named.key, prefix),
            }
    }

    /// How near it is to a target it covers: one target is nearer than a family, a long beginning than a short one.
    fn nearness(&self) -> usize {
        match &self.which {
            Which::Target(_) => usize::MAX,
            Which::Prefix(prefix) => prefix.chars().count(),
        }
    }
}

impl Link {
    /// Whether two links answer the same question, so that only one of them can stand.
    pub fn same_place(&self, other: &Self) -> bool {
        self.from == other.from && self.to.connection == other.to.connection
    }
}

/// What the links propose beside the named targets: at most one target per connection where none is named, the nearest
/// link first, then the latest. Nothing comes in place of one that was declined.
pub fn proposals(links: &[Link], named: &[Named], declined: &[Booking]) -> Vec<Booking> {
    let free = |link: &&Link| named.iter().all(|one| one.booking.connection != link.to.connection);
    let fits = |link: &&Link| named.iter().any(|one| link.from.covers(one));
    let mut best: Vec<&Link> = Vec::new();
    for link in links.iter().filter(free).filter(fits) {
        let rank = |link: &Link| (link.from.nearness(), link.at);
        match best.iter_mut().find(|other| other.to.connection == link.to.connection) {
            Some(other) if rank(link) > rank(other) => *other = link,
            Some(_) => {}
            None => best.push(link),
        }
    }
    let mut proposed: Vec<Booking> = best.into_iter().map(|link| link.to.clone()).collect();
    proposed.retain(|booking| !declined.contains(booking));
    proposed
}

/// Whether a learned link of one target says only what the nearest family says anyway. `key` is that target's.
pub fn is_said_by_family(link: &Link, key: &str, links: &[Link]) -> bool {
    let Which::Target(target) = &link.from.which else { return false };
    if link.origin == Origin::ByHand {
        return false;
    }
    let booking = Booking { connection: link.from.connection, target: target.clone() };
    let named = Named { booking, key: key.to_owned() };
    links
        .iter()
        .filter(|other| matches!(other.from.which, Which::Prefix(_)) && other.from.covers(&named))
        .filter(|other| other.to.connection == link.to.connection)
        .max_by_key(|other| (other.from.nearness(), other.at))
        .is_some_and(|nearest| nearest.to == link.to)
}

/// The family a key belongs to, as the beginning that all of it share: `PROJ-` of `PROJ-12`, `Website/` of
/// `Website/Design`; `None` = it stands alone.
pub fn family(key: &str) -> Option<&str> {
    if is_item(key) {
        return key.rfind('-').map(|dash| &key[..=dash]);
    }
    let slash = key.rfind('/').filter(|slash| *slash > 0 && slash + 1 < key.len())?;
    Some(&key[..=slash])
}

/// Whether a key names one numbered item of many (`PROJ-12`).
fn is_item(key: &str) -> bool {
    key.rsplit_once('-').is_some_and(|(name, number)| {
        !name.is_empty() && !number.is_empty() && number.chars().all(|digit| digit.is_ascii_digit())
    })
}

fn begins(key: &str, prefix: &str) -> bool {
    key.to_lowercase().starts_with(&prefix.to_lowercase())
}
