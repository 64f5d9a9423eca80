//! One account's line to Clockify during a call: who speaks, in which workspace, and asking with errors read.

use domain::target::Identity;

use super::api::{self, Api};
use super::tags::TagNames;
use super::whoami;
use super::wire::{Tag, TimeEntry};
use crate::exchange::{self, Effect, PAGES_MAX};
use crate::{Cx, TrackerError};

pub(super) struct Line<'a> {
    pub(super) cx: &'a Cx<'a>,
    pub(super) api: Api<'a>,
    pub(super) workspace: String,
    pub(super) user: String,
}

impl<'a> Line<'a> {
    /// Knows who speaks from the last `whoami`, or asks now.
    pub(super) async fn open(cx: &'a Cx<'a>) -> Result<Self, TrackerError> {
        let api = Api::new(cx.account, cx.secret)?;
        let (workspace, user) = match &cx.account.identity {
            Some(Identity { id, workspace: Some(workspace), .. }) => (workspace.clone(), id.clone()),
            _ => {
                let identity = whoami::whoami(cx).await?;
                (identity.workspace.unwrap_or_default(), identity.id)
            }
        };
        Ok(Self { cx, api, workspace, user })
    }

    /// Names for all tags of an entry: what it spells out itself, else the workspace's lists.
    pub(super) async fn names_for(
        &self,
        entry: &TimeEntry,
        names: &mut TagNames,
    ) -> Result<(), TrackerError> {
        names.learn(&entry.tags);
        for archived in [false, true] {
            if !names.cover(entry) {
                names.learn(&self.tags(archived).await?);
            }
        }
        Ok(())
    }

    /// All tags of the workspace that are archived, or all that are not.
    pub(super) async fn tags(&self, archived: bool) -> Result<Vec<Tag>, TrackerError> {
        let mut tags = Vec::new();
        for page in 1..=PAGES_MAX {
            let response =
                exchange::send(self.cx, self.api.tags(&self.workspace, archived, page)?, Effect::Read)
                    .await?;
            let items: Vec<Tag> = exchange::read(self.cx, &response, Effect::Read, api::error)?;
            let more = api::more_follows(&response, items.len());
            tags.extend(items.into_iter().filter(|tag| tag.archived == archived));
            if !more {
                return Ok(tags);
            }
        }
        Err(exchange::endless())
    }

    /// The own entries, page by page, newest start first; `take` says whether it has seen enough.
    pub(super) async fn entries(
        &self,
        window: Option<(&str, &str)>,
        mut take: impl FnMut(Vec<TimeEntry>) -> bool,
    ) -> Result<(), TrackerError> {
        for page in 1..=PAGES_MAX {
            let request = self.api.entries(&self.workspace, &self.user, window, page)?;
            let response = exchange::send(self.cx, request, Effect::Read).await?;
            let items: Vec<TimeEntry> = exchange::read(self.cx, &response, Effect::Read, api::error)?;
            let more = api::more_follows(&response, items.len());
            if take(items) || !more {
                return Ok(());
            }
        }
        Err(exchange::endless())
    }
}
