//! Clockify's requests and answers. Pure: builds a `Request`, reads a `Response`, sends nothing.

use http::{HeaderMap, Method};
use url::Url;

use super::wire::{EntryBody, NewTag, Problem};
use crate::address::endpoint;
use crate::exchange::{self, Effect};
use crate::{Account, Applied, Cx, Kind, Request, Response, Retry, Secret, TrackerError};

/// What is added to the root of the service.
const API: &[&str] = &["api", "v1"];
/// The largest page that is known to work on every list.
const PAGE_SIZE: usize = 200;
/// The pause after a 429 that names none. A free workspace has 30 requests an hour for everybody together.
const QUOTA_PAUSE: u32 = 300;

/// Builds the requests of one account.
pub(super) struct Api<'a> {
    root: &'a Url,
    headers: HeaderMap,
}

impl<'a> Api<'a> {
    pub(super) fn new(account: &'a Account, secret: &Secret) -> Result<Self, TrackerError> {
        let mut headers = HeaderMap::new();
        headers.insert("x-api-key", exchange::sensitive(secret.reveal())?);
        Ok(Self { root: &account.base_url, headers })
    }

    pub(super) fn user(&self) -> Result<Request, TrackerError> {
        self.get(&["user"], &[])
    }

    pub(super) fn workspaces(&self) -> Result<Request, TrackerError> {
        self.get(&["workspaces"], &[])
    }

    /// Only the workspaces where the person has this role. Owners do not count as administrators here.
    pub(super) fn workspaces_as(&self, role: &str) -> Result<Request, TrackerError> {
        self.get(&["workspaces"], &[("roles", role)])
    }

    pub(super) fn workspace(&self, workspace: &str) -> Result<Request, TrackerError> {
        self.get(&["workspaces", workspace], &[])
    }

    /// Projects with their tasks: one request instead of one per project.
    pub(super) fn projects(&self, workspace: &str, page: usize) -> Result<Request, TrackerError> {
        let query = [("hydrated", "true"), ("archived", "false"), ("sort-column", "NAME")];
        self.page(&["workspaces", workspace, "projects"], &query, page)
    }

    /// Tags, archived ones too when `archived` is true; left out, the parameter means different things to different
    /// lists, so it is always named.
    pub(super) fn tags(&self, workspace: &str, archived: bool, page: usize) -> Result<Request, TrackerError> {
        let archived = if archived { "true" } else { "false" };
        self.page(&["workspaces", workspace, "tags"], &[("archived", archived)], page)
    }

    pub(super) fn new_tag(&self, workspace: &str, name: &str) -> Result<Request, TrackerError> {
        let url = self.url(&["workspaces", workspace, "tags"], &[])?;
        Ok(exchange::json(Method::POST, url, &self.headers, &NewTag { name }))
    }

    pub(super) fn create(&self, workspace: &str, body: &EntryBody) -> Result<Request, TrackerError> {
        let url = self.url(&["workspaces", workspace, "time-entries"], &[])?;
        Ok(exchange::json(Method::POST, url, &self.headers, body))
    }

    /// The same with the owner named: the one route where administrators may enter finished time although the
    /// workspace takes live timers only.
    pub(super) fn create_for(
        &self,
        workspace: &str,
        user: &str,
        body: &EntryBody,
    ) -> Result<Request, TrackerError> {
        let url = self.url(&["workspaces", workspace, "user", user, "time-entries"], &[])?;
        Ok(exchange::json(Method::POST, url, &self.headers, body))
    }

    pub(super) fn entry(&self, workspace: &str, id: &str) -> Result<Request, TrackerError> {
        self.get(&["workspaces", workspace, "time-entries", id], &[("hydrated", "true")])
    }

    /// A person's entries, newest start first; `window` as written in `start` and `end`.
    pub(super) fn entries(
        &self,
        workspace: &str,
        user: &str,
        window: Option<(&str, &str)>,
        page: usize,
    ) -> Result<Request, TrackerError> {
        let path = ["workspaces", workspace, "user", user, "time-entries"];
        match window {
            Some((start, end)) => {
                self.page(&path, &[("hydrated", "true"), ("start", start), ("end", end)], page)
            }
            None => self.page(&path, &[("hydrated", "true")], page),
        }
    }

