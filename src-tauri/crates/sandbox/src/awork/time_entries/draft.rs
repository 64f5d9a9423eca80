//! The body of create and change: what may be sent, and how it is understood.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde_json::{Map, Value};

use super::{Content, When};
use crate::awork::State;
use crate::awork::access::Caller;
use crate::awork::problem::Problem;

pub(super) struct Draft(Map<String, Value>);

/// The two groups of times; a body may use one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Utc,
    Local,
}

impl Group {
    fn field(self, name: &str) -> String {
        match self {
            Self::Utc => format!("{name}utc"),
            Self::Local => format!("{name}local"),
        }
    }
}

impl Draft {
    pub(super) fn new(body: Map<String, Value>) -> Self {
        Self(body)
    }

    /// For whom it is.
    pub(super) fn user(&self, state: &State, caller: Caller) -> Result<Option<&'static str>, Problem> {
        let Some(id) = self.text("userid")? else { return Ok(None) };
        let user = state.user(caller.user(state).workspace, id);
        user.map(|user| Some(user.id)).ok_or_else(|| Problem::unknown("user", id))
    }

    /// What is left out is nothing: a change clears it.
    pub(super) fn content(&self, state: &State, caller: Caller) -> Result<Content, Problem> {
        let workspace = caller.user(state).workspace;
        let zone = self.text("timezone")?.ok_or_else(|| Problem::field("Timezone", "is required"))?;
        let zone: Tz = zone.parse().map_err(|_| Problem::field("Timezone", "is no IANA time zone"))?;
        let kind = self.text("typeofworkid")?;
        let kind = kind.ok_or_else(|| Problem::field("TypeOfWorkId", "is required"))?;
        let types = &state.workspace(workspace).types_of_work;
        let found = types.iter().find(|known| known.id.eq_ignore_ascii_case(kind));
        let found = found.ok_or_else(|| Problem::unknown("type of work", kind))?;
        if found.archived {
            return Err(Problem::archived("type of work"));
        }
        let type_of_work = found.id;
        let (project, task) = self.place(state, workspace)?;
        let (when, seconds) = self.times(zone)?;
        Ok(Content {
            project,
            task,
            type_of_work,
            zone,
            when,
            seconds,
            note: self.text("note")?.map(str::to_owned),
            billable: self.flag("isbillable")?.unwrap_or(false),
            billed: self.flag("isbilled")?.unwrap_or(false),
        })
    }

    /// The project follows the task.
    fn place(
        &self,
        state: &State,
        workspace: &str,
    ) -> Result<(Option<&'static str>, Option<String>), Problem> {
        let project = match self.text("projectid")? {
            None => None,
            Some(id) => Some(state.project(workspace, id).ok_or_else(|| Problem::unknown("project", id))?.id),
        };
        let Some(id) = self.text("taskid")? else { return Ok((project, None)) };
        let task = state.task(workspace, id).ok_or_else(|| Problem::unknown("task", id))?;
        match (project, task.project()) {
            (Some(given), own) if own != Some(given) => {
                Err(Problem::operation("The task does not belong to the project."))
            }
            (_, own) => Ok((own, Some(task.id.clone()))),
        }
    }

    /// Start and length. A given end wins over a given length; without a time of day it is of the whole day, and only
    /// a length can be given.
    fn times(&self, zone: Tz) -> Result<(When, u32), Problem> {
        let group = self.group()?;
        let day =
            self.day(group, "startdate")?.ok_or_else(|| Problem::field("StartDateUtc", "is required"))?;
        let clock = self.clock(group, "starttime")?;
        let end = self.clock(group, "endtime")?;
        let length = match self.value("duration") {
            None => None,
            Some(value) => {
                let seconds = value.as_i64().filter(|seconds| i32::try_from(*seconds).is_ok());
                Some(seconds.ok_or_else(|| Problem::field("Duration", "must be a whole number of seconds"))?)
            }
        };
        let Some(clock) = clock else {
            let seconds = positive(length.ok_or_else(|| Problem::field("Duration", "is required"))?)?;
            return Ok((When::Day(day), seconds));
        };
        let start = instant(group, day, clock, zone)?;
        let seconds = match (end, length) {
            (Some(end), _) => {
                let end_day = self.day(group, "enddate")?.unwrap_or(day);
                (instant(group, end_day, end, zone)? - start).num_seconds()
            }
            (None, Some(length)) => length,
            (None, None) => return Err(Problem::field("Duration", "is required without an end time")),
        };
        Ok((When::Clock(start), positive(seconds)?))
    }

    fn group(&self) -> Result<Group, Problem> {
        let names =
            |group: Group| ["startdate", "starttime", "enddate", "endtime"].map(|name| group.field(name));
        let used = |group: Group| names(group).iter().any(|name| self.value(name).is_some());
        match (used(Group::Utc), used(Group::Local)) {
            (true, true) => Err(Problem::model("Use either the Utc or the Local fields.")),
            (false, true) => Ok(Group::Local),
            (_, false) => Ok(Group::Utc),
        }
    }

    /// The day alone; a time of day behind it counts for nothing.
    fn day(&self, group: Group, name: &str) -> Result<Option<NaiveDate>, Problem> {
        let name = group.field(name);
        let Some(text) = self.text(&name)? else { return Ok(None) };
        let day = text.get(.."YYYY-MM-DD".len()).and_then(|day| day.parse().ok());
        day.map(Some).ok_or_else(|| Problem::field(&name, "is no date"))
    }

    fn clock(&self, group: Group, name: &str) -> Result<Option<NaiveTime>, Problem> {
        let name = group.field(name);
        let Some(text) = self.text(&name)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| Problem::field(&name, "is no time of day"))
    }

    fn flag(&self, field: &str) -> Result<Option<bool>, Problem> {
        let Some(value) = self.value(field) else { return Ok(None) };
        value.as_bool().map(Some).ok_or_else(|| Problem::field(field, "must be true or false"))
    }

    fn text(&self, field: &str) -> Result<Option<&str>, Problem> {
        let Some(value) = self.value(field) else { return Ok(None) };
        value.as_str().map(Some).ok_or_else(|| Problem::field(field, "must be a text"))
    }

    fn value(&self, field: &str) -> Option<&Value> {
        self.0.get(field).filter(|value| !value.is_null())
    }
}

fn positive(seconds: i64) -> Result<u32, Problem> {
    let seconds = u32::try_from(seconds).ok().filter(|seconds| *seconds > 0);
    seconds.ok_or_else(|| Problem::field("Duration", "must be more than nothing"))
}

fn instant(group: Group, day: NaiveDate, clock: NaiveTime, zone: Tz) -> Result<DateTime<Utc>, Problem> {
    let wall = day.and_time(clock);
    match group {
        Group::Utc => Ok(wall.and_utc()),
        Group::Local => {
            let found = zone.from_local_datetime(&wall).earliest();
            found.map(|at| at.to_utc()).ok_or_else(|| Problem::model("There is no such time in the zone."))
        }
    }
}
