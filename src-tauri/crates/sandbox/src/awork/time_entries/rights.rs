//! Who may touch which entry, and what the settings of the workspace forbid to all but administrators.

use chrono::{DateTime, Days, Utc};
use chrono_tz::Tz;

use super::Content;
use crate::awork::State;
use crate::awork::access::Caller;
use crate::awork::problem::Problem;
use crate::awork::projects::Stage;

/// Entries of others need a right that here only administrators have.
pub(super) fn own(state: &State, caller: Caller, user: &str) -> Result<(), Problem> {
    if caller.user(state).id == user || caller.is_admin(state) {
        return Ok(());
    }
    Err(Problem::no_right("project-timetracking"))
}

/// Refuses what may not be booked. Days are counted back in `zone`.
pub(super) fn write(
    state: &State,
    caller: Caller,
    user: &str,
    content: &Content,
    (now, zone): (DateTime<Utc>, Tz),
) -> Result<(), Problem> {
    own(state, caller, user)?;
    let me = caller.user(state);
    if let Some(task) = content.task.as_deref().and_then(|id| state.task(me.workspace, id)) {
        let assigned = task.assignees.contains(&me.id);
        if task.project().is_some() && !assigned && !caller.plans(state) {
            return Err(Problem::no_right("project-planning-data"));
        }
    }
    if caller.is_admin(state) {
        return Ok(());
    }
    let settings = state.workspace(me.workspace).settings;
    let project = content.project.and_then(|id| state.project(me.workspace, id));
    if settings.no_private && project.is_none() {
        return Err(Problem::operation("Time can be tracked on projects only."));
    }
    if settings.no_done_projects && project.is_some_and(|project| project.stage == Stage::Closed) {
        return Err(Problem::operation("Time cannot be tracked on closed projects."));
    }
    if let Some(days) = settings.past_days {
        let today = now.with_timezone(&zone).date_naive();
        let first = today.checked_sub_days(Days::new(days.into()));
        if first.is_some_and(|first| content.when.day(zone) < first) {
            return Err(Problem::operation(format!("Time can be tracked {days} days back.")));
        }
    }
    Ok(())
}
