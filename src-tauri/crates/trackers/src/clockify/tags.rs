//! Tags: by name here, by id there. Archived ones are shown but never sent.

use std::collections::BTreeMap;

use domain::Payload;

use super::api;
use super::line::Line;
use super::wire::{Tag, TimeEntry};
use crate::exchange::{self, Effect};
use crate::{Account, Applied, Kind, Redacted, Response, Retry, TrackerError};

/// Names of tags by id, as far as they are known in a call.
#[derive(Debug, Default)]
pub(super) struct TagNames {
    by_id: BTreeMap<String, String>,
    /// Whether they are all that may be sent, as the service lists them now.
    listed: bool,
}

impl TagNames {
    /// What the account's last catalogue told.
    pub(super) fn known(account: &Account) -> Self {
        let by_id = account.tags.iter().map(|(name, id)| (id.clone(), name.clone())).collect();
        Self { by_id, listed: false }
    }

    /// Learns what a listing or a hydrated entry tells, for showing it.
    pub(super) fn learn(&mut self, tags: &[Tag]) {
        self.by_id.extend(tags.iter().map(|tag| (tag.id.clone(), tag.name.clone())));
    }

    /// Learns what a hydrated entry tells, for sending.
    pub(super) fn learn_to_send(&mut self, tags: &[Tag]) {
        for tag in tags {
            if tag.archived {
                self.by_id.remove(&tag.id);
            } else {
                self.by_id.insert(tag.id.clone(), tag.name.clone());
            }
        }
    }

    /// Whether every tag of the entry has a name here.
    pub(super) fn cover(&self, entry: &TimeEntry) -> bool {
        entry.tag_ids.iter().all(|id| self.by_id.contains_key(id))
    }

    /// The name of an id; the id where it is not known.
    pub(super) fn name_of<'a>(&'a self, id: &'a str) -> &'a str {
        self.by_id.get(id).map_or(id, String::as_str)
    }

    /// The id of a name: spelled exactly so if there is one, else in other letters of the same case-folded word.
    fn id_of(&self, name: &str) -> Option<&str> {
        let exact = self.by_id.iter().find(|(_, known)| *known == name);
        let folded = || self.by_id.iter().find(|(_, known)| known.to_lowercase() == name.to_lowercase());
        exact.or_else(folded).map(|(id, _)| id.as_str())
    }

    async fn list(&mut self, line: &Line<'_>) -> Result<(), TrackerError> {
        (self.by_id, self.listed) = (BTreeMap::new(), true);
        self.learn(&line.tags(false).await?);
        Ok(())
    }
}

/// The ids of these tags, making those that do not exist. Nothing here touches an entry, so a lost answer leaves no
/// doubt about one.
pub(super) async fn ids(
    line: &Line<'_>,
    tags: &[String],
    names: &mut TagNames,
) -> Result<Vec<String>, TrackerError> {
    if !names.listed && tags.iter().any(|tag| names.id_of(tag).is_none()) {
        names.list(line).await?;
    }
    let mut ids = Vec::with_capacity(tags.len());
    for tag in tags {
        if names.id_of(tag).is_none() {
            let request = line.api.new_tag(&line.workspace, tag)?;
            let made: Result<Tag, _> = exchange::ask(line.cx, request, Effect::Read, api::error).await;
            names.learn(&[made.map_err(|error| no_tag(line, tag, error))?]);
        }
        ids.extend(names.id_of(tag).map(str::to_owned));
    }
    ids.sort();
    ids.dedup();
    Ok(ids)
}

/// After a refusal of an entry with these ids, other ids to send it with once more: what the catalogue knew may be
/// from before a tag was removed or archived. `None` = the tags are as they are there, so the refusal stands.
pub(super) async fn other_ids(
    line: &Line<'_>,
    payload: &Payload,
    ids: &[String],
    names: &mut TagNames,
    response: &Response,
) -> Result<Option<Vec<String>>, TrackerError> {
    // Content is checked as a whole: where it is refused, nothing was written.
    if payload.tags.is_empty() || names.listed || !api::says_invalid(response) {
        return Ok(None);
    }
    names.list(line).await?;
    let others = self::ids(line, &payload.tags, names).await?;
    Ok(Some(others).filter(|others| others != ids))
}

/// A tag that cannot be made: archived under this name, or not for this person to make.
fn no_tag(line: &Line<'_>, tag: &str, error: TrackerError) -> TrackerError {
    if !matches!(error.kind, Kind::Refused | Kind::NotAllowed | Kind::Unexpected)
        || error.retry != Retry::Never
    {
        return error;
    }
    let text = format!(
        "the tag {tag:?} is archived or may not be made there ({}); take it off the entry or restore it",
        error.detail
    );
    TrackerError::new(Kind::Refused, Applied::No, Retry::Never, Redacted::new(&text, line.cx.secret))
}
