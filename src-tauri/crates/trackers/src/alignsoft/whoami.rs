//! For whom the key books, and how far it reaches.

use domain::target::Identity;

use super::api::{self, Api};
use super::entry::is_id;
use super::wire::Me;
use crate::exchange::{self, Effect};
use crate::{Account, Applied, Cx, Kind, Redacted, Retry, TrackerError};

/// In front of the project's id in an identity's workspace, where the key is for one project.
const PROJECT: &str = "project:";
const ORGANIZATION: &str = "organization:";

pub(super) async fn whoami(cx: &Cx<'_>) -> Result<Identity, TrackerError> {
    let api = Api::new(cx.account, cx.secret)?;
    if chosen_user(cx.account).is_some_and(|user| !is_id(user)) {
        return Err(refused("the user's id has 32 hexadecimal digits in five groups (setting user)"));
    }
    let me: Me = exchange::ask(cx, api.me()?, Effect::Read, api::error).await.map_err(not_align)?;
    let maker = me.created_by_user_id.filter(|id| !id.is_empty());
    let user = chosen_user(cx.account).map(str::to_owned).or(maker).ok_or_else(|| {
        refused("the key does not say for whom it books; give the id of the person (setting user)")
    })?;
    let display = [me.key_name, me.key_prefix].into_iter().flatten().find(|name| !name.is_empty());
    let workspace = match me.scoped_project_id.filter(|id| !id.is_empty()) {
        Some(project) => format!("{PROJECT}{project}"),
        None => format!("{ORGANIZATION}{}", me.organization_id),
    };
    Ok(Identity {
        display: display.unwrap_or_else(|| user.clone()),
        id: user,
        aliases: Vec::new(),
        zone: None,
        workspace: Some(workspace),
    })
}

/// The person chosen in the settings.
pub(super) fn chosen_user(account: &Account) -> Option<&str> {
    account.settings.get("user").map(|id| id.trim()).filter(|id| !id.is_empty())
}

/// The project of a key for one project.
pub(super) fn scoped_project(workspace: &str) -> Option<&str> {
    workspace.strip_prefix(PROJECT)
}

fn refused(said: &'static str) -> TrackerError {
    TrackerError::new(Kind::Refused, Applied::No, Retry::Never, Redacted::ours(said))
}

/// `GET /me` exists at every Align: where it does not, something else answers.
fn not_align(error: TrackerError) -> TrackerError {
    if error.kind == Kind::NotFound { TrackerError { kind: Kind::Unexpected, ..error } } else { error }
}
