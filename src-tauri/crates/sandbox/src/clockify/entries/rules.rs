//! What an entry must fulfil in its workspace before it is kept.

use super::{Content, Entry, Kind};
use crate::clockify::access::Member;
use crate::clockify::moment;
use crate::clockify::problem::Problem;
use crate::clockify::workspaces::Workspace;

const LONGEST_DESCRIPTION: usize = 3000;

/// Checks what was sent against the workspace and settles its billable flag.
pub(super) fn check(workspace: &Workspace, member: &Member, content: &mut Content) -> Result<(), Problem> {
    text(&content.description)?;
    if let Some(end) = content.end.filter(|end| content.start > *end) {
        let (start, end) = (moment::write(content.start), moment::write(end));
        return Err(Problem::rule(format!("Start datetime {start} is greater than end datetime {end}.")));
    }
    references(workspace, content)?;
    if content.kind == Kind::Break && !workspace.has("BREAKS") {
        return Err(Problem::no_breaks());
    }
    // A running entry may still lack what a finished one must have.
    if content.end.is_some() {
        may_end(workspace, content)?;
    }
    if !member.is_admin() {
        if workspace.rules.locked_before.is_some_and(|before| content.start < before) {
            return Err(Problem::locked());
        }
        if workspace.rules.billable_by_admins {
            let project = content.project.as_deref().and_then(|id| workspace.project(id));
            content.billable = project.is_some_and(|project| project.billable);
        }
    }
    Ok(())
}

/// Whether a stored entry may be touched at all.
pub(super) fn may_touch(workspace: &Workspace, member: &Member, entry: &Entry) -> Result<(), Problem> {
    member.reach(&entry.user)?;
    if entry.content.is_locked(workspace) && !member.is_admin() { Err(Problem::locked()) } else { Ok(()) }
}

fn text(description: &str) -> Result<(), Problem> {
    if description.contains(['<', '>']) {
        return Err(Problem::rule("Description is not valid. Don't use < and > characters"));
    }
    // Counted as the service's platform counts: in UTF-16 units, an emoji is two.
    if description.encode_utf16().count() > LONGEST_DESCRIPTION {
        return Err(Problem::rule("Description is too long. Max number of characters is 3000"));
    }
    Ok(())
}

fn references(workspace: &Workspace, content: &Content) -> Result<(), Problem> {
    let project = match content.project.as_deref() {
        Some(id) => Some(workspace.project(id).ok_or_else(|| Problem::stranger("Project"))?),
        None => None,
    };
    if let Some(task) = content.task.as_deref() {
        let tasks = project.map(|project| project.tasks.as_slice()).unwrap_or_default();
        if !tasks.iter().any(|known| known.id == task) {
            return Err(Problem::rule("Task doesn't belong to Project"));
        }
    }
    // An archived project is accepted. For archived tags the reports differ; the stricter one holds here.
    for tag in content.tags.iter().flatten() {
        let tag = workspace.tag(tag).ok_or_else(|| Problem::stranger("Tag"))?;
        if tag.archived {
            return Err(Problem::rule("You can not create entities for archived tag"));
        }
    }
    Ok(())
}

/// Whether everything is there that a finished entry must have.
pub(super) fn may_end(workspace: &Workspace, content: &Content) -> Result<(), Problem> {
    let rules = &workspace.rules;
    if rules.projects && content.project.is_none() {
        return Err(Problem::rule("Project is either required field or given project is archived"));
    }
    if rules.tasks && content.task.is_none() {
        return Err(Problem::rule("Task is either required field or given task is done"));
    }
    if rules.tags && content.tags.iter().flatten().next().is_none() {
        return Err(Problem::rule("Tag is either required field or given tag is archived"));
    }
    if rules.description && content.description.trim().is_empty() {
        return Err(Problem::rule("Description is required field"));
    }
    Ok(())
}
