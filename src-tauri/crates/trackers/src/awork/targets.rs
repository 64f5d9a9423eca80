//! Projects, their tasks and private tasks as targets: `Website`, `WEB-12` or `Website/Design`, `Private/Expenses`.

use std::fmt;
use std::str::FromStr;

use domain::{Target, TargetId};
use serde::de::DeserializeOwned;

use super::line::Line;
use super::place::{Place, is_identifier};
use super::wire::{Project, Status, Task};
use super::{api, kind_of_work};
use crate::exchange::{self, Effect};
use crate::{Kind, Page, Request, TargetQuery, TrackerError};

/// One page of the listing. A search goes on until a page has a hit: names are compared here, because it is not
/// documented whether the service's own look-up minds capitals.
pub(super) async fn targets(line: &Line<'_>, query: TargetQuery) -> Result<Page<Target>, TrackerError> {
    let text = query.text.trim().to_lowercase();
    if query.cursor.is_none()
        && let Some(items) = by_name(line, query.text.trim()).await?
    {
        return Ok(Page { items, next: None });
    }
    let mut cursor = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or_default();
    loop {
        let (named, next) = page(line, cursor).await?;
        let items: Vec<Target> =
            named.into_iter().filter(|named| named.holds(&text)).map(|named| named.target).collect();
        match next {
            Some(next) if !text.is_empty() && items.is_empty() => cursor = next,
            next => return Ok(Page { items, next: next.map(|next| next.to_string()) }),
        }
    }
}

/// Where a listing is: three lists, one after the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Cursor {
    list: List,
    page: usize,
    /// Rows of this list before this page.
    seen: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum List {
    Projects,
    Tasks,
    Private,
}

impl List {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Projects, "projects"), (Self::Tasks, "tasks"), (Self::Private, "private")];
}

impl Default for Cursor {
    fn default() -> Self {
        Self::at(List::Projects)
    }
}

impl Cursor {
    const fn at(list: List) -> Self {
        Self { list, page: 1, seen: 0 }
    }

