//! One account's line to Redmine during a call: who speaks, and asking with errors read.

use std::collections::HashSet;

use serde::de::DeserializeOwned;

use super::api::{Api, PAGE_SIZE};
use super::wire::{Issue, OneIssue, Project, Row, Rows};
use super::{problem, whoami};
use crate::exchange::{self, Effect, PAGES_MAX};
use crate::{Cx, Request, TrackerError};

pub(super) struct Line<'a> {
    pub(super) cx: &'a Cx<'a>,
    pub(super) api: Api<'a>,
    /// The number of the person.
    pub(super) user: String,
}

/// A list as far as it was read.
pub(super) struct Listed<T> {
    /// Its rows, each once.
    pub(super) rows: Vec<T>,
    /// Whether there are as many as it said to have; one that changes while it is read may show fewer.
    pub(super) complete: bool,
}

impl<'a> Line<'a> {
    /// Knows who speaks from the last `whoami`, or asks now.
    pub(super) async fn open(cx: &'a Cx<'a>) -> Result<Self, TrackerError> {
        let user = match &cx.account.identity {
            Some(identity) => identity.id.clone(),
            None => whoami::whoami(cx).await?.id,
        };
        Ok(Self { cx, api: Api::new(cx.account, cx.secret)?, user })
    }

    /// Sends a reading request and reads its good answer.
    pub(super) async fn ask<T: DeserializeOwned>(&self, request: Request) -> Result<T, TrackerError> {
        exchange::ask(self.cx, request, Effect::Read, problem::error).await
    }

    pub(super) async fn issue(&self, id: u64) -> Result<Issue, TrackerError> {
        Ok(self.ask::<OneIssue>(self.api.issue(id)?).await?.issue)
    }

    /// Every project that is shown to the person.
    pub(super) async fn projects(&self) -> Result<Vec<Project>, TrackerError> {
        Ok(self.all(|offset| self.api.projects(offset)).await?.rows)
    }

    /// All pages of a list.
    pub(super) async fn all<T: DeserializeOwned + Row>(
        &self,
        request: impl Fn(usize) -> Result<Request, TrackerError>,
    ) -> Result<Listed<T>, TrackerError> {
        let mut rows: Vec<T> = Vec::new();
        let mut seen = HashSet::new();
        for page in 0..PAGES_MAX {
            let offset = page * PAGE_SIZE;
            let Rows { rows: read, total_count } = self.ask(request(offset)?).await?;
            let more = more_follows(total_count, offset, read.len());
            rows.extend(read.into_iter().filter(|row: &T| seen.insert(row.id())));
            if !more {
                let complete = total_count.is_none_or(|total| rows.len() >= total);
                return Ok(Listed { rows, complete });
            }
        }
        Err(exchange::endless())
    }
}

/// Whether another page follows the one at `offset`, which held `items`. A list without a total goes by its length.
pub(super) fn more_follows(total: Option<usize>, offset: usize, items: usize) -> bool {
    items > 0 && total.map_or(items >= PAGE_SIZE, |total| offset + PAGE_SIZE < total)
}
