//! Projects and their active tasks as targets: `Website` and `Website/Design`.

use domain::{Target, TargetId};

use super::api;
use super::line::Line;
use super::wire::{Project, Task};
use crate::exchange::{self, Effect};
use crate::{Page, TargetQuery, TrackerError};

/// One page of the listing. A search goes on until a page has a hit: names are compared here, because the service's
/// own search misses names with special characters and knows nothing of tasks.
pub(super) async fn targets(line: &Line<'_>, query: TargetQuery) -> Result<Page<Target>, TrackerError> {
    let text = query.text.trim().to_lowercase();
    let mut page = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or(1);
    loop {
        let request = line.api.projects(&line.workspace, page)?;
        let response = exchange::send(line.cx, request, Effect::Read).await?;
        let projects: Vec<Project> = exchange::read(line.cx, &response, Effect::Read, api::error)?;
        let more = api::more_follows(&response, projects.len());
        let items: Vec<Target> = projects
            .iter()
            .filter(|project| !project.archived && !project.template)
            .flat_map(|project| of_project(project, &line.user))
            .filter(|target| holds(target, &text))
            .collect();
        page += 1;
        if !more || text.is_empty() || !items.is_empty() {
            return Ok(Page { items, next: more.then(|| page.to_string()) });
        }
    }
}

/// The project itself, then its tasks that are not done.
fn of_project(project: &Project, user: &str) -> Vec<Target> {
    let parent = project.client_name.clone().filter(|name| !name.is_empty());
    let whole = Target {
        id: TargetId::new(&project.id),
        key: project.name.clone(),
        title: project.name.clone(),
        parent: parent.clone(),
        billable: project.billable,
        mine: false,
    };
    let of_task = |task: &Task| Target {
        id: TargetId::new(format!("{}/{}", project.id, task.id)),
        key: format!("{}/{}", project.name, task.name),
        title: task.name.clone(),
        parent: parent.clone(),
        billable: project.billable,
        mine: task.assignee_ids.iter().any(|assignee| assignee == user),
    };
    let active = project.tasks.iter().filter(|task| task.status.as_deref() != Some("DONE"));
    std::iter::once(whole).chain(active.map(of_task)).collect()
}

fn holds(target: &Target, text: &str) -> bool {
    text.is_empty()
        || target.key.to_lowercase().contains(text)
        || target.id.as_str().eq_ignore_ascii_case(text)
}
