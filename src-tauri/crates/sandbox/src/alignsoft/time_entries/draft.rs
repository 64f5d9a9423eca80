//! The body of create and change: what may be sent, and how it is understood.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::{Content, ExternalRef, TimeEntry};
use crate::alignsoft::State;
use crate::alignsoft::hours;
use crate::alignsoft::problem::Problem;

const LONGEST_DESCRIPTION: usize = 2000;

pub(in crate::alignsoft) struct Draft(Map<String, Value>);

impl Draft {
    pub(in crate::alignsoft) fn new(body: Map<String, Value>) -> Self {
        Self(body)
    }

    /// For whom it is; there is no current user to fall back on.
    pub(super) fn user(&self) -> Result<&str, Problem> {
        self.text("userId")?.ok_or_else(|| Problem::validation("userId", "is required"))
    }

    /// A new content. `billable` left out is true.
    pub(super) fn content(&self, state: &State, project: &str) -> Result<Content, Problem> {
        let work_date = self.work_date()?.ok_or_else(|| Problem::validation("workDate", "is required"))?;
        let (quarters, minutes) =
            self.time()?.ok_or_else(|| Problem::validation("minutes", "minutes or hours are required"))?;
        let content = Content {
            ticket: self.text("entryId")?.map(str::to_owned),
            release: self.text("releaseId")?.map(str::to_owned),
            work_date,
            quarters,
            minutes,
            description: self.text("description")?.map(str::to_owned),
            billable: self.flag("billable")?.unwrap_or(true),
        };
        checked(state, project, content)
    }

    /// The content of an entry with what is named here changed; `null` clears.
    pub(in crate::alignsoft) fn changed(&self, state: &State, entry: &TimeEntry) -> Result<Content, Problem> {
        let mut content = entry.content.clone();
        for (field, place) in [
            ("entryId", &mut content.ticket),
            ("releaseId", &mut content.release),
            ("description", &mut content.description),
        ] {
            if self.0.contains_key(field) {
                *place = self.text(field)?.map(str::to_owned);
            }
        }
        if let Some(date) = self.work_date()? {
            content.work_date = date;
        }
        if let Some((quarters, minutes)) = self.time()? {
            (content.quarters, content.minutes) = (quarters, minutes);
        }
        if let Some(billable) = self.flag("billable")? {
            content.billable = billable;
        }
        checked(state, entry.project, content)
    }

    pub(super) fn external(&self) -> Result<Option<ExternalRef>, Problem> {
        let Some(value) = self.value("externalRef") else { return Ok(None) };
        let text = |field: &str| {
            let text = value.get(field).and_then(Value::as_str).filter(|text| !text.is_empty());
            text.map(str::to_owned)
                .ok_or_else(|| Problem::validation("externalRef", "wants provider, externalType, externalId"))
        };
        Ok(Some(ExternalRef {
            provider: text("provider")?,
            kind: text("externalType")?,
            id: text("externalId")?,
        }))
    }

    /// Quarters and minutes. Minutes win over hours. What would be rounded to nothing is refused: what the service
    /// makes of it is not documented.
    fn time(&self) -> Result<Option<(u32, u32)>, Problem> {
        if let Some(minutes) = self.value("minutes") {
            let minutes = minutes.as_u64().and_then(|minutes| u32::try_from(minutes).ok());
            let minutes = minutes.filter(|minutes| (1..=1440).contains(minutes));
            let minutes = minutes.ok_or_else(|| Problem::validation("minutes", "must be from 1 to 1440"))?;
            return match hours::from_minutes(minutes) {
                0 => Err(Problem::validation("minutes", "are less than a quarter of an hour")),
                quarters => Ok(Some((quarters, minutes))),
            };
        }
        let Some(text) = self.text("hours")? else { return Ok(None) };
        let quarters = hours::read(text);
        let quarters = quarters.ok_or_else(|| Problem::validation("hours", "must be quarters up to 24"))?;
        Ok(Some((quarters, quarters * 15)))
    }

    fn work_date(&self) -> Result<Option<NaiveDate>, Problem> {
        let Some(text) = self.text("workDate")? else { return Ok(None) };
        let date = text.parse().ok().filter(|_| text.len() == "YYYY-MM-DD".len());
        date.map(Some).ok_or_else(|| Problem::validation("workDate", "must be YYYY-MM-DD"))
    }

    fn flag(&self, field: &str) -> Result<Option<bool>, Problem> {
        let Some(value) = self.value(field) else { return Ok(None) };
        value.as_bool().map(Some).ok_or_else(|| Problem::validation(field, "must be true or false"))
    }

    fn text(&self, field: &str) -> Result<Option<&str>, Problem> {
        let Some(value) = self.value(field) else { return Ok(None) };
        value.as_str().map(Some).ok_or_else(|| Problem::validation(field, "must be a text"))
    }

    fn value(&self, field: &str) -> Option<&Value> {
        self.0.get(field).filter(|value| !value.is_null())
    }
}

fn checked(state: &State, project: &str, content: Content) -> Result<Content, Problem> {
    let ticket = content.ticket.as_deref();
    if ticket.is_some_and(|id| state.ticket(id).is_none_or(|ticket| ticket.project != project)) {
        return Err(Problem::validation("entryId", "does not belong to the project"));
    }
    // Counted as the service's platform counts: in UTF-16 units, an emoji is two.
    let length = content.description.as_deref().map_or(0, |text| text.encode_utf16().count());
    if length > LONGEST_DESCRIPTION {
        return Err(Problem::validation("description", "must be at most 2000 characters"));
    }
    Ok(content)
}
