//! What a workspace demands of an entry, asked for once a day instead of found out by refusals.

use domain::Timestamp;

use super::api;
use super::line::Line;
use super::moment;
use super::wire::{Workspace, WorkspaceSettings};
use crate::exchange::{self, Effect};
use crate::{Kind, Redacted, Retry, TrackerError, WorkspaceRules};

pub(super) async fn rules(line: &Line<'_>) -> Result<WorkspaceRules, TrackerError> {
    let workspace: Workspace =
        exchange::ask(line.cx, line.api.workspace(&line.workspace)?, Effect::Read, api::error)
            .await
            .map_err(|error| elsewhere(line, error))?;
    let mut rules = of(&workspace);
    rules.tags = line.tags(false).await?.into_iter().map(|tag| (tag.name, tag.id)).collect();
    if (rules.locked_before.is_some() || rules.live_only || rules.billable_forced) && is_admin(line).await? {
        (rules.locked_before, rules.live_only, rules.billable_forced) = (None, false, false);
    }
    Ok(rules)
}

/// A workspace answers only on the host of its region, and only to its members.
fn elsewhere(line: &Line<'_>, error: TrackerError) -> TrackerError {
    if !matches!(error.kind, Kind::NotFound | Kind::NotAllowed) || error.retry != Retry::Never {
        return error;
    }
    let text = format!(
        "there is no workspace {} for this account at this address ({}); it may live in another region, whose \
         address is then to be given",
        line.workspace, error.detail
    );
    TrackerError { kind: Kind::NotFound, detail: Redacted::new(&text, line.cx.secret), ..error }
}

/// What holds for plain members.
fn of(workspace: &Workspace) -> WorkspaceRules {
    let settings = &workspace.workspace_settings;
    WorkspaceRules {
        note_required: settings.force_description,
        project_required: settings.force_projects,
        task_required: settings.force_tasks,
        tag_required: settings.force_tags,
        locked_before: locked_before(settings),
        live_only: settings.time_tracking_mode.as_deref() == Some("STOPWATCH_ONLY"),
        break_entries: workspace.features.iter().any(|feature| feature == "BREAKS"),
        billable_forced: settings.only_admins_can_change_billable_status,
        tags: std::collections::BTreeMap::new(),
        // Not said is not allowed: a tag that cannot be made is then left out with notice, not refused later.
        new_tags: settings.only_admins_create_tag == Some(false)
            || settings.entity_creation_permissions.who_can_create_tags == "EVERYONE",
    }
}

fn locked_before(settings: &WorkspaceSettings) -> Option<Timestamp> {
    settings.lock_time_entries.as_deref().and_then(moment::read)
}

/// Whether locks and the like do not hold for this person. Nobody is owner and administrator at once in these lists,
/// so a service that returns the workspace for both roles has not understood the question.
async fn is_admin(line: &Line<'_>) -> Result<bool, TrackerError> {
    let mut roles = 0;
    for role in ["OWNER", "WORKSPACE_ADMIN"] {
        let mine: Vec<Workspace> =
            exchange::ask(line.cx, line.api.workspaces_as(role)?, Effect::Read, api::error).await?;
        roles += usize::from(mine.iter().any(|workspace| workspace.id == line.workspace));
    }
    Ok(roles == 1)
}