    pub(super) fn replace(
        &self,
        workspace: &str,
        id: &str,
        body: &EntryBody,
    ) -> Result<Request, TrackerError> {
        let url = self.url(&["workspaces", workspace, "time-entries", id], &[])?;
        Ok(exchange::json(Method::PUT, url, &self.headers, body))
    }

    pub(super) fn delete(&self, workspace: &str, id: &str) -> Result<Request, TrackerError> {
        let url = self.url(&["workspaces", workspace, "time-entries", id], &[])?;
        Ok(exchange::bare(Method::DELETE, url, &self.headers))
    }

    fn page(&self, path: &[&str], query: &[(&str, &str)], page: usize) -> Result<Request, TrackerError> {
        let mut url = self.url(path, query)?;
        url.query_pairs_mut()
            .append_pair("page-size", &PAGE_SIZE.to_string())
            .append_pair("page", &page.to_string());
        Ok(exchange::bare(Method::GET, url, &self.headers))
    }

    fn get(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Request, TrackerError> {
        Ok(exchange::bare(Method::GET, self.url(path, query)?, &self.headers))
    }

    fn url(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Url, TrackerError> {
        let mut url = endpoint(self.root, API, path)?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }
}

/// Whether another page follows one with `items` elements. `Last-Page` decides; a list without it goes by its length.
pub(super) fn more_follows(response: &Response, items: usize) -> bool {
    let said = response.headers.get("last-page").and_then(|value| value.to_str().ok());
    items > 0
        && match said.map(str::trim) {
            Some(last) => !last.eq_ignore_ascii_case("true"),
            None => items >= PAGE_SIZE,
        }
}

/// `code` of an error's body; 0 where there is none.
pub(super) fn code(response: &Response) -> u32 {
    problem(response).and_then(|problem| problem.code).unwrap_or(0)
}

/// Whether an answer about one entry says it is not there: a missing, deleted or foreign id is a 400 with code 501.
pub(super) fn says_gone(response: &Response) -> bool {
    response.status.as_u16() == 400 && code(response) == 501
}

/// Whether a new entry was refused because the workspace takes live timers only.
pub(super) fn says_live_only(response: &Response) -> bool {
    response.status.as_u16() == 403 && code(response) == 4030
}

/// The error of an answer that is not a good one.
pub(super) fn error(cx: &Cx<'_>, response: &Response, effect: Effect) -> TrackerError {
    let problem = problem(response);
    let said = problem.as_ref().and_then(|problem| problem.message.as_deref());
    let code = problem.as_ref().and_then(|problem| problem.code).unwrap_or(0);
    let mut error = exchange::by_status(cx, response, effect, said);
    let no = |kind, retry| (kind, Applied::No, retry);
    let (kind, applied, retry) = match (response.status.as_u16(), code) {
        (401 | 403, 4017 | 4023) => no(Kind::SignIn, Retry::AfterSignIn),
        (403, 1003 | 4005) => no(Kind::Locked, Retry::Never),
        // The account or the workspace is suspended.
        (406, 406) => no(Kind::NotAllowed, Retry::Never),
        // No such route: the address is not Clockify's, or not this one's region.
        (400..=499, 3000) => no(Kind::Unexpected, Retry::Never),
        // A page of something else: this API answers in JSON or with nothing.
        (404, 0) if problem.is_none() && !response.body.is_empty() => no(Kind::Unexpected, Retry::Never),
        (429, _) => {
            let seconds = exchange::retry_after(&response.headers, cx.now).unwrap_or(QUOTA_PAUSE);
            no(Kind::Quota, Retry::After { seconds })
        }
        _ => (error.kind, error.applied, error.retry),
    };
    (error.kind, error.applied, error.retry) = (kind, applied, retry);
    error
}

fn problem(response: &Response) -> Option<Problem> {
    serde_json::from_slice(&response.body).ok()
}
