//! Issues as targets: the ones assigned to the person first, then all open ones; by key or by words of the title.

use domain::target::Identity;
use domain::{Target, TargetId};

use super::api;
use super::line::Line;
use super::wire::{Issue, Person};
use super::worklog::{is_issue_id, is_issue_key};
use crate::exchange::{self, Effect};
use crate::{Kind, Page, TargetQuery, TrackerError};

/// The last page the service serves in numbered paging: 10 000 issues by 100.
const LAST_PAGE: usize = 100;

/// Which of the listings a cursor is in: `mine:2`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listing {
    Mine,
    Open,
    Text,
}

impl Listing {
    const ALL: [(Self, &'static str); 3] = [(Self::Mine, "mine"), (Self::Open, "open"), (Self::Text, "text")];

    fn cursor(self, page: usize) -> String {
        let word = Self::ALL.iter().find(|(listing, _)| *listing == self).map_or("", |(_, word)| word);
        format!("{word}:{page}")
    }

    fn read(cursor: &str) -> Option<(Self, usize)> {
        let (word, page) = cursor.split_once(':')?;
        let (listing, _) = Self::ALL.into_iter().find(|(_, known)| *known == word)?;
        Some((listing, page.parse().ok()?))
    }
}

pub(super) async fn targets(line: &Line<'_>, query: TargetQuery) -> Result<Page<Target>, TrackerError> {
    let text = query.text.trim();
    let start = if text.is_empty() { Listing::Mine } else { Listing::Text };
    let cursor = query.cursor.as_deref().and_then(Listing::read);
    if cursor.is_none()
        && (is_issue_key(text) || is_issue_id(text))
        && let Some(issue) = by_name(line, text).await?
    {
        return Ok(Page { items: vec![target(&issue, &line.me)], next: None });
    }
    let (listing, page) = cursor.unwrap_or((start, 1));
    let request = line.api.search_issues(&search(listing, text), page)?;
    let response = exchange::send(line.cx, request, Effect::Read).await?;
    let issues: Vec<Issue> = exchange::read(line.cx, &response, Effect::Read, api::error)?;
    let more = page < LAST_PAGE && api::more_follows(&response, page, issues.len());
    let mut items: Vec<Target> = issues.iter().map(|issue| target(issue, &line.me)).collect();
    let next = match (more, listing) {
        (true, _) => Some(listing.cursor(page + 1)),
        (false, Listing::Mine) => Some(Listing::Open.cursor(1)),
        (false, Listing::Open | Listing::Text) => None,
    };
    match listing {
        Listing::Mine => items.iter_mut().for_each(|target| target.mine = true),
        // These were all in the first listing.
        Listing::Open => items.retain(|target| !target.mine),
        Listing::Text => items.sort_by_key(|target| !target.mine),
    }
    Ok(Page { items, next })
}

/// The issue of this key or id, open or closed; `None` when there is none to be seen.
pub(super) async fn by_name(line: &Line<'_>, name: &str) -> Result<Option<Issue>, TrackerError> {
    let name = if is_issue_id(name) { name.to_lowercase() } else { name.to_uppercase() };
    match exchange::ask(line.cx, line.api.issue(&name)?, Effect::Read, api::error).await {
        Ok(issue) => Ok(Some(issue)),
        Err(error) if matches!(error.kind, Kind::NotFound | Kind::NotAllowed) => Ok(None),
        Err(error) => Err(error),
    }
}

fn search(listing: Listing, text: &str) -> String {
    let filter = match listing {
        Listing::Mine => "Assignee: me() AND Resolution: empty()".to_owned(),
        Listing::Open => "Resolution: empty()".to_owned(),
        Listing::Text => format!("Summary: \"{}\"", escaped(text)),
    };
    format!("{filter} \"Sort by\": Updated DESC")
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace(char::is_control, " ")
}

fn target(issue: &Issue, me: &Identity) -> Target {
    let queue = issue.queue.as_ref().and_then(|queue| queue.display.clone().or_else(|| queue.key.clone()));
    Target {
        id: TargetId::new(&issue.id),
        key: issue.key.clone(),
        title: issue.summary.clone(),
        parent: queue,
        billable: None,
        mine: issue.assignee.as_ref().is_some_and(|assignee| names(assignee, me)),
    }
}

/// Whether a reference means this person, by any of their ids; its address may end with yet another one.
pub(super) fn names(person: &Person, me: &Identity) -> bool {
    let in_address = person.address.as_deref().and_then(|address| address.rsplit('/').next());
    let known = |id: &str| id == me.id || me.aliases.iter().any(|alias| alias == id);
    person.id.get().into_iter().chain(in_address).any(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_in_a_search_cannot_end_it() {
        assert_eq!(
            search(Listing::Text, "a \"b\" \\ \n c"),
            "Summary: \"a \\\"b\\\" \\\\   c\" \"Sort by\": Updated DESC"
        );
    }

    #[test]
    fn cursors_are_read_back() {
        for (listing, _) in Listing::ALL {
            assert!(
                Listing::read(&listing.cursor(7)).is_some_and(|(read, page)| read == listing && page == 7)
            );
        }
        assert!(Listing::read("elsewhere:1").is_none() && Listing::read("mine:x").is_none());
    }
}
