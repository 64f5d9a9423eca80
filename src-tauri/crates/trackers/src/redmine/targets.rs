//! Projects and issues as targets: every project that takes time and the person's open issues; any issue by number or
//! words.

use std::collections::{HashMap, HashSet};

use domain::{Target, TargetId};

use super::line::{Line, more_follows};
use super::place::Place;
use super::wire::{Hit, Issue, Project, Rows};
use crate::exchange::{self, PAGES_MAX};
use crate::{Kind, Page, TargetQuery, TrackerError};

/// The status of a project that is in use.
const ACTIVE: u32 = 1;
/// The module without which no time is taken.
const TIME_TRACKING: &str = "time_tracking";

pub(super) async fn targets(line: &Line<'_>, query: TargetQuery) -> Result<Page<Target>, TrackerError> {
    let text = query.text.trim();
    let projects: Vec<Project> = line.projects().await?.into_iter().filter(takes_time).collect();
    if text.is_empty() {
        return listing(line, &projects, query.cursor.as_deref()).await;
    }
    let folded = text.to_lowercase();
    let mut items: Vec<Target> =
        projects.iter().map(of_project).filter(|target| holds(target, &folded)).collect();
    items.extend(by_number(line, &projects, text).await?);
    items.extend(by_words(line, &projects, text, &folded).await?);
    let mut seen = HashSet::new();
    items.retain(|target| seen.insert(target.id.clone()));
    Ok(Page { items, next: None })
}

/// The projects, then the person's issues page by page; the cursor is the number of the first issue of a page.
async fn listing(
    line: &Line<'_>,
    projects: &[Project],
    cursor: Option<&str>,
) -> Result<Page<Target>, TrackerError> {
    let offset: usize = cursor.and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let issues: Rows<Issue> = line.ask(line.api.my_issues(offset)?).await?;
    let more = more_follows(issues.total_count, offset, issues.rows.len());
    let next = offset + super::api::PAGE_SIZE;
    if more && next >= PAGES_MAX * super::api::PAGE_SIZE {
        return Err(exchange::endless());
    }
    let first = if offset == 0 { projects } else { &[] };
    let items = first.iter().map(of_project).chain(of_issues(line, projects, &issues.rows));
    Ok(Page { items: items.collect(), next: more.then(|| next.to_string()) })
}

/// The issue of this number, open or not.
async fn by_number(
    line: &Line<'_>,
    projects: &[Project],
    text: &str,
) -> Result<Option<Target>, TrackerError> {
    let Some(Place::Issue(number)) = Place::read(text) else { return Ok(None) };
    match line.issue(number).await {
        Ok(issue) => Ok(of_issues(line, projects, &[issue]).next()),
        Err(error) if matches!(error.kind, Kind::NotFound | Kind::NotAllowed) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The search finds issues and says too little of them, so they are asked for once more, all at once. Open ones come
/// first.
async fn by_words(
    line: &Line<'_>,
    projects: &[Project],
    text: &str,
    folded: &str,
) -> Result<Vec<Target>, TrackerError> {
    let hits: Rows<Hit> = match line.ask(line.api.search(text)?).await {
        // Words that are too short for the search find nothing there.
        Err(error) if matches!(error.kind, Kind::Refused | Kind::NotFound | Kind::NotAllowed) => {
            return Ok(Vec::new());
        }
        answer => answer?,
    };
    let ids: Vec<String> = hits.rows.iter().map(|hit| hit.id.to_string()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut issues = line.ask::<Rows<Issue>>(line.api.issues(&ids.join(","))?).await?.rows;
    issues.sort_by_key(|issue| issue.closed_on.is_some());
    Ok(of_issues(line, projects, &issues).filter(|target| holds(target, folded)).collect())
}

/// What a server does not tell counts for the project.
fn takes_time(project: &Project) -> bool {
    let modules = project.enabled_modules.as_ref();
    project.status.is_none_or(|status| status == ACTIVE)
        && modules.is_none_or(|modules| modules.iter().any(|module| module.name == TIME_TRACKING))
}

fn of_project(project: &Project) -> Target {
    let identifier = Some(&project.identifier).filter(|identifier| !identifier.is_empty());
    Target {
        id: Place::Project(project.id).target(),
        key: identifier.unwrap_or(&project.name).clone(),
        title: project.name.clone(),
        parent: project.parent.as_ref().map(|parent| parent.name.clone()).filter(|name| !name.is_empty()),
        billable: None,
        mine: false,
    }
}

/// The issues of projects that take time.
fn of_issues<'a>(
    line: &'a Line<'_>,
    projects: &'a [Project],
    issues: &'a [Issue],
) -> impl Iterator<Item = Target> + 'a {
    let open: HashMap<u64, &str> =
        projects.iter().map(|project| (project.id, project.name.as_str())).collect();
    issues.iter().filter_map(move |issue| {
        let project = open.get(&issue.project.id)?;
        let key = format!("#{}", issue.id);
        Some(Target {
            id: Place::Issue(issue.id).target(),
            title: Some(&issue.subject).filter(|subject| !subject.is_empty()).unwrap_or(&key).clone(),
            key,
            parent: Some((*project).to_owned()),
            billable: None,
            mine: issue.assigned_to.as_ref().is_some_and(|person| person.id.to_string() == line.user),
        })
    })
}

fn holds(target: &Target, folded: &str) -> bool {
    let id: &TargetId = &target.id;
    target.key.to_lowercase().contains(folded)
        || target.title.to_lowercase().contains(folded)
        || id.as_str() == folded
}
