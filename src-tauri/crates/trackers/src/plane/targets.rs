//! Work items as targets: the open ones of every project that time can be logged in; by key, by id or by words.

use std::collections::{HashMap, HashSet, VecDeque};

use domain::target::Identity;
use domain::{Target, TargetId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::line::{Line, parts};
use super::place::{Name, Place};
use super::problem::Off;
use super::wire::{Found, Hit, List, Project, State, WorkItem};
use crate::exchange::{self, PAGES_MAX};
use crate::{Kind, Page, TargetQuery, TrackerError};

/// The least role that may log work: member. Below are commenter and guest.
const MEMBER: u32 = 15;

/// What a project is to the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Standing {
    /// Time can be logged there.
    Open,
    /// Its time tracking is switched off.
    Off,
    /// It is archived, or the person is no member, or only one who may read.
    Closed,
}

impl Standing {
    /// What the server does not tell counts for the project.
    pub(super) fn of(project: &Project) -> Self {
        let archived = !matches!(project.archived_at, Value::Null);
        let reads_only = project.member_role.is_some_and(|role| role < MEMBER);
        if archived || project.is_member == Some(false) || reads_only {
            Self::Closed
        } else if project.is_time_tracking_enabled == Some(false) {
            Self::Off
        } else {
            Self::Open
        }
    }
}

pub(super) async fn targets(line: &Line<'_>, query: TargetQuery) -> Result<Page<Target>, TrackerError> {
    let text = query.text.trim();
    if text.is_empty() {
        return listing(line, query.cursor.as_deref()).await;
    }
    let named = match Name::read(text) {
        Some(name) => by_name(line, name, text).await?,
        None => None,
    };
    let items = match named {
        Some(target) => vec![target],
        None => by_words(line, text).await?,
    };
    Ok(Page { items, next: None })
}

/// Where a listing is: the projects that have pages left, one page of each in turn, so that whoever stops early
/// has seen something of every one.
#[derive(Debug, Serialize, Deserialize)]
struct Cursor {
    asked: usize,
    left: VecDeque<Left>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Left {
    id: String,
    identifier: String,
    name: String,
    cursor: Option<String>,
}

impl Cursor {
    async fn begin(line: &Line<'_>) -> Result<Self, TrackerError> {
        let projects = line.projects().await?;
        let all = |standing| projects.iter().filter(move |project| Standing::of(project) == standing);
        let left = all(Standing::Open).map(|project| Left {
            id: project.id.clone(),
            identifier: project.identifier.clone(),
            name: project.name.clone(),
            cursor: None,
        });
        let left: VecDeque<Left> = left.collect();
        if left.is_empty() && all(Standing::Off).next().is_some() {
            return Err(Off::Everywhere.error());
        }
        Ok(Self { asked: 0, left })
    }

