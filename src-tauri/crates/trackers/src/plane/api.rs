//! Plane's requests. Pure: builds a `Request`, sends nothing. Every address ends with a slash.

use http::{HeaderMap, Method};
use url::Url;

use super::place::Place;
use super::wire::{Nothing, WorklogBody};
use crate::address::endpoint;
use crate::exchange;
use crate::{Account, Applied, Kind, Redacted, Request, Retry, Secret, TrackerError};

/// What is added to the root of the service.
const API: &[&str] = &["api", "v1"];
/// The largest page that is documented.
const PAGE_SIZE: &str = "100";
/// What is asked of work items in lists.
const ITEM_FIELDS: &str = "id,name,sequence_id,state,assignees";

/// The two names that routes of work items have had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    WorkItems,
    /// The older one: all that servers from before September 2025 know.
    Issues,
}

impl Family {
    const fn word(self) -> &'static str {
        match self {
            Self::WorkItems => "work-items",
            Self::Issues => "issues",
        }
    }
}

/// Builds the requests of one account.
pub(super) struct Api<'a> {
    root: &'a Url,
    headers: HeaderMap,
    slug: String,
}

impl<'a> Api<'a> {
    pub(super) fn new(account: &'a Account, secret: &Secret) -> Result<Self, TrackerError> {
        let mut headers = HeaderMap::new();
        match account.settings.get("auth").map(String::as_str) {
            Some("oauth") => {
                let value = exchange::sensitive(&format!("Bearer {}", secret.reveal()))?;
                headers.insert("authorization", value);
            }
            _ => {
                headers.insert("x-api-key", exchange::sensitive(secret.reveal())?);
            }
        }
        Ok(Self { root: &account.base_url, headers, slug: slug(account)? })
    }

    /// The workspace's name in addresses.
    pub(super) fn slug(&self) -> &str {
        &self.slug
    }

    pub(super) fn me(&self) -> Result<Request, TrackerError> {
        Ok(exchange::bare(Method::GET, self.url(&["users", "me"])?, &self.headers))
    }

    /// Without `fields`: which of them a server knows differs, and an unknown one is an error.
    pub(super) fn projects(&self, cursor: Option<&str>) -> Result<Request, TrackerError> {
        self.page(&["workspaces", &self.slug, "projects"], &[], PAGE_SIZE, cursor)
    }

    /// The cheapest proof that the workspace is there.
    pub(super) fn first_project(&self) -> Result<Request, TrackerError> {
        self.page(&["workspaces", &self.slug, "projects"], &[], "1", None)
    }

    pub(super) fn project(&self, project: &str) -> Result<Request, TrackerError> {
        self.get(&["workspaces", &self.slug, "projects", project])
    }

    /// The work items of a project, the latest change first.
    pub(super) fn items(
        &self,
        family: Family,
        project: &str,
        cursor: Option<&str>,
    ) -> Result<Request, TrackerError> {
        let path = ["workspaces", &self.slug, "projects", project, family.word()];
        let query = [("order_by", "-updated_at"), ("fields", ITEM_FIELDS), ("expand", "state")];
        self.page(&path, &query, PAGE_SIZE, cursor)
    }

    pub(super) fn item(&self, family: Family, place: &Place) -> Result<Request, TrackerError> {
        self.get(&["workspaces", &self.slug, "projects", &place.project, family.word(), &place.item])
    }

    pub(super) fn by_key(&self, family: Family, key: &str) -> Result<Request, TrackerError> {
        self.get(&["workspaces", &self.slug, family.word(), key])
    }

    /// There are no further pages of a search.
    pub(super) fn search(&self, family: Family, text: &str) -> Result<Request, TrackerError> {
        let mut url = self.url(&["workspaces", &self.slug, family.word(), "search"])?;
        url.query_pairs_mut()
            .append_pair("search", text)
            .append_pair("limit", PAGE_SIZE)
            .append_pair("workspace_search", "true");
        Ok(exchange::bare(Method::GET, url, &self.headers))
    }

    /// A bare list; a cursor is only followed where a server gives one.
    pub(super) fn worklogs(
        &self,
        family: Family,
        place: &Place,
        cursor: Option<&str>,
    ) -> Result<Request, TrackerError> {
        let mut url = self.worklog_url(family, place, None)?;
        if let Some(cursor) = cursor {
            url.query_pairs_mut().append_pair("cursor", cursor);
        }
        Ok(exchange::bare(Method::GET, url, &self.headers))
    }

    pub(super) fn create(
        &self,
        family: Family,
        place: &Place,
        body: &WorklogBody<'_>,
    ) -> Result<Request, TrackerError> {
        Ok(exchange::json(Method::POST, self.worklog_url(family, place, None)?, &self.headers, body))
    }

    pub(super) fn change(
        &self,
        family: Family,
        (place, id): (&Place, &str),
        body: &WorklogBody<'_>,
    ) -> Result<Request, TrackerError> {
        Ok(exchange::json(Method::PATCH, self.worklog_url(family, place, Some(id))?, &self.headers, body))
    }

    /// A change that names nothing, and so changes nothing: what answers it is the record as it is.
    pub(super) fn touch(&self, family: Family, place: &Place, id: &str) -> Result<Request, TrackerError> {
        let url = self.worklog_url(family, place, Some(id))?;
        Ok(exchange::json(Method::PATCH, url, &self.headers, &Nothing {}))
    }

    pub(super) fn delete(&self, family: Family, place: &Place, id: &str) -> Result<Request, TrackerError> {
        Ok(exchange::bare(Method::DELETE, self.worklog_url(family, place, Some(id))?, &self.headers))
    }

    fn worklog_url(&self, family: Family, place: &Place, id: Option<&str>) -> Result<Url, TrackerError> {
        let mut path = vec!["workspaces", &self.slug, "projects", &place.project, family.word(), &place.item];
        path.push("worklogs");
        path.extend(id);
        self.url(&path)
    }

    fn page(
        &self,
        path: &[&str],
        query: &[(&str, &str)],
        size: &str,
        cursor: Option<&str>,
    ) -> Result<Request, TrackerError> {
        let mut url = self.url(path)?;
        url.query_pairs_mut().append_pair("per_page", size).extend_pairs(query);
        if let Some(cursor) = cursor {
            url.query_pairs_mut().append_pair("cursor", cursor);
        }
        Ok(exchange::bare(Method::GET, url, &self.headers))
    }

    fn get(&self, path: &[&str]) -> Result<Request, TrackerError> {
        Ok(exchange::bare(Method::GET, self.url(path)?, &self.headers))
    }

    /// Without the last slash the service answers with a redirect, and a redirected POST is none.
    fn url(&self, path: &[&str]) -> Result<Url, TrackerError> {
        endpoint(self.root, API, &[path, &[""]].concat())
    }
}

/// The workspace as the person gave it: the slug, or an address that holds it, with or without its `https://`. No slug
/// has a dot in it, and every host that is not this machine has.
fn slug(account: &Account) -> Result<String, TrackerError> {
    let given = account.workspace.as_deref().unwrap_or_default().trim();
    let path = match Url::parse(given) {
        Ok(url) if url.has_host() => url.path().to_owned(),
        _ => given.to_owned(),
    };
    let slug = path.split('/').find(|part| !part.is_empty() && !part.contains('.')).map(str::to_owned);
    slug.ok_or_else(|| {
        let detail = Redacted::ours(
            "the workspace slug is missing; it is the part after app.plane.so/ in the address of the workspace",
        );
        TrackerError::new(Kind::Refused, Applied::No, Retry::Never, detail)
    })
}
