//! Plane has no rules for entries; what is asked instead is whether time can be logged in the workspace at all.

use http::StatusCode;

use super::line::{Line, parts};
use super::place::Place;
use super::problem::{self, Off};
use super::targets::Standing;
use super::wire::{List, WorkItem};
use crate::exchange::Effect;
use crate::{Kind, TrackerError, WorkspaceRules};

/// A server or a plan without worklogs is told now instead of at the first upload. The worklogs of one work item are
/// enough to see it: reading them passes the same gate as writing.
pub(super) async fn rules(line: &Line<'_>) -> Result<WorkspaceRules, TrackerError> {
    let projects = line.projects().await?;
    let Some(project) = projects.iter().find(|project| Standing::of(project) == Standing::Open) else {
        let off = projects.iter().any(|project| Standing::of(project) == Standing::Off);
        return if off { Err(Off::Everywhere.error()) } else { Ok(WorkspaceRules::default()) };
    };
    let items: List<WorkItem> = match line.ask(|family| line.api.items(family, &project.id, None)).await {
        // Another look at this project says more than this one.
        Err(error) if matches!(error.kind, Kind::NotFound | Kind::NotAllowed) => {
            return Ok(WorkspaceRules::default());
        }
        answer => answer?,
    };
    if let Some(item) = parts(items).0.first() {
        let place = Place::new(&project.id, &item.id);
        let response = line.send(Effect::Read, |family| line.api.worklogs(family, &place, None)).await?;
        if let Some(off) = problem::off(&response) {
            return Err(off.error());
        }
        if response.status != StatusCode::OK {
            match problem::error(line.cx, &response, Effect::Read) {
                // Of this project or item alone.
                error if matches!(error.kind, Kind::NotFound | Kind::NotAllowed) => {}
                error => return Err(error),
            }
        }
    }
    Ok(WorkspaceRules::default())
}
