//! Yandex Tracker's requests and answers. Pure: builds a `Request`, reads a `Response`, sends nothing.

use http::{HeaderMap, Method};
use serde_json::Value;
use url::Url;

use super::org::{OrgKind, is_iam};
use super::wire::{IssueSearch, Problem, WorklogBody, WorklogSearch};
use crate::address::endpoint;
use crate::exchange::{self, Effect};
use crate::{Account, Applied, Cx, Kind, Redacted, Request, Response, Retry, Secret, TrackerError};

/// What is added to the root of the service.
const API: &[&str] = &["v3"];
/// The largest page in wide use; a server may give fewer, so no page is the last for being short.
const PAGE_SIZE: &str = "100";

/// Builds the requests of one account.
pub(super) struct Api<'a> {
    root: &'a Url,
    headers: HeaderMap,
}

impl<'a> Api<'a> {
    /// The headers of an organisation of this kind and id.
    pub(super) fn new(
        account: &'a Account,
        secret: &Secret,
        kind: OrgKind,
        org: &str,
    ) -> Result<Self, TrackerError> {
        // Each sort of token has its own word; a good token behind the wrong word is none.
        let word = if is_iam(account) { "Bearer" } else { "OAuth" };
        let mut headers = HeaderMap::new();
        headers.insert("authorization", exchange::sensitive(&format!("{word} {}", secret.reveal()))?);
        headers.insert(kind.header(), exchange::sensitive(org)?);
        Ok(Self { root: &account.base_url, headers })
    }

    pub(super) fn myself(&self) -> Result<Request, TrackerError> {
        Ok(exchange::bare(Method::GET, self.url(&["myself"])?, &self.headers))
    }

    pub(super) fn issue(&self, issue: &str) -> Result<Request, TrackerError> {
        Ok(exchange::bare(Method::GET, self.url(&["issues", issue])?, &self.headers))
    }

    pub(super) fn search_issues(&self, query: &str, page: usize) -> Result<Request, TrackerError> {
        let url = paged(self.url(&["issues", "_search"])?, page);
        Ok(exchange::json(Method::POST, url, &self.headers, &IssueSearch { query }))
    }

    /// Worklogs of an issue with ids above `after`, rising.
    pub(super) fn worklogs(&self, issue: &str, after: Option<&str>) -> Result<Request, TrackerError> {
        let mut url = self.url(&["issues", issue, "worklog"])?;
        url.query_pairs_mut().append_pair("perPage", PAGE_SIZE);
        if let Some(after) = after {
            url.query_pairs_mut().append_pair("id", after);
        }
        Ok(exchange::bare(Method::GET, url, &self.headers))
    }

    pub(super) fn search_worklogs(
        &self,
        search: &WorklogSearch<'_>,
        page: usize,
    ) -> Result<Request, TrackerError> {
        let url = paged(self.url(&["worklog", "_search"])?, page);
        Ok(exchange::json(Method::POST, url, &self.headers, search))
    }

    pub(super) fn create(&self, issue: &str, body: &WorklogBody<'_>) -> Result<Request, TrackerError> {
        Ok(exchange::json(Method::POST, self.url(&["issues", issue, "worklog"])?, &self.headers, body))
    }

    pub(super) fn change(
        &self,
        issue: &str,
        id: &str,
        body: &WorklogBody<'_>,
    ) -> Result<Request, TrackerError> {
        Ok(exchange::json(Method::PATCH, self.url(&["issues", issue, "worklog", id])?, &self.headers, body))
    }

    pub(super) fn delete(&self, issue: &str, id: &str) -> Result<Request, TrackerError> {
        Ok(exchange::bare(Method::DELETE, self.url(&["issues", issue, "worklog", id])?, &self.headers))
    }

    fn url(&self, path: &[&str]) -> Result<Url, TrackerError> {
        endpoint(self.root, API, path)
    }
}

fn paged(mut url: Url, page: usize) -> Url {
    url.query_pairs_mut().append_pair("perPage", PAGE_SIZE).append_pair("page", &page.to_string());
    url
}

/// Whether a page follows page `page`, which held `items` elements. Without the header only an empty page is the last.
pub(super) fn more_follows(response: &Response, page: usize, items: usize) -> bool {
    let header = response.headers.get("x-total-pages").and_then(|value| value.to_str().ok());
    let pages: Option<usize> = header.and_then(|text| text.trim().parse().ok());
    items > 0 && pages.is_none_or(|pages| page < pages)
}

/// The error of an answer that is not a good one. The sentences are localised, so only the status decides.
pub(super) fn error(cx: &Cx<'_>, response: &Response, effect: Effect) -> TrackerError {
    let problem: Option<Problem> = serde_json::from_slice(&response.body).ok();
    let said = problem.as_ref().map(sentence);
    let mut error = exchange::by_status(cx, response, effect, said.as_deref());
    let no = |kind| (kind, Applied::No, Retry::Never);
    match response.status.as_u16() {
        401 if is_iam(cx.account) => {
            error.detail = Redacted::ours("IAM tokens end after 12 hours at most; give a new one");
        }
        // A page of something else: this API answers in JSON.
        404 if problem.is_none() && !response.body.is_empty() => {
            (error.kind, error.applied, error.retry) = no(Kind::Unexpected);
        }
        // For good, whoever asks.
        423 => {
            (error.kind, error.applied, error.retry) = no(Kind::Refused);
            error.detail = Redacted::ours(
                "the issue has reached Tracker's limit of changes and takes none any more; book on another issue",
            );
        }
        428 => (error.kind, error.applied, error.retry) = no(Kind::Conflict),
        _ => {}
    }
    error
}

/// Everything that is said, in whichever shape: sentences, lists of them, and sentences by field.
fn sentence(problem: &Problem) -> String {
    let mut said = Vec::new();
    for value in [&problem.error_messages, &problem.message, &problem.errors] {
        gather(value, "", &mut said);
    }
    said.join("; ")
}

fn gather(value: &Value, field: &str, said: &mut Vec<String>) {
    let text = match value {
        Value::Null => return,
        Value::Array(values) => return values.iter().for_each(|value| gather(value, field, said)),
        Value::Object(values) => {
            return values.iter().for_each(|(field, value)| gather(value, field, said));
        }
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    };
    said.push(if field.is_empty() { text } else { format!("{field}: {text}") });
}
