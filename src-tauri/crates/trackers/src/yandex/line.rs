//! One account's line to Yandex Tracker during a call: who speaks, and asking with errors read.

use std::collections::HashSet;

use domain::target::Identity;

use super::api::{self, Api};
use super::wire::{Worklog, WorklogSearch};
use super::{org, whoami};
use crate::exchange::{self, Effect, PAGES_MAX};
use crate::{Cx, TrackerError};

pub(super) struct Line<'a> {
    pub(super) cx: &'a Cx<'a>,
    pub(super) api: Api<'a>,
    pub(super) me: Identity,
}

impl<'a> Line<'a> {
    /// Knows who speaks from the last `whoami`, or asks now.
    pub(super) async fn open(cx: &'a Cx<'a>) -> Result<Self, TrackerError> {
        let org = org::id(cx.account)?;
        let (me, kind) = match (&cx.account.identity, org::candidates(cx.account, org).as_slice()) {
            (Some(me), [kind]) => (me.clone(), *kind),
            _ => whoami::find_out(cx).await?,
        };
        Ok(Self { cx, api: Api::new(cx.account, cx.secret, kind, org)?, me })
    }

    /// All worklogs of an issue. The list is relative to the last id seen; what says that it is over is a page that
    /// brings nothing new, for some servers give short pages and some give everything at once.
    pub(super) async fn worklogs(&self, issue: &str) -> Result<Vec<Worklog>, TrackerError> {
        let mut all: Vec<Worklog> = Vec::new();
        let mut seen: HashSet<String> = HashSet::new();
        for _ in 0..PAGES_MAX {
            let after = all.last().and_then(|worklog| worklog.id.get());
            let page: Vec<Worklog> =
                exchange::ask(self.cx, self.api.worklogs(issue, after)?, Effect::Read, api::error).await?;
            let fresh: Vec<Worklog> = page
                .into_iter()
                .filter(|worklog| worklog.id.get().is_some_and(|id| seen.insert(id.to_owned())))
                .collect();
            if fresh.is_empty() {
                return Ok(all);
            }
            all.extend(fresh);
            all.sort_by_key(|worklog| worklog.id.get().and_then(|id| id.parse::<u64>().ok()));
        }
        Err(exchange::endless())
    }

    /// All worklogs a search finds.
    pub(super) async fn search(&self, search: &WorklogSearch<'_>) -> Result<Vec<Worklog>, TrackerError> {
        let mut all: Vec<Worklog> = Vec::new();
        for page in 1..=PAGES_MAX {
            let response =
                exchange::send(self.cx, self.api.search_worklogs(search, page)?, Effect::Read).await?;
            let items: Vec<Worklog> = exchange::read(self.cx, &response, Effect::Read, api::error)?;
            let more = api::more_follows(&response, page, items.len());
            all.extend(items);
            if !more {
                return Ok(all);
            }
        }
        Err(exchange::endless())
    }
}
