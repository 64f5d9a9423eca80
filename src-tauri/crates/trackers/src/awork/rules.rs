//! What the workspace demands of an entry: its settings of time tracking, and a type of work for everything.

use chrono::Days;
use domain::Timestamp;
use domain::calendar::{date_of, local_day};

use super::kind_of_work::{self, chosen};
use super::line::Line;
use super::place::is_id;
use super::wire::{Permissions, Setting};
use crate::exchange::Effect;
use crate::{Kind, TrackerError, WorkspaceRules};

pub(super) async fn rules(line: &Line<'_>) -> Result<WorkspaceRules, TrackerError> {
    let mut rules = WorkspaceRules { task_required: needs_task(line).await?, ..WorkspaceRules::default() };
    let settings: Vec<Setting> = match line.ask(line.api.settings()?, Effect::Read).await {
        // A plan without such settings has no such rules.
        Err(error) if matches!(error.kind, Kind::FeatureOff | Kind::NotAllowed | Kind::NotFound) => {
            Vec::new()
        }
        answer => answer?,
    };
    for setting in settings.iter().filter(|setting| setting.enabled) {
        match setting.kind.as_str() {
            "prevent-private" => rules.project_required = true,
            "allow-on-past-days" => rules.locked_before = locked_before(line, setting.day_count),
            // Closed projects are not offered as targets, and whatever else there is the service refuses itself.
            _ => {}
        }
    }
    // These do not hold for administrators.
    if (rules.project_required || rules.locked_before.is_some()) && is_admin(line).await? {
        (rules.project_required, rules.locked_before) = (false, None);
    }
    Ok(rules)
}

/// Whether only a task can bring the type of work that an entry needs. Also tells at once of a chosen type that is not
/// there.
async fn needs_task(line: &Line<'_>) -> Result<bool, TrackerError> {
    let types = line.types_of_work().await?;
    match chosen(line.cx.account) {
        Some(id) if is_id(id) && types.iter().any(|kind| kind.id.eq_ignore_ascii_case(id)) => Ok(false),
        Some(chosen) => kind_of_work::named(line, chosen, &types).map(|_| false),
        None => Ok(types.len() != 1),
    }
}

/// The first instant that may still be booked: midnight so many days back; 0 is today.
fn locked_before(line: &Line<'_>, days: Option<u32>) -> Option<Timestamp> {
    let today = date_of(line.cx.now, line.cx.zone);
    let first = today.checked_sub_days(Days::new(days?.into()))?;
    Some(local_day(first, line.cx.zone).0)
}

/// Whether the rules do not hold for the token. Where that is not told they are left to the service.
async fn is_admin(line: &Line<'_>) -> Result<bool, TrackerError> {
    let asked: Result<Permissions, _> = line.ask(line.api.permissions()?, Effect::Read).await;
    match asked {
        Ok(told) => Ok(told.user_permission.and_then(|permission| permission.is_admin).unwrap_or(true)),
        Err(error) if matches!(error.kind, Kind::NotAllowed | Kind::NotFound | Kind::Refused) => Ok(true),
        Err(error) => Err(error),
    }
}
