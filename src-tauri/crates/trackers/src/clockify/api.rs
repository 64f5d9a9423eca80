//! Clockify's requests and answers. Pure: builds a `Request`, reads a `Response`, sends nothing.

use http::{HeaderMap, Method};
use url::Url;

use super::wire::{EntryBody, NewTag, Problem};
use crate::address::endpoint;
use crate::exchange::{self, Effect};
use crate::{Account, Applied, Cx, Kind, Redacted, Request, Response, Retry, Secret, TrackerError};

/// What is added to the root of the service.
const API: &[&str] = &["api", "v1"];
/// The largest page that is known to work on every list.
const PAGE_SIZE: usize = 200;

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
    says_invalid(response)
}

/// Whether the content of a request was refused; it is checked as a whole, so nothing was written.
pub(super) fn says_invalid(response: &Response) -> bool {
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
    let status = response.status.as_u16();
    (error.kind, error.applied, error.retry) = match (status, code) {
        (401 | 403, 4017 | 4023) => no(Kind::SignIn, Retry::AfterSignIn),
        // Nothing goes there until a person acts, whatever is sent.
        (401, 4019) | (403 | 406, 406) | (406, 0) => no(Kind::NotAllowed, Retry::AfterSignIn),
        (402, _) => no(Kind::FeatureOff, Retry::Never),
        (403, 1003 | 4005) => no(Kind::Locked, Retry::Never),
        // No such route: the address is not Clockify's, or not this one's region.
        (400..=499, 3000) => no(Kind::Unexpected, Retry::Never),
        // A page of something else: this API answers in JSON or with nothing.
        (404, 0) if problem.is_none() && !response.body.is_empty() => no(Kind::Unexpected, Retry::Never),
        _ => (error.kind, error.applied, error.retry),
    };
    if let Some(ours) = remedy(status, code, said.unwrap_or_default(), error.retry) {
        let said = said.filter(|said| !said.trim().is_empty());
        let text = said.map_or_else(|| ours.to_owned(), |said| format!("{ours} ({said})"));
        error.detail = Redacted::new(&text, cx.secret);
    }
    error
}

/// What a refusal means to a person, where the service's own sentence does not tell.
fn remedy(status: u16, code: u32, said: &str, retry: Retry) -> Option<&'static str> {
    Some(match (status, code) {
        (401, 4019) => "the account's e-mail address is not confirmed; confirm it in Clockify",
        (403 | 406, 406) | (406, 0) => "the account or its workspace is suspended there",
        (403, 1003) => "the entry lies in a locked period",
        (403, 4005) => "the entry is approved; withdraw the approval first",
        (403, 4030) => {
            "the workspace takes live timers only; ask its owner to allow time to be added by hand"
        }
        (400, 501) if said.to_lowercase().contains("custom field") => {
            "the workspace demands a custom field, which Stint cannot fill; give it a default value there or make it \
             optional"
        }
        (429, _) if retry == Retry::Backoff => {
            "a free workspace has 30 requests an hour for everybody in it together"
        }
        _ => return None,
    })
}

fn problem(response: &Response) -> Option<Problem> {
    serde_json::from_slice(&response.body).ok()
}
