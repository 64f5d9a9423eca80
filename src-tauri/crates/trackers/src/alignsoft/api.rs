//! Align's requests and answers. Pure: builds a `Request`, reads a `Response`, sends nothing.

use chrono::NaiveDate;
use http::{HeaderMap, HeaderValue, Method};
use url::Url;
use uuid::Uuid;

use super::day;
use super::problem::Problem;
use super::wire::{Fields, NewTimeEntry};
use crate::address::endpoint;
use crate::exchange::{self, Effect};
use crate::{Account, Applied, Cx, Kind, Redacted, Request, Response, Retry, Secret, TrackerError};

/// What is added to the root of the service.
const API: &[&str] = &["api", "v1"];
/// The largest page of every list.
pub(super) const PAGE_SIZE: usize = 100;
/// The pause after a 429 that names none: the window of the quota.
const QUOTA_PAUSE: u32 = 60;

/// Builds the requests of one account.
pub(super) struct Api<'a> {
    root: &'a Url,
    headers: HeaderMap,
}

impl<'a> Api<'a> {
    pub(super) fn new(account: &'a Account, secret: &Secret) -> Result<Self, TrackerError> {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", exchange::sensitive(&format!("Bearer {}", secret.reveal()))?);
        Ok(Self { root: &account.base_url, headers })
    }

    pub(super) fn me(&self) -> Result<Request, TrackerError> {
        Ok(exchange::bare(Method::GET, self.url(&["me"])?, &self.headers))
    }

    pub(super) fn projects(&self, page: usize, size: usize) -> Result<Request, TrackerError> {
        self.page(&["projects"], &[], page, size)
    }

    pub(super) fn tickets(&self, project: &str, page: usize) -> Result<Request, TrackerError> {
        self.page(&["projects", project, "entries"], &[], page, PAGE_SIZE)
    }

    /// Everybody's time entries of a project with work dates in this window.
    pub(super) fn time_entries(
        &self,
        project: &str,
        window: (NaiveDate, NaiveDate),
        page: usize,
    ) -> Result<Request, TrackerError> {
        let (from, to) = (day::write(window.0), day::write(window.1));
        let query = [("startDate", from.as_str()), ("endDate", to.as_str())];
        self.page(&["projects", project, "time-entries"], &query, page, PAGE_SIZE)
    }

    pub(super) fn create(
        &self,
        project: &str,
        body: &NewTimeEntry<'_>,
        key: Uuid,
    ) -> Result<Request, TrackerError> {
        let url = self.url(&["projects", project, "time-entries"])?;
        let mut request = exchange::json(Method::POST, url, &self.headers, body);
        let key = HeaderValue::from_str(&key.to_string()).expect("a UUID is made of digits and hyphens");
        request.headers.insert("idempotency-key", key);
        Ok(request)
    }

    pub(super) fn change(&self, id: &str, fields: &Fields<'_>) -> Result<Request, TrackerError> {
        Ok(exchange::json(Method::PATCH, self.url(&["time-entries", id])?, &self.headers, fields))
    }

    fn page(
        &self,
        path: &[&str],
        query: &[(&str, &str)],
        page: usize,
        size: usize,
    ) -> Result<Request, TrackerError> {
        let mut url = self.url(path)?;
        url.query_pairs_mut()
            .extend_pairs(query)
            .append_pair("page", &page.to_string())
            .append_pair("pageSize", &size.to_string());
        Ok(exchange::bare(Method::GET, url, &self.headers))
    }

    fn url(&self, path: &[&str]) -> Result<Url, TrackerError> {
        endpoint(self.root, API, path)
    }
}

/// Whether another page follows page `page` of `size`, which held `items`. A list without a total goes by its length.
pub(super) fn more_follows(total: Option<usize>, page: usize, size: usize, items: usize) -> bool {
    items > 0 && total.map_or(items >= size, |total| page.saturating_mul(size) < total)
}

/// The error of an answer that is not a good one.
pub(super) fn error(cx: &Cx<'_>, response: &Response, effect: Effect) -> TrackerError {
    let problem = Problem::read(&response.body);
    let said = problem.as_ref().and_then(|problem| problem.message.as_deref());
    let is = |code: &str| problem.as_ref().is_some_and(|problem| problem.is(code));
    let foreign = problem.is_none() && !response.body.is_empty();
    let mut error = exchange::by_status(cx, response, effect, said);
    let no = |kind, retry| (kind, Applied::No, retry);
    (error.kind, error.applied, error.retry) = match response.status.as_u16() {
        402 | 403 if is("feature_disabled") => no(Kind::FeatureOff, Retry::Never),
        402 => no(Kind::FeatureOff, Retry::Never),
        // A page of something else: this API answers in JSON.
        404 if foreign => no(Kind::Unexpected, Retry::Never),
        429 => no(Kind::Quota, Retry::After { seconds: pause(cx, response) }),
        _ => (error.kind, error.applied, error.retry),
    };
    if error.kind == Kind::NotAllowed && is("scope_violation") {
        error.detail = Redacted::ours("the key is for one project, and this is not of it");
    }
    error
}

/// Seconds to wait after a 429: `Retry-After`, else the rest of the quota's window.
fn pause(cx: &Cx<'_>, response: &Response) -> u32 {
    let reset = || {
        let text = response.headers.get("x-ratelimit-reset")?.to_str().ok()?;
        // Seconds, not an instant; anything longer than the window is something else.
        text.trim().parse().ok().filter(|seconds| (1..=3600).contains(seconds))
    };
    exchange::retry_after(&response.headers, cx.now).or_else(reset).unwrap_or(QUOTA_PAUSE)
}
