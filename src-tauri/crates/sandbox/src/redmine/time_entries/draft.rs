//! The fields of create and change, and what is refused of them, in the service's own words.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::Content;
use crate::redmine::access::Caller;
use crate::redmine::problem::Problem;
use crate::redmine::{State, samples};

/// The longest comment, in characters.
const COMMENTS_MAX: usize = 1024;
/// The most hours a person may have on a day.
const HOURS_MAX: f64 = 999.0;

/// What a body says, over what is there.
pub(super) fn content(
    state: &State,
    caller: Caller,
    body: &Map<String, Value>,
    before: Option<&Content>,
) -> Result<Content, Problem> {
    let mut errors: Vec<String> = Vec::new();
    let mut wrong = |error: &str| errors.push(error.to_owned());
    let default = samples::ACTIVITIES.iter().find(|activity| activity.2).map(|activity| activity.0);
    let said = |name: &str| body.get(name).filter(|value| !value.is_null() && *value != "");
    let id = |name: &str| said(name).and_then(|id| id.as_u64().or_else(|| id.as_str()?.parse().ok()));

    let activity = id("activity_id").or(before.map(|before| before.activity)).or(default);
    match activity {
        None => wrong("Activity cannot be blank"),
        Some(id) if samples::ACTIVITIES.iter().all(|known| known.0 != id || !known.3) => {
            wrong("Activity is not included in the list");
        }
        Some(_) => {}
    }
    let hours = match said("hours") {
        Some(hours) => hours.as_f64().or_else(|| hours.as_str()?.replace(',', ".").parse().ok()),
        None => before.map(|before| before.hours),
    };
    match hours {
        None => wrong("Hours cannot be blank"),
        Some(hours) if hours < 0.0 => wrong("Hours is invalid"),
        Some(hours) if hours > HOURS_MAX => wrong("Cannot log more than 999:00 hours on the same day"),
        Some(_) => {}
    }
    let comments = match body.get("comments") {
        Some(text) => text.as_str().unwrap_or_default().to_owned(),
        None => before.map(|before| before.comments.clone()).unwrap_or_default(),
    };
    if comments.chars().count() > COMMENTS_MAX {
        wrong("Comment is too long (maximum is 1024 characters)");
    }
    let spent_on: Option<NaiveDate> = match said("spent_on") {
        Some(date) => date.as_str().and_then(|date| date.parse().ok()),
        None => before.map(|before| before.spent_on),
    };
    if spent_on.is_none() {
        wrong("Date cannot be blank");
        wrong("Date is not a valid date");
    }
    let (project, issue) = place(state, caller, body, before)?;
    if project.is_none() {
        wrong("Project is invalid");
    }
    if issue == Some(None) {
        wrong("Issue is invalid");
    }
    let custom = body.get("custom_fields").and_then(Value::as_array).and_then(|fields| {
        let field = fields.iter().find(|field| field["id"] == samples::FIELD.0)?;
        field["value"].as_str().map(str::to_owned)
    });
    match (activity, hours, spent_on, project) {
        (Some(activity), Some(hours), Some(spent_on), Some(project)) if errors.is_empty() => Ok(Content {
            project,
            issue: issue.flatten(),
            activity,
            hours,
            comments,
            spent_on,
            custom: custom.or_else(|| before.and_then(|before| before.custom.clone())),
        }),
        _ => Err(Problem::Invalid(errors)),
    }
}

/// The project, if there is one, and the issue: `None` = none is meant, `Some(None)` = it is none to book on. An issue
/// brings its project along.
fn place(
    state: &State,
    caller: Caller,
    body: &Map<String, Value>,
    before: Option<&Content>,
) -> Result<(Option<u64>, Option<Option<u64>>), Problem> {
    let id = |value: &Value| value.as_u64().or_else(|| value.as_str()?.parse().ok());
    let named = body.get("project_id").and_then(id);
    let project = named.or(before.map(|before| before.project));
    let issue = match body.get("issue_id") {
        None => before.and_then(|before| before.issue),
        Some(said) => id(said),
    };
    let Some(issue) = issue else {
        let known = project.and_then(|project| state.project(project));
        return match known {
            Some(project) if project.may_log(caller) => Ok((Some(project.id), None)),
            Some(_) => Err(Problem::Forbidden),
            None => Ok((None, None)),
        };
    };
    let known = state.issues.iter().find(|known| known.id == issue);
    let may_log =
        known.and_then(|known| state.project(known.project)).filter(|project| project.may_log(caller));
    Ok(match (known, may_log) {
        (_, Some(home)) => (Some(home.id), Some(Some(issue))),
        (Some(known), None) => (Some(known.project), Some(None)),
        (None, _) => (project, Some(None)),
    })
}
