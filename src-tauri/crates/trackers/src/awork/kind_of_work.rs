//! The type of work that every entry must have: the connection's, else the task's, else the only one there is.

use super::line::Line;
use super::place::{Place, is_id};
use super::wire::{Task, TypeOfWork};
use crate::exchange::Effect;
use crate::{Account, Applied, Kind, Redacted, Retry, TrackerError};

/// The type chosen in the settings, by name or id.
pub(super) fn chosen(account: &Account) -> Option<&str> {
    account.settings.get("type_of_work").map(|chosen| chosen.trim()).filter(|chosen| !chosen.is_empty())
}

/// The id of the type of work for an entry of this place.
pub(super) async fn of(line: &Line<'_>, place: &Place) -> Result<String, TrackerError> {
    match (chosen(line.cx.account), &place.task) {
        (Some(id), _) if is_id(id) => Ok(id.to_owned()),
        (Some(name), _) => named(line, name, &line.types_of_work().await?),
        (None, Some(id)) => {
            let task = task(line, id).await?;
            match task.type_of_work_id.filter(|id| !id.is_empty()) {
                Some(id) => Ok(id),
                None => the_only(&line.types_of_work().await?),
            }
        }
        (None, None) => the_only(&line.types_of_work().await?),
    }
}

/// The task of this id, also for those who may see no tasks but their own.
pub(super) async fn task(line: &Line<'_>, id: &str) -> Result<Task, TrackerError> {
    match line.ask(line.api.task(id)?, Effect::Read).await {
        Err(error) if error.kind == Kind::NotAllowed => {
            let own = line.ask(line.api.assigned_task(id)?, Effect::Read).await;
            own.map_err(|other: TrackerError| if other.kind == Kind::NotFound { error } else { other })
        }
        answer => answer,
    }
}

/// The id of the type of this name.
pub(super) fn named(line: &Line<'_>, name: &str, types: &[TypeOfWork]) -> Result<String, TrackerError> {
    let folded = name.to_lowercase();
    let fitting = types.iter().find(|kind| kind.name == name);
    let fitting = fitting.or_else(|| types.iter().find(|kind| kind.name.to_lowercase() == folded));
    fitting.map(|kind| kind.id.clone()).ok_or_else(|| {
        let names: Vec<&str> = types.iter().map(|kind| kind.name.as_str()).collect();
        let text = format!("there is no type of work {name:?}; choose one of {}", names.join(", "));
        TrackerError::new(Kind::Refused, Applied::No, Retry::Never, Redacted::new(&text, line.cx.secret))
    })
}

fn the_only(types: &[TypeOfWork]) -> Result<String, TrackerError> {
    match types {
        [one] => Ok(one.id.clone()),
        _ => {
            let detail = Redacted::ours(
                "every entry needs a type of work; book on a task, which has one, or choose one for the \
                 connection (setting type_of_work)",
            );
            Err(TrackerError::new(Kind::Refused, Applied::No, Retry::Never, detail))
        }
    }
}
