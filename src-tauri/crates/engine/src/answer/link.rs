//! Links as people list, set and forget them.

use api::{ApiError, Link, Proposal, Topic, words};
use domain::link::{self, Origin, Source, Which, is_said_by_family};
use domain::{Booking, ConnectionId};

use crate::owner::Owner;
use crate::storage::storage_error;
use crate::target::split;
use crate::views::Names;

impl Owner {
    /// What links propose beside these targets.
    pub(crate) async fn proposals(&self, on: &[String]) -> Result<Vec<Proposal>, ApiError> {
        let named = self.bookings(on, &[]).await?;
        let proposed = self.proposed(&named).await?;
        self.proposal_views(&proposed).await
    }

    /// All links that say something of their own.
    pub(crate) async fn links(&self) -> Result<Vec<Link>, ApiError> {
        let links = self.reader.links().await.map_err(|error| storage_error(&error))?;
        let names = self.link_names(&links).await?;
        let shown = links.iter().filter(|link| !is_said_by_family(link, &key_of(link, &names), &links));
        Ok(shown.map(|link| view(link, &names)).collect())
    }

    /// Sets a link by hand.
    pub(crate) async fn link_add(&mut self, from: &str, to: &str) -> Result<Link, ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        let (name, key) = split(from).map_err(|error| error.field("from"))?;
        let connection = self.connection_named(name).await.map_err(|error| error.field("from"))?.id;
        let which = match key.strip_suffix('*') {
            Some(prefix) if !prefix.contains('*') => {
                Which::Prefix(self.as_spelled(connection, prefix).await?)
            }
            None if !key.contains('*') => Which::Target(self.one_target(from, "from").await?.target),
            _ => return Err(words::links::bad_pattern(from)),
        };
        let to = self.one_target(to, "to").await?;
        if to.connection == connection {
            return Err(words::links::same_connection());
        }
        let from = Source { connection, which };
        let link = link::Link { from, to, origin: Origin::ByHand, at: self.now() };
        self.store.put_link(&link).await.map_err(fail)?;
        self.tell(&[Topic::Trackers], None).await;
        let names = self.link_names(std::slice::from_ref(&link)).await?;
        Ok(view(&link, &names))
    }

    /// Forgets links, and what was learned of single targets that says the same as a forgotten family.
    pub(crate) async fn link_forget(&mut self, from: &str, to: Option<&str>) -> Result<Vec<Link>, ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        let links = self.reader.links().await.map_err(fail)?;
        let names = self.link_names(&links).await?;
        let is = |text: &str, shown: &str| shown.eq_ignore_ascii_case(text.trim());
        let (forgotten, left): (Vec<_>, Vec<_>) = links.iter().cloned().partition(|link| {
            let shown = view(link, &names);
            is(from, &shown.from) && to.is_none_or(|to| is(to, &shown.to))
        });
        if forgotten.is_empty() {
            return Err(words::links::unknown(from.trim()));
        }
        let implied = left.iter().filter(|link| is_said_by_family(link, &key_of(link, &names), &forgotten));
        let all: Vec<link::Link> = forgotten.iter().chain(implied).cloned().collect();
        self.store.forget_links(&all).await.map_err(fail)?;
        self.tell(&[Topic::Trackers], None).await;
        Ok(forgotten.iter().map(|link| view(link, &names)).collect())
    }

    /// The one target a person typed.
    async fn one_target(&self, text: &str, field: &str) -> Result<Booking, ApiError> {
        let found = self.bookings(&[text.to_owned()], &[]).await.map_err(|error| error.field(field))?;
        found.into_iter().next().ok_or_else(|| words::trackers::unknown_target(text).field(field))
    }

    /// The beginning of keys as the keys themselves spell it, so that `proj-*` and `PROJ-*` are one link.
    async fn as_spelled(&self, connection: ConnectionId, prefix: &str) -> Result<String, ApiError> {
        let found = self.reader.targets(Some(connection), prefix, 50).await;
        let found = found.map_err(|error| storage_error(&error))?;
        let spelled = found.iter().find_map(|known| {
            let begin: String = known.target.key.chars().take(prefix.chars().count()).collect();
            (begin.to_lowercase() == prefix.to_lowercase()).then_some(begin)
        });
        Ok(spelled.unwrap_or_else(|| prefix.to_owned()))
    }

    async fn link_names(&self, links: &[link::Link]) -> Result<Names, ApiError> {
        let ends: Vec<Booking> = links
            .iter()
            .flat_map(|link| source_booking(&link.from).into_iter().chain([link.to.clone()]))
            .collect();
        self.names(ends.iter()).await
    }
}

/// The one target a link speaks for, if it is one.
fn source_booking(from: &Source) -> Option<Booking> {
    match &from.which {
        Which::Target(target) => Some(Booking { connection: from.connection, target: target.clone() }),
        Which::Prefix(_) => None,
    }
}

/// The key of the one target a link speaks for; of a family, what all its keys begin with.
fn key_of(link: &link::Link, names: &Names) -> String {
    match &link.from.which {
        Which::Target(target) => names.target(link.from.connection, target).0,
        Which::Prefix(prefix) => prefix.clone(),
    }
}

fn view(link: &link::Link, names: &Names) -> Link {
    let star = if matches!(link.from.which, Which::Prefix(_)) { "*" } else { "" };
    Link {
        from: format!("{}:{}{star}", names.connection(link.from.connection), key_of(link, names)),
        to: names.full(link.to.connection, &link.to.target),
        from_monogram: names.monogram(link.from.connection),
        to_monogram: names.monogram(link.to.connection),
        title: names.target(link.to.connection, &link.to.target).1,
        by_hand: link.origin == Origin::ByHand,
        times: match link.origin {
            Origin::Learned(times) => u32::from(times),
            Origin::ByHand => 0,
        },
        at: link.at.rfc3339(),
    }
}
