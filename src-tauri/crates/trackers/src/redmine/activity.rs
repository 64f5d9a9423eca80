//! The activity that every time entry has: the connection's, else the server's default one.

use super::line::Line;
use super::wire::{Activities, Activity};
use crate::{Account, Applied, Kind, Redacted, Retry, TrackerError};

/// The activity chosen in the settings, by name or number.
pub(super) fn chosen(account: &Account) -> Option<&str> {
    account.settings.get("activity").map(|chosen| chosen.trim()).filter(|chosen| !chosen.is_empty())
}

/// What a new record says; `None` leaves it to the server's default.
pub(super) async fn of(line: &Line<'_>) -> Result<Option<u64>, TrackerError> {
    match chosen(line.cx.account) {
        None => Ok(None),
        Some(chosen) => match chosen.parse() {
            Ok(id) => Ok(Some(id)),
            Err(_) => named(line, chosen, &all(line).await?).map(Some),
        },
    }
}

/// Tells now, instead of at the first upload, that a chosen activity is not there, or that one has to be chosen.
pub(super) async fn check(line: &Line<'_>) -> Result<(), TrackerError> {
    let all = all(line).await?;
    match chosen(line.cx.account) {
        Some(chosen) if all.iter().any(|activity| activity.id.to_string() == chosen) => Ok(()),
        Some(chosen) => named(line, chosen, &all).map(drop),
        None if all.iter().any(|activity| activity.is_default) => Ok(()),
        None => {
            let text = format!(
                "every time entry needs an activity, and the server has no default one; choose one for the connection \
                 (setting activity): {}",
                names(&all)
            );
            Err(refused(line, &text))
        }
    }
}

/// The activities that are in use.
async fn all(line: &Line<'_>) -> Result<Vec<Activity>, TrackerError> {
    let mut all = line.ask::<Activities>(line.api.activities()?).await?.time_entry_activities;
    all.retain(|activity| activity.active != Some(false));
    Ok(all)
}

fn named(line: &Line<'_>, name: &str, all: &[Activity]) -> Result<u64, TrackerError> {
    let folded = name.to_lowercase();
    let fitting = all.iter().find(|activity| activity.name == name);
    let fitting = fitting.or_else(|| all.iter().find(|activity| activity.name.to_lowercase() == folded));
    fitting
        .map(|activity| activity.id)
        .ok_or_else(|| refused(line, &format!("there is no activity {name:?}; choose one of {}", names(all))))
}

fn names(all: &[Activity]) -> String {
    all.iter().map(|activity| activity.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn refused(line: &Line<'_>, text: &str) -> TrackerError {
    TrackerError::new(Kind::Refused, Applied::No, Retry::Never, Redacted::new(text, line.cx.secret))
}
