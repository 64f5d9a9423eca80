//! Redmine's requests. Pure: builds a `Request`, sends nothing.

use chrono::NaiveDate;
use http::{HeaderMap, Method};
use url::Url;

use super::day;
use super::wire::Write;
use crate::address::endpoint;
use crate::{Account, Request, Secret, TrackerError, exchange};

/// The largest page the service gives.
pub(super) const PAGE_SIZE: usize = 100;

/// Builds the requests of one account.
pub(super) struct Api<'a> {
    root: &'a Url,
    headers: HeaderMap,
}

impl<'a> Api<'a> {
    pub(super) fn new(account: &'a Account, secret: &Secret) -> Result<Self, TrackerError> {
        let mut headers = HeaderMap::new();
        headers.insert("x-redmine-api-key", exchange::sensitive(secret.reveal())?);
        Ok(Self { root: &account.base_url, headers })
    }

    pub(super) fn me(&self) -> Result<Request, TrackerError> {
        self.get(&["users", "current.json"], &[])
    }

    pub(super) fn activities(&self) -> Result<Request, TrackerError> {
        self.get(&["enumerations", "time_entry_activities.json"], &[])
    }

    pub(super) fn custom_fields(&self) -> Result<Request, TrackerError> {
        self.get(&["custom_fields.json"], &[])
    }

    pub(super) fn projects(&self, offset: usize) -> Result<Request, TrackerError> {
        self.page("projects.json", &[("include", "enabled_modules")], offset)
    }

    /// Open issues that are assigned to whoever asks.
    pub(super) fn my_issues(&self, offset: usize) -> Result<Request, TrackerError> {
        self.page("issues.json", &[("assigned_to_id", "me"), ("status_id", "open")], offset)
    }

    /// The issues of these numbers, open or not; as many as a page holds.
    pub(super) fn issues(&self, ids: &str) -> Result<Request, TrackerError> {
        self.page("issues.json", &[("issue_id", ids), ("status_id", "*")], 0)
    }

    pub(super) fn issue(&self, id: u64) -> Result<Request, TrackerError> {
        self.get(&["issues", &format!("{id}.json")], &[])
    }

    /// Issues with all these words in their subject; as many as a page holds.
    pub(super) fn search(&self, words: &str) -> Result<Request, TrackerError> {
        let query = [("q", words), ("issues", "1"), ("titles_only", "1"), ("all_words", "1")];
        self.page("search.json", &query, 0)
    }

    /// The time entries of whoever asks on one day, in a project and those below it. By project, because the service
    /// then refuses where it shows none, instead of giving an empty list.
    pub(super) fn time_entries(
        &self,
        project: u64,
        date: NaiveDate,
        offset: usize,
    ) -> Result<Request, TrackerError> {
        let (project, date) = (project.to_string(), day::write(date));
        let query = [("project_id", project.as_str()), ("user_id", "me"), ("from", &date), ("to", &date)];
        self.page("time_entries.json", &query, offset)
    }

    pub(super) fn time_entry(&self, id: &str) -> Result<Request, TrackerError> {
        self.get(&["time_entries", &format!("{id}.json")], &[])
    }

    pub(super) fn create(&self, body: &Write<'_>) -> Result<Request, TrackerError> {
        let url = endpoint(self.root, &[], &["time_entries.json"])?;
        Ok(exchange::json(Method::POST, url, &self.headers, body))
    }

    pub(super) fn change(&self, id: &str, body: &Write<'_>) -> Result<Request, TrackerError> {
        let url = endpoint(self.root, &[], &["time_entries", &format!("{id}.json")])?;
        Ok(exchange::json(Method::PUT, url, &self.headers, body))
    }

    pub(super) fn delete(&self, id: &str) -> Result<Request, TrackerError> {
        let url = endpoint(self.root, &[], &["time_entries", &format!("{id}.json")])?;
        Ok(exchange::bare(Method::DELETE, url, &self.headers))
    }

    fn page(&self, list: &str, query: &[(&str, &str)], offset: usize) -> Result<Request, TrackerError> {
        let (offset, limit) = (offset.to_string(), PAGE_SIZE.to_string());
        let paging = [("offset", offset.as_str()), ("limit", limit.as_str())];
        self.get(&[list], &[query, &paging].concat())
    }

    fn get(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Request, TrackerError> {
        let mut url = endpoint(self.root, &[], path)?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(exchange::bare(Method::GET, url, &self.headers))
    }
}
