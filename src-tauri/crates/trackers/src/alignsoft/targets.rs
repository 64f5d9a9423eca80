//! Projects and their tickets as targets: `Website` and `Website/Login flow review`, or a ticket's own key.

use domain::{Target, TargetId};

use super::api;
use super::line::Line;
use super::wire::{Envelope, Project, Ticket};
use crate::exchange::{self, Effect};
use crate::{Kind, Page, TargetQuery, TrackerError};

/// Projects on a page of targets. Each brings the list of its tickets, so a page stays far below the quota.
const PROJECTS: usize = 10;

/// One page of the listing. A search goes on until a page has a hit: how the service searches is not documented, so
/// names are compared here.
pub(super) async fn targets(line: &Line<'_>, query: TargetQuery) -> Result<Page<Target>, TrackerError> {
    let text = query.text.trim().to_lowercase();
    let mut page = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or(1);
    loop {
        let (projects, more) = projects(line, page).await?;
        let mut items = Vec::new();
        for project in projects.iter().filter(|project| !is_archived(project.status.as_deref())) {
            let listed = line.all(|page| line.api.tickets(&project.id, page)).await?;
            items.extend(of_project(project, &listed.rows, &line.user));
        }
        items.retain(|target| holds(target, &text));
        page += 1;
        if !more || text.is_empty() || !items.is_empty() {
            return Ok(Page { items, next: more.then(|| page.to_string()) });
        }
    }
}

/// Projects of a page, and whether another follows. A key for one project has that one, under its id where it may not
/// ask for its name.
async fn projects(line: &Line<'_>, page: usize) -> Result<(Vec<Project>, bool), TrackerError> {
    let answer: Result<Envelope<Project>, _> =
        exchange::ask(line.cx, line.api.projects(page, PROJECTS)?, Effect::Read, api::error).await;
    match (answer, &line.project) {
        (Ok(mut envelope), own) => {
            let more = api::more_follows(envelope.total, page, PROJECTS, envelope.data.len());
            envelope.data.retain(|project| own.as_ref().is_none_or(|own| *own == project.id));
            Ok((envelope.data, more))
        }
        (Err(error), Some(own)) if error.kind == Kind::NotAllowed => {
            Ok((vec![Project { id: own.clone(), name: String::new(), status: None }], false))
        }
        (Err(error), _) => Err(error),
    }
}

/// The project itself, then its tickets.
fn of_project(project: &Project, tickets: &[Ticket], user: &str) -> Vec<Target> {
    let name = if project.name.is_empty() { &project.id } else { &project.name };
    let whole = Target {
        id: TargetId::new(&project.id),
        key: name.clone(),
        title: name.clone(),
        parent: None,
        billable: None,
        mine: false,
    };
    let of_ticket = |ticket: &Ticket| {
        let said = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let title = said(&ticket.title).or_else(|| said(&ticket.name)).unwrap_or_else(|| ticket.id.clone());
        Target {
            id: TargetId::new(format!("{}/{}", project.id, ticket.id)),
            key: said(&ticket.key).unwrap_or_else(|| format!("{name}/{title}")),
            title,
            parent: Some(name.clone()),
            billable: None,
            mine: ticket.assignee_id.as_deref() == Some(user),
        }
    };
    let open = tickets.iter().filter(|ticket| !is_archived(ticket.status.as_deref()));
    std::iter::once(whole).chain(open.map(of_ticket)).collect()
}

fn is_archived(status: Option<&str>) -> bool {
    status.is_some_and(|status| status.eq_ignore_ascii_case("archived"))
}

fn holds(target: &Target, text: &str) -> bool {
    text.is_empty()
        || target.key.to_lowercase().contains(text)
        || target.title.to_lowercase().contains(text)
        || target.id.as_str().eq_ignore_ascii_case(text)
}
