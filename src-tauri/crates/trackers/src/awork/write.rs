//! Making, changing and removing an entry.

use domain::Payload;
use http::StatusCode;

use super::entry::{Rest, body, place, remote};
use super::line::Line;
use super::place::Place;
use super::read::fetch;
use super::wire::{Replacement, TimeEntry};
use super::{kind_of_work, problem};
use crate::exchange::{self, Effect};
use crate::{Applied, Kind, Redacted, Remote, Retry, TrackerError};

pub(super) async fn create(line: &Line<'_>, payload: &Payload) -> Result<Remote, TrackerError> {
    let place = place_of(payload)?;
    let rest = Rest {
        user: line.me.id.clone(),
        type_of_work: kind_of_work::of(line, &place).await?,
        zone: line.cx.zone.name().to_owned(),
        billed: false,
    };
    let made: TimeEntry = line.ask(line.api.create(&body(payload, place, rest))?, Effect::Write).await?;
    remote(&made).ok_or_else(|| exchange::unreadable(Effect::Write))
}

/// Reads, merges and writes back the whole entry: whether a PUT clears what it leaves out is not documented. What was
/// chosen there stays, such as the type of work, as long as the entry stays where it is.
pub(super) async fn update(line: &Line<'_>, id: &str, payload: &Payload) -> Result<Remote, TrackerError> {
    let wanted = place_of(payload)?;
    let there = fetch(line, id).await?.ok_or_else(gone)?;
    let type_of_work = match there.type_of_work_id.clone().filter(|id| !id.is_empty()) {
        Some(kept) if place(&there) == wanted => kept,
        _ => kind_of_work::of(line, &wanted).await?,
    };
    let rest = Rest {
        user: there.user_id.clone().unwrap_or_else(|| line.me.id.clone()),
        type_of_work,
        zone: there.timezone.clone().unwrap_or_else(|| line.cx.zone.name().to_owned()),
        billed: there.is_billed,
    };
    let replacement = Replacement { entry: body(payload, wanted, rest), end_date_utc: (), end_time_utc: () };
    let changed: TimeEntry = line.ask(line.api.replace(id, &replacement)?, Effect::Write).await?;
    remote(&changed).ok_or_else(|| exchange::unreadable(Effect::Write))
}

pub(super) async fn delete(line: &Line<'_>, id: &str) -> Result<(), TrackerError> {
    let response = exchange::send(line.cx, line.api.delete(id)?, Effect::Write).await?;
    match response.status {
        StatusCode::NO_CONTENT => Ok(()),
        _ if problem::says_gone(&response) => Ok(()),
        _ => Err(line.error(&response, Effect::Write).await),
    }
}

fn place_of(payload: &Payload) -> Result<Place, TrackerError> {
    Place::read(&payload.target).ok_or_else(|| {
        let detail = Redacted::ours("nothing that time can be booked on has this name");
        TrackerError::new(Kind::NotFound, Applied::No, Retry::Never, detail)
    })
}

fn gone() -> TrackerError {
    let detail = Redacted::ours("the entry is not there any more");
    TrackerError::new(Kind::NotFound, Applied::No, Retry::Never, detail)
}
