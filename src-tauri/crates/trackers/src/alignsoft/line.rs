//! One account's line to Align during a call: for whom it books, how far its key reaches, and asking with errors read.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use super::api::{self, Api, PAGE_SIZE};
use super::wire::{Envelope, Row, TimeEntry};
use super::{day, whoami};
use crate::exchange::{self, Effect, PAGES_MAX};
use crate::{Cx, Request, TrackerError};

/// How far a window reaches beyond the day meant: whether its last day counts is not documented.
const MARGIN_DAYS: u64 = 1;
/// How far an entry is looked for that is not on its day any more.
const MOVED_DAYS: u64 = 366;

pub(super) struct Line<'a> {
    pub(super) cx: &'a Cx<'a>,
    pub(super) api: Api<'a>,
    /// For whom time is booked.
    pub(super) user: String,
    /// The project, where the key is for one.
    pub(super) project: Option<String>,
}

/// A list as far as it was read.
pub(super) struct Listed<T> {
    /// Its rows, each once.
    pub(super) rows: Vec<T>,
    /// Whether there are as many as it said to have; one that changes while it is read may show fewer.
    pub(super) complete: bool,
}

impl<'a> Line<'a> {
    /// Knows for whom it books from the last `whoami`, or asks now.
    pub(super) async fn open(cx: &'a Cx<'a>) -> Result<Self, TrackerError> {
        let known = cx.account.identity.clone();
        let identity = match known {
            Some(identity) => identity,
            None => whoami::whoami(cx).await?,
        };
        let project = identity.workspace.as_deref().and_then(whoami::scoped_project).map(str::to_owned);
        let user = whoami::chosen_user(cx.account).map_or(identity.id, str::to_owned);
        Ok(Self { cx, api: Api::new(cx.account, cx.secret)?, user, project })
    }

    /// Everybody's time entries of a project around a day.
    pub(super) async fn around(
        &self,
        project: &str,
        date: NaiveDate,
        days: u64,
    ) -> Result<Listed<TimeEntry>, TrackerError> {
        let window = day::around(date, days);
        self.all(|page| self.api.time_entries(project, window, page)).await
    }

    /// Everybody's time entries of a project on a day, and around it as far as the window may be read narrower.
    pub(super) async fn on_day(
        &self,
        project: &str,
        date: NaiveDate,
    ) -> Result<Listed<TimeEntry>, TrackerError> {
        self.around(project, date, MARGIN_DAYS).await
    }

    /// The time entry of this id. There is no way to ask for one: the day's list is read, and a year's on both sides
    /// where that does not show it, for its day may have been changed.
    pub(super) async fn time_entry(
        &self,
        project: &str,
        id: &str,
        date: NaiveDate,
    ) -> Result<Option<TimeEntry>, TrackerError> {
        let mut complete = false;
        for days in [MARGIN_DAYS, MOVED_DAYS] {
            let listed = self.around(project, date, days).await?;
            complete = listed.complete;
            if let Some(entry) = listed.rows.into_iter().find(|entry| entry.id == id) {
                return Ok(Some(entry));
            }
        }
        if complete { Ok(None) } else { Err(exchange::unreadable(Effect::Read)) }
    }

    /// All pages of a list.
    pub(super) async fn all<T: DeserializeOwned + Row>(
        &self,
        request: impl Fn(usize) -> Result<Request, TrackerError>,
    ) -> Result<Listed<T>, TrackerError> {
        let mut rows: Vec<T> = Vec::new();
        let mut seen = HashSet::new();
        for page in 1..=PAGES_MAX {
            let Envelope { data, total } =
                exchange::ask(self.cx, request(page)?, Effect::Read, api::error).await?;
            let items = data.len();
            rows.extend(data.into_iter().filter(|row: &T| seen.insert(row.id().to_owned())));
            if !api::more_follows(total, page, PAGE_SIZE, items) {
                let complete = total.is_none_or(|total| rows.len() >= total);
                return Ok(Listed { rows, complete });
            }
        }
        Err(exchange::endless())
    }
}
