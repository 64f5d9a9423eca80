//! One account's line to awork during a call: who speaks, for whom, and asking with errors read.

use std::collections::HashSet;

use domain::target::Identity;
use http::StatusCode;
use serde::de::DeserializeOwned;

use super::api::{self, Api};
use super::wire::TypeOfWork;
use super::{problem, whoami};
use crate::exchange::{self, Effect};
use crate::{Cx, Kind, Request, Response, Retry, TrackerError};

/// Pages of a list read at most; a list that goes on beyond is not believed.
const PAGES_MAX: usize = 200;

pub(super) struct Line<'a> {
    pub(super) cx: &'a Cx<'a>,
    pub(super) api: Api<'a>,
    /// For whom time is booked; its aliases are who the token speaks for where that is somebody else.
    pub(super) me: Identity,
}

/// A list with every row that it shows.
pub(super) struct Listed<T> {
    pub(super) rows: Vec<T>,
    /// Whether it shows as many as it announces.
    pub(super) complete: bool,
}

impl<'a> Line<'a> {
    /// Knows who speaks from the last `whoami`, or asks now.
    pub(super) async fn open(cx: &'a Cx<'a>) -> Result<Self, TrackerError> {
        let me = match &cx.account.identity {
            Some(me) => me.clone(),
            None => whoami::whoami(cx).await?,
        };
        Ok(Self { cx, api: Api::new(cx.account, cx.secret)?, me })
    }

    /// Sends a request and reads its good answer.
    pub(super) async fn ask<T: DeserializeOwned>(
        &self,
        request: Request,
        effect: Effect,
    ) -> Result<T, TrackerError> {
        let response = exchange::send(self.cx, request, effect).await?;
        self.read(&response, effect).await
    }

    /// Reads a good answer, or the error it is.
    pub(super) async fn read<T: DeserializeOwned>(
        &self,
        response: &Response,
        effect: Effect,
    ) -> Result<T, TrackerError> {
        match response.status {
            StatusCode::OK | StatusCode::CREATED => exchange::body(response, effect),
            _ => Err(self.error(response, effect).await),
        }
    }

    /// The error of an answer. Where a 401 leaves open whether the token or a right is missing, `/me` tells: it needs
    /// a good token and no right. Either way nothing was done.
    pub(super) async fn error(&self, response: &Response, effect: Effect) -> TrackerError {
        let error = problem::error(self.cx, response, effect);
        if !problem::may_be_a_right(response) {
            return error;
        }
        let asked = async { exchange::send(self.cx, self.api.me()?, Effect::Read).await };
        match asked.await {
            Ok(answer) if answer.status == StatusCode::UNAUTHORIZED => {
                TrackerError { kind: Kind::SignIn, retry: Retry::AfterSignIn, ..error }
            }
            Ok(answer) if answer.status.is_success() => error,
            // Neither is known, and both can wait.
            Ok(answer) => problem::error(self.cx, &answer, Effect::Read),
            Err(lost) => lost,
        }
    }

    /// All pages of a list; `id` tells rows apart, because a list that shifts while it is read shows one twice.
    pub(super) async fn all<T: DeserializeOwned>(
        &self,
        page: impl Fn(usize) -> Result<Request, TrackerError>,
        id: impl Fn(&T) -> &str,
    ) -> Result<Listed<T>, TrackerError> {
        let first = exchange::send(self.cx, page(1)?, Effect::Read).await?;
        self.all_after(first, page, id).await
    }

    /// The same where the first page is there already.
    pub(super) async fn all_after<T: DeserializeOwned>(
        &self,
        first: Response,
        page: impl Fn(usize) -> Result<Request, TrackerError>,
        id: impl Fn(&T) -> &str,
    ) -> Result<Listed<T>, TrackerError> {
        let (mut rows, mut seen, mut response) = (Vec::new(), HashSet::new(), first);
        for next in 2..=PAGES_MAX + 1 {
            let items: Vec<T> = self.read(&response, Effect::Read).await?;
            let (count, total) = (items.len(), api::total(&response));
            rows.extend(items.into_iter().filter(|row| seen.insert(id(row).to_owned())));
            if !api::more_follows(total, rows.len(), count) {
                let complete = total.is_none_or(|total| rows.len() >= total);
                return Ok(Listed { rows, complete });
            }
            response = exchange::send(self.cx, page(next)?, Effect::Read).await?;
        }
        Ok(Listed { rows, complete: false })
    }

    /// The types of work that entries can have.
    pub(super) async fn types_of_work(&self) -> Result<Vec<TypeOfWork>, TrackerError> {
        let listed = self.all(|page| self.api.types_of_work(page), |kind: &TypeOfWork| &kind.id).await?;
        Ok(listed.rows.into_iter().filter(|kind| !kind.is_archived).collect())
    }
}

/// Sends a request and reads its good answer, before it is known who speaks.
pub(super) async fn ask<T: DeserializeOwned>(
    cx: &Cx<'_>,
    request: Request,
    effect: Effect,
) -> Result<T, TrackerError> {
    let response = exchange::send(cx, request, effect).await?;
    match response.status {
        StatusCode::OK => exchange::body(&response, effect),
        _ => Err(problem::error(cx, &response, effect)),
    }
}
