//! awork's requests, and how its lists end. Pure: builds a `Request`, reads headers, sends nothing.

use http::{HeaderMap, Method};
use url::Url;

use super::wire::{EntryBody, Replacement};
use crate::address::endpoint;
use crate::exchange;
use crate::{Account, Request, Response, Secret, TrackerError};

/// What is added to the root of the service.
pub(super) const API: &[&str] = &["api", "v1"];
/// Rows on a page: half of the most that is taken, so that a page of tasks stays within some megabytes. What the
/// service would take for left out is documented in two ways.
pub(super) const PAGE_SIZE: usize = 500;

/// Builds the requests of one account.
pub(super) struct Api<'a> {
    root: &'a Url,
    headers: HeaderMap,
}

impl<'a> Api<'a> {
    /// An API key and the access token of a sign-in are sent alike.
    pub(super) fn new(account: &'a Account, secret: &Secret) -> Result<Self, TrackerError> {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", exchange::sensitive(&format!("Bearer {}", secret.reveal()))?);
        Ok(Self { root: &account.base_url, headers })
    }

    pub(super) fn me(&self) -> Result<Request, TrackerError> {
        self.get(&["me"])
    }

    pub(super) fn permissions(&self) -> Result<Request, TrackerError> {
        self.get(&["me", "permissions"])
    }

    pub(super) fn users(&self, page: usize) -> Result<Request, TrackerError> {
        self.page(&["users"], &[], page)
    }

    pub(super) fn settings(&self) -> Result<Request, TrackerError> {
        self.get(&["timetracking", "settings"])
    }

    /// Types of work that are not archived.
    pub(super) fn types_of_work(&self, page: usize) -> Result<Request, TrackerError> {
        self.page(&["typeofwork"], &[("orderby", "name")], page)
    }

    pub(super) fn projects(&self, page: usize) -> Result<Request, TrackerError> {
        let query = [("filterby", "projectStatus/type ne 'closed'"), ("orderby", "name")];
        self.page(&["projects"], &query, page)
    }

    pub(super) fn project(&self, project: &str) -> Result<Request, TrackerError> {
        self.get(&["projects", project])
    }

    /// Every project task that the token may see.
    pub(super) fn project_tasks(&self, page: usize) -> Result<Request, TrackerError> {
        let query = [("filterby", "taskStatus/type ne 'done'"), ("orderby", "createdOn")];
        self.page(&["me", "projecttasks"], &query, page)
    }

    /// The project tasks with this identifier, done or not.
    pub(super) fn tasks_called(&self, identifier: &str, page: usize) -> Result<Request, TrackerError> {
        let filter = format!("taskIdentifier eq {}", text(identifier));
        self.page(&["me", "projecttasks"], &[("filterby", &filter)], page)
    }

    /// The private tasks of somebody, or of whoever the token speaks for.
    pub(super) fn private_tasks(&self, user: Option<&str>, page: usize) -> Result<Request, TrackerError> {
        let query = [("filterby", "taskStatus/type ne 'done'"), ("orderby", "createdOn")];
        match user {
            Some(user) => self.page(&["users", user, "privatetasks"], &query, page),
            None => self.page(&["me", "privatetasks"], &query, page),
        }
    }

    pub(super) fn task(&self, task: &str) -> Result<Request, TrackerError> {
        self.get(&["tasks", task])
    }

    /// The same for those who may see no tasks but their own.
    pub(super) fn assigned_task(&self, task: &str) -> Result<Request, TrackerError> {
        self.get(&["me", "assignedtasks", task])
    }

    /// Entries that fit a filter, the latest made first.
    pub(super) fn entries(&self, filter: &str, page: usize) -> Result<Request, TrackerError> {
        self.page(&["timeentries"], &[("filterby", filter), ("orderby", "createdOn desc")], page)
    }

    pub(super) fn entry(&self, id: &str) -> Result<Request, TrackerError> {
        self.get(&["timeentries", id])
    }

    pub(super) fn create(&self, body: &EntryBody) -> Result<Request, TrackerError> {
        Ok(exchange::json(Method::POST, self.url(&["timeentries"])?, &self.headers, body))
    }

    pub(super) fn replace(&self, id: &str, body: &Replacement) -> Result<Request, TrackerError> {
        Ok(exchange::json(Method::PUT, self.url(&["timeentries", id])?, &self.headers, body))
    }

    pub(super) fn delete(&self, id: &str) -> Result<Request, TrackerError> {
        Ok(exchange::bare(Method::DELETE, self.url(&["timeentries", id])?, &self.headers))
    }

    fn page(&self, path: &[&str], query: &[(&str, &str)], page: usize) -> Result<Request, TrackerError> {
        let mut url = self.url(path)?;
        url.query_pairs_mut()
            .extend_pairs(query)
            .append_pair("page", &page.to_string())
            .append_pair("pageSize", &PAGE_SIZE.to_string());
        Ok(exchange::bare(Method::GET, url, &self.headers))
    }

    fn get(&self, path: &[&str]) -> Result<Request, TrackerError> {
        Ok(exchange::bare(Method::GET, self.url(path)?, &self.headers))
    }

    fn url(&self, path: &[&str]) -> Result<Url, TrackerError> {
        endpoint(self.root, API, path)
    }
}

/// The rows that a list has on all its pages, as `aw-totalitems` announces.
pub(super) fn total(response: &Response) -> Option<usize> {
    response.headers.get("aw-totalitems")?.to_str().ok()?.trim().parse().ok()
}

/// Whether another page follows one with `items` rows after which `seen` were seen. A list without a total goes by
/// its length. A service that gives fewer rows than were asked for is asked on.
pub(super) fn more_follows(total: Option<usize>, seen: usize, items: usize) -> bool {
    items > 0 && total.map_or(items >= PAGE_SIZE, |total| seen < total)
}

/// An id inside a filter; without the word in front of it the filter is refused.
pub(super) fn guid(id: &str) -> String {
    format!("guid{}", text(id))
}

/// A text inside a filter.
fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