    /// What follows a page of `items` rows.
    fn after(self, items: usize, total: Option<usize>) -> Option<Self> {
        let seen = self.seen + items;
        if api::more_follows(total, seen, items) {
            return Some(Self { page: self.page + 1, seen, ..self });
        }
        match self.list {
            List::Projects => Some(Self::at(List::Tasks)),
            List::Tasks => Some(Self::at(List::Private)),
            List::Private => None,
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = List::ALL.iter().find(|(list, _)| *list == self.list).map_or("", |(_, name)| name);
        write!(f, "{name}:{}:{}", self.page, self.seen)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split(':');
        let name = parts.next().ok_or(())?;
        let (list, _) = List::ALL.into_iter().find(|(_, known)| *known == name).ok_or(())?;
        let mut number = || parts.next().and_then(|part| part.parse().ok()).ok_or(());
        Ok(Self { list, page: number()?, seen: number()? })
    }
}

/// A target with everything it goes by.
struct Named {
    target: Target,
    names: Vec<String>,
}

impl Named {
    fn holds(&self, text: &str) -> bool {
        let Target { id, key, title, .. } = &self.target;
        text.is_empty()
            || id.as_str() == text
            || [key, title].into_iter().chain(&self.names).any(|name| name.to_lowercase().contains(text))
    }
}

async fn page(line: &Line<'_>, cursor: Cursor) -> Result<(Vec<Named>, Option<Cursor>), TrackerError> {
    match cursor.list {
        List::Projects => {
            let (rows, next) = rows::<Project>(line, line.api.projects(cursor.page)?, cursor).await?;
            let open = rows.iter().filter(|project| !is(project.project_status.as_ref(), "closed"));
            Ok((open.map(of_project).collect(), next))
        }
        List::Tasks => {
            let (rows, next) = rows::<Task>(line, line.api.project_tasks(cursor.page)?, cursor).await?;
            Ok((rows.iter().filter(|task| is_open(task)).map(|task| of_task(line, task)).collect(), next))
        }
        List::Private => {
            // Whoever books for somebody else asks for the other one's.
            let other = (!line.me.aliases.is_empty()).then_some(line.me.id.as_str());
            let request = line.api.private_tasks(other, cursor.page)?;
            match rows::<Task>(line, request, cursor).await {
                // Private they are: not everybody is shown somebody else's.
                Err(error) if matches!(error.kind, Kind::NotAllowed | Kind::NotFound) => {
                    Ok((Vec::new(), None))
                }
                answer => {
                    let (rows, next) = answer?;
                    let open = rows.iter().filter(|task| is_open(task));
                    Ok((open.map(|task| of_task(line, task)).collect(), next))
                }
            }
        }
    }
}

async fn rows<T: DeserializeOwned>(
    line: &Line<'_>,
    request: Request,
    cursor: Cursor,
) -> Result<(Vec<T>, Option<Cursor>), TrackerError> {
    let response = exchange::send(line.cx, request, Effect::Read).await?;
    let rows: Vec<T> = line.read(&response, Effect::Read).await?;
    let next = cursor.after(rows.len(), api::total(&response));
    Ok((rows, next))
}

/// What is called just so, open or not: by id or by a task's identifier. `None` for anything else.
async fn by_name(line: &Line<'_>, text: &str) -> Result<Option<Vec<Target>>, TrackerError> {
    if let Some(place) = Place::read(&TargetId::new(text)) {
        return by_place(line, &place).await.map(|found| Some(found.into_iter().collect()));
    }
    if !is_identifier(text) {
        return Ok(None);
    }
    let request = line.api.tasks_called(&text.to_uppercase(), 1)?;
    let rows: Vec<Task> = match line.ask(request, Effect::Read).await {
        // A filter that is not understood: then the whole list is looked through.
        Err(error) if error.kind == Kind::Refused => Vec::new(),
        answer => answer?,
    };
    let called = |task: &&Task| {
        task.task_identifier.as_ref().is_some_and(|identifier| identifier.eq_ignore_ascii_case(text))
    };
    let found: Vec<Target> = rows.iter().filter(called).map(|task| of_task(line, task).target).collect();
    Ok(Some(found).filter(|found| !found.is_empty()))
}

async fn by_place(line: &Line<'_>, place: &Place) -> Result<Option<Target>, TrackerError> {
    let found = async {
        if let (Some(id), None) = (&place.project, &place.task) {
            match line.ask::<Project>(line.api.project(id)?, Effect::Read).await {
                // It may be a task's.
                Err(error) if matches!(error.kind, Kind::NotFound | Kind::NotAllowed) => {}
                answer => return Ok(of_project(&answer?).target),
            }
        }
        let id = place.task.as_ref().or(place.project.as_ref()).map_or("", String::as_str);
        Ok(of_task(line, &kind_of_work::task(line, id).await?).target)
    };
    match found.await {
        Ok(target) => Ok(Some(target)),
        Err(TrackerError { kind: Kind::NotFound | Kind::NotAllowed, .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn of_project(project: &Project) -> Named {
    let name = if project.name.is_empty() { &project.id } else { &project.name };
    let target = Target {
        id: TargetId::new(project.id.to_lowercase()),
        key: name.clone(),
        title: name.clone(),
        parent: project.company.as_ref().map(|company| company.name.clone()).filter(|name| !name.is_empty()),
        billable: project.is_billable_by_default,
        mine: false,
    };
    Named { target, names: project.project_key.iter().cloned().collect() }
}

fn of_task(line: &Line<'_>, task: &Task) -> Named {
    let nested = task.project.as_ref();
    let project = task.project_id.as_ref().or(nested.map(|project| &project.id));
    let place = Place {
        project: project.map(|id| id.to_lowercase()).filter(|id| !id.is_empty()),
        task: Some(task.id.to_lowercase()),
    };
    let above = match (&place.project, nested) {
        (None, _) => "Private".to_owned(),
        (Some(_), Some(project)) if !project.name.is_empty() => project.name.clone(),
        (Some(id), _) => id.clone(),
    };
    let title = if task.name.trim().is_empty() { &task.id } else { &task.name };
    let path = format!("{above}/{title}");
    let target = Target {
        id: place.target(),
        key: task.task_identifier.clone().filter(|key| !key.is_empty()).unwrap_or_else(|| path.clone()),
        title: title.clone(),
        parent: place.project.is_some().then_some(above),
        billable: nested.and_then(|project| project.is_billable_by_default),
        // Private tasks are nobody else's.
        mine: place.project.is_none() || task.assignees.iter().any(|assignee| assignee.id == line.me.id),
    };
    Named { target, names: vec![path] }
}

/// Not done, in a project that is not closed as far as is told, and no template for others.
fn is_open(task: &Task) -> bool {
    let project = task.project.as_ref().and_then(|project| project.project_status.as_ref());
    !is(task.task_status.as_ref(), "done") && !is(project, "closed") && !task.is_recurring
}

fn is(status: Option<&Status>, kind: &str) -> bool {
    status.and_then(|status| status.kind.as_deref()).is_some_and(|known| known.eq_ignore_ascii_case(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_being_kept_and_goes_through_every_list() {
        let mut cursor = Cursor::default();
        let mut spelled = Vec::new();
        // A short page, though more are announced: the service gives fewer rows than were asked for.
        for (items, total) in [(100, Some(150)), (50, Some(150)), (0, Some(0)), (500, None), (499, None)] {
            spelled.push(cursor.to_string());
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
            let Some(next) = cursor.after(items, total) else { break };
            cursor = next;
        }
        assert_eq!(spelled, ["projects:1:0", "projects:2:100", "tasks:1:0", "private:1:0", "private:2:500"]);
        assert_eq!(cursor.after(499, None), None);
        assert!(
            ["", "projects", "projects:x:0", "teams:1:0"].iter().all(|text| text.parse::<Cursor>().is_err())
        );
    }
}
