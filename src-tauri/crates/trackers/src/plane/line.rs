//! One account's line to Plane during a call: who speaks, by which name of the routes, and asking with errors read.

use std::collections::HashSet;

use domain::target::Identity;
use domain::{Payload, TargetId};
use http::StatusCode;
use serde::de::DeserializeOwned;

use super::api::{Api, Family};
use super::place::{Name, Place, of_record};
use super::problem::{self, Off};
use super::whoami;
use super::wire::{List, Project, WorkItem, Worklog};
use crate::exchange::{self, Effect, PAGES_MAX};
use crate::{Applied, Cx, Kind, Redacted, Request, Response, Retry, TrackerError};

pub(super) struct Line<'a> {
    pub(super) cx: &'a Cx<'a>,
    pub(super) api: Api<'a>,
    pub(super) me: Identity,
}

impl<'a> Line<'a> {
    /// Knows who speaks from the last `whoami`, or asks now.
    pub(super) async fn open(cx: &'a Cx<'a>) -> Result<Self, TrackerError> {
        let me = match &cx.account.identity {
            Some(me) => me.clone(),
            None => whoami::find_out(cx).await?,
        };
        Ok(Self { cx, api: Api::new(cx.account, cx.secret)?, me })
    }

    /// Sends by the newer name of the routes, and by the older where the server does not know that one: what it does
    /// not know it surely did not do.
    pub(super) async fn send(
        &self,
        effect: Effect,
        request: impl Fn(Family) -> Result<Request, TrackerError>,
    ) -> Result<Response, TrackerError> {
        let response = exchange::send(self.cx, request(Family::WorkItems)?, effect).await?;
        if !problem::is_no_route(&response) {
            return Ok(response);
        }
        exchange::send(self.cx, request(Family::Issues)?, effect).await
    }

    /// Sends a reading request by either name and reads its good answer.
    pub(super) async fn ask<T: DeserializeOwned>(
        &self,
        request: impl Fn(Family) -> Result<Request, TrackerError>,
    ) -> Result<T, TrackerError> {
        exchange::read(self.cx, &self.send(Effect::Read, request).await?, Effect::Read, problem::error)
    }

    /// Every project that is shown to the person.
    pub(super) async fn projects(&self) -> Result<Vec<Project>, TrackerError> {
        let mut all: Vec<Project> = Vec::new();
        let mut cursor: Option<String> = None;
        for _ in 0..PAGES_MAX {
            let request = self.api.projects(cursor.as_deref())?;
            let (page, next) = parts(exchange::ask(self.cx, request, Effect::Read, problem::error).await?);
            all.extend(page);
            cursor = next;
            if cursor.is_none() {
                let mut seen = HashSet::new();
                all.retain(|project| seen.insert(project.id.clone()));
                return Ok(all);
            }
        }
        Err(exchange::endless())
    }

    pub(super) async fn project(&self, project: &str) -> Result<Project, TrackerError> {
        exchange::ask(self.cx, self.api.project(project)?, Effect::Read, problem::error).await
    }

    pub(super) async fn item(&self, place: &Place) -> Result<WorkItem, TrackerError> {
        self.ask(|family| self.api.item(family, place)).await
    }

    pub(super) async fn by_key(&self, key: &str) -> Result<WorkItem, TrackerError> {
        self.ask(|family| self.api.by_key(family, key)).await
    }

    /// The project and item of a target. Only the usual name holds both; by any other they are asked for.
    pub(super) async fn place(&self, target: &TargetId) -> Result<Place, TrackerError> {
        match Name::read(target.as_str()) {
            Some(Name::Place(place)) => Ok(place),
            Some(Name::Key(key)) => {
                let item = self.by_key(&key).await?;
                let project = item.project.ok_or_else(|| exchange::unreadable(Effect::Read))?;
                Ok(Place::new(project.id(), &item.id))
            }
            Some(Name::Item(item)) => {
                let found = self.find_item(&item).await?;
                found.map(|(_, item, project)| Place::new(&project.id, &item.id)).ok_or_else(nothing_there)
            }
            None => Err(nothing_there()),
        }
    }

    /// The item of this id, in whichever project of the person's it is; there is no way to ask for it without one.
    pub(super) async fn find_item(
        &self,
        item: &str,
    ) -> Result<Option<(Place, WorkItem, Project)>, TrackerError> {
        for project in self.projects().await?.into_iter().filter(|project| project.is_member != Some(false)) {
            let place = Place::new(&project.id, item);
            match self.item(&place).await {
                Ok(item) => return Ok(Some((place, item, project))),
                Err(error) if matches!(error.kind, Kind::NotFound | Kind::NotAllowed) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// The place and id of a record; a name without a place is one of the payload's.
    pub(super) async fn record(
        &self,
        remote_id: &str,
        payload: &Payload,
    ) -> Result<(Place, String), TrackerError> {
        match of_record(remote_id) {
            Some((place, id)) => Ok((place, id.to_owned())),
            None => Ok((self.place(&payload.target).await?, remote_id.to_owned())),
        }
    }

    /// Everybody's worklogs of an item; [`Kind::NotFound`] when the item is gone.
    pub(super) async fn worklogs(&self, place: &Place) -> Result<Vec<Worklog>, TrackerError> {
        let mut all: Vec<Worklog> = Vec::new();
        let mut cursor: Option<String> = None;
        for _ in 0..PAGES_MAX {
            let request = |family| self.api.worklogs(family, place, cursor.as_deref());
            let response = self.send(Effect::Read, request).await?;
            if response.status != StatusCode::OK {
                return Err(self.worklog_error(place, &response, Effect::Read).await);
            }
            let (page, next) = parts(exchange::body(&response, Effect::Read)?);
            all.extend(page);
            cursor = next;
            if cursor.is_none() {
                let mut seen = HashSet::new();
                all.retain(|worklog| worklog.deleted_at.is_null() && seen.insert(worklog.id.clone()));
                return Ok(all);
            }
        }
        Err(exchange::endless())
    }

    /// The error of a worklog route. A 404 there means that time tracking is off or that the item is gone, in words
    /// that are not published; so the item is asked for.
    pub(super) async fn worklog_error(
        &self,
        place: &Place,
        response: &Response,
        effect: Effect,
    ) -> TrackerError {
        if let Some(off) = problem::off(response) {
            return off.error();
        }
        let error = problem::error(self.cx, response, effect);
        if error.kind != Kind::NotFound {
            return error;
        }
        match self.item(place).await {
            Ok(_) => Off::Project.error(),
            Err(error) => error,
        }
    }
}

/// What a list holds, and the cursor of the next page if one follows.
pub(super) fn parts<T>(list: List<T>) -> (Vec<T>, Option<String>) {
    match list {
        List::Bare(items) => (items, None),
        List::Paged(page) => {
            (page.results, page.next_cursor.filter(|cursor| page.next_page_results && !cursor.is_empty()))
        }
    }
}

fn nothing_there() -> TrackerError {
    let detail = Redacted::ours("no project of yours has a work item of this id");
    TrackerError::new(Kind::NotFound, Applied::No, Retry::Never, detail)
}
