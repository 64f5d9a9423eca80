//! Learning: what naming and removing targets teaches, as changes that undo can take back.

use serde::{Deserialize, Serialize};

use crate::{Booking, Timestamp};

use super::{Link, Named, Origin, Source, TAUGHT_MAX, Which, family, is_item};

/// One link before and after. `None` = there was none.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LinkChange {
    /// As it was.
    pub before: Option<Link>,
    /// As it is to be.
    pub after: Option<Link>,
}

/// What a person said about where an entry is booked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Said {
    /// Where it was booked before.
    pub before: Vec<Booking>,
    /// Every target they named, in their order.
    pub named: Vec<Named>,
    /// What was proposed and they did not want.
    pub declined: Vec<Booking>,
}

/// What is to be learned. `known` holds at least every link that covers a named target.
///
/// A refusal takes one lesson back; then each follower that is newly together with the leader is taught, in place of
/// another one at its connection. A family learns no numbered item: `PROJ-12` went with `TEST-324`, `PROJ-13` need not.
pub fn learn(known: &[Link], said: &Said, at: Timestamp) -> Vec<LinkChange> {
    let mut links = known.to_vec();
    let is_named = |booking: &Booking| said.named.iter().any(|named| named.booking == *booking);
    for refused in said.declined.iter().chain(&said.before).filter(|booking| !is_named(booking)) {
        let covers = |link: &Link| said.named.iter().any(|named| link.from.covers(named));
        for link in links.iter_mut().filter(|link| link.to == *refused && covers(link)) {
            if let Origin::Learned(times) = &mut link.origin {
                *times = times.saturating_sub(1);
            }
        }
    }
    links.retain(|link| link.origin != Origin::Learned(0));

    let is_new = |named: &Named| !said.before.contains(&named.booking);
    if let Some(leader) = leader(&said.named) {
        let followers = said.named.iter().filter(|named| {
            named.booking.connection != leader.booking.connection && (is_new(named) || is_new(leader))
        });
        for follower in followers {
            let family = family(&leader.key).filter(|_| !is_item(&follower.key));
            let alone = Which::Target(leader.booking.target.clone());
            for which in family.map(|prefix| Which::Prefix(prefix.to_owned())).into_iter().chain([alone]) {
                let from = Source { connection: leader.booking.connection, which };
                let to = follower.booking.clone();
                teach(&mut links, Link { from, to, origin: Origin::Learned(1), at });
            }
        }
    }
    changes(known, &links)
}

/// The same the other way round, for an undo.
pub fn undo(lesson: &[LinkChange]) -> Vec<LinkChange> {
    let back =
        |change: &LinkChange| LinkChange { before: change.after.clone(), after: change.before.clone() };
    lesson.iter().map(back).collect()
}

/// The target the others follow: the first numbered item, because it belongs to one project and a project has many;
/// else the first.
fn leader(named: &[Named]) -> Option<&Named> {
    named.iter().find(|one| is_item(&one.key)).or(named.first())
}

fn teach(links: &mut Vec<Link>, lesson: Link) {
    match links.iter_mut().find(|link| link.same_place(&lesson)) {
        None => links.push(lesson),
        Some(Link { origin: Origin::ByHand, .. }) => {}
        Some(link) => {
            let origin = match link.origin {
                Origin::Learned(times) if link.to == lesson.to => {
                    Origin::Learned((times + 1).min(TAUGHT_MAX))
                }
                _ => lesson.origin,
            };
            *link = Link { origin, ..lesson };
        }
    }
}

fn changes(before: &[Link], after: &[Link]) -> Vec<LinkChange> {
    let at = |links: &[Link], place: &Link| links.iter().find(|link| link.same_place(place)).cloned();
    let gone_or_changed = before.iter().map(|link| (Some(link.clone()), at(after, link)));
    let come = after.iter().filter(|link| at(before, link).is_none()).map(|link| (None, Some(link.clone())));
    gone_or_changed
        .chain(come)
        .filter(|(before, after)| before != after)
        .map(|(before, after)| LinkChange { before, after })
        .collect()
}