    /// Where the next page begins; `None` = this was the last.
    fn next(&self) -> Result<Option<String>, TrackerError> {
        if self.left.is_empty() {
            return Ok(None);
        }
        if self.asked >= PAGES_MAX {
            return Err(exchange::endless());
        }
        Ok(Some(serde_json::to_string(self).expect("a cursor is plain text and numbers")))
    }
}

async fn listing(line: &Line<'_>, cursor: Option<&str>) -> Result<Page<Target>, TrackerError> {
    let mut cursor = match cursor.and_then(|cursor| serde_json::from_str::<Cursor>(cursor).ok()) {
        Some(cursor) => cursor,
        None => Cursor::begin(line).await?,
    };
    let Some(mut project) = cursor.left.pop_front() else {
        return Ok(Page { items: Vec::new(), next: None });
    };
    cursor.asked += 1;
    let request = |family| line.api.items(family, &project.id, project.cursor.as_deref());
    let (items, next) = match line.ask::<List<WorkItem>>(request).await {
        // Closed to the person since the projects were listed.
        Err(error) if matches!(error.kind, Kind::NotFound | Kind::NotAllowed) => (Vec::new(), None),
        answer => parts(answer?),
    };
    let mut seen = HashSet::new();
    let open = items.iter().filter(|item| is_open(item) && seen.insert(item.id.as_str()));
    let mut targets: Vec<Target> =
        open.map(|item| target(item, (&project.id, &project.identifier, &project.name), &line.me)).collect();
    targets.sort_by_key(|target| !target.mine);
    if next.is_some() {
        project.cursor = next;
        cursor.left.push_back(project);
    }
    Ok(Page { items: targets, next: cursor.next()? })
}

/// The item of this name, open or not; `None` when there is none to be seen.
async fn by_name(line: &Line<'_>, name: Name, text: &str) -> Result<Option<Target>, TrackerError> {
    let found = async {
        Ok(match name {
            Name::Key(key) => {
                let item = line.by_key(&key).await?;
                match &item.project {
                    Some(project) => {
                        let project = line.project(project.id()).await?;
                        Some((item, project))
                    }
                    None => None,
                }
            }
            Name::Place(place) => Some((line.item(&place).await?, line.project(&place.project).await?)),
            Name::Item(id) => line.find_item(&id).await?.map(|(_, item, project)| (item, project)),
        })
    };
    let (item, project) = match found.await {
        Ok(Some(found)) => found,
        Ok(None) => return Ok(None),
        Err(TrackerError { kind: Kind::NotFound | Kind::NotAllowed, .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    match Standing::of(&project) {
        Standing::Closed => Ok(None),
        Standing::Off => Err(Off::Project.error()),
        Standing::Open => {
            let mut target = target(&item, (&project.id, &project.identifier, &project.name), &line.me);
            // Asked for by its id alone it is to be found again by just that.
            if matches!(Name::read(text), Some(Name::Item(_))) {
                target.id = TargetId::new(text);
            }
            Ok(Some(target))
        }
    }
}

/// The service also finds every item whose number is anywhere in the text, so what it finds is looked at again.
async fn by_words(line: &Line<'_>, text: &str) -> Result<Vec<Target>, TrackerError> {
    let projects = line.projects().await?;
    let open: HashMap<&str, &Project> = projects
        .iter()
        .filter(|project| Standing::of(project) == Standing::Open)
        .map(|project| (project.id.as_str(), project))
        .collect();
    let found: Found = line.ask(|family| line.api.search(family, text)).await?;
    let text = text.to_lowercase();
    let mut seen = HashSet::new();
    let hits = found.issues.iter().filter(|hit| seen.insert(hit.id.as_str()));
    let targets = hits.filter_map(|hit: &Hit| {
        let project = open.get(hit.project_id.as_str())?;
        let key = format!("{}-{}", project.identifier, hit.sequence_id);
        let holds = hit.name.to_lowercase().contains(&text) || key.to_lowercase().contains(&text);
        holds.then(|| Target {
            id: TargetId::new(Place::new(&project.id, &hit.id).name()),
            key,
            title: hit.name.clone(),
            parent: Some(project.name.clone()).filter(|name| !name.is_empty()),
            billable: None,
            // The search does not tell.
            mine: false,
        })
    });
    Ok(targets.collect())
}

fn is_open(item: &WorkItem) -> bool {
    match &item.state {
        Some(State::Whole { group: Some(group) }) => group != "completed" && group != "cancelled",
        Some(State::Whole { group: None } | State::Id(_)) | None => true,
    }
}

fn target(item: &WorkItem, (id, identifier, name): (&str, &str, &str), me: &Identity) -> Target {
    Target {
        id: TargetId::new(Place::new(id, &item.id).name()),
        key: format!("{identifier}-{}", item.sequence_id),
        title: item.name.clone(),
        parent: Some(name.to_owned()).filter(|name| !name.is_empty()),
        billable: None,
        mine: item.assignees.iter().any(|assignee| assignee.id() == me.id),
    }
}
