//! Whom the key speaks for, and which workspace is meant.

use domain::target::Identity;

use super::api::{self, Api};
use super::wire::{User, Workspace};
use crate::exchange::{self, Effect};
use crate::{Applied, Cx, Kind, Redacted, Retry, TrackerError};

pub(super) async fn whoami(cx: &Cx<'_>) -> Result<Identity, TrackerError> {
    let api = Api::new(cx.account, cx.secret)?;
    let user: User = exchange::ask(cx, api.user()?, Effect::Read, api::error).await.map_err(not_clockify)?;
    let active = [&user.active_workspace, &user.default_workspace]
        .into_iter()
        .find_map(|workspace| workspace.clone().filter(|id| !id.is_empty()));
    let wanted = cx.account.workspace.as_deref().map(str::trim).filter(|wanted| !wanted.is_empty());
    let workspace = match (wanted, known(cx, &user.id), active) {
        // Whether it is one of theirs its rules tell, which are asked for next.
        (Some(wanted), _, _) if is_id(wanted) => wanted.to_lowercase(),
        (_, Some(known), _) => known,
        (None, None, Some(active)) => active,
        (wanted, None, _) => {
            let mine: Vec<Workspace> = exchange::ask(cx, api.workspaces()?, Effect::Read, api::error).await?;
            choose(cx, wanted, &mine)?
        }
    };
    let display = user.name.filter(|name| !name.is_empty()).or(user.email).unwrap_or_else(|| user.id.clone());
    Ok(Identity {
        id: user.id,
        aliases: Vec::new(),
        display,
        zone: user.settings.time_zone,
        workspace: Some(workspace),
    })
}

/// The workspace that was found out before for the same person. Which one is active changes whenever they look at
/// another, and its name when somebody renames it; what was booked stays where it is.
fn known(cx: &Cx<'_>, user: &str) -> Option<String> {
    let identity = cx.account.identity.as_ref().filter(|identity| identity.id == user)?;
    identity.workspace.clone().filter(|id| !id.is_empty())
}

/// Whether a text is spelled like an id: 24 hex digits.
fn is_id(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The only workspace of this name; without a wish, the only one there is.
fn choose(cx: &Cx<'_>, wanted: Option<&str>, mine: &[Workspace]) -> Result<String, TrackerError> {
    let folded = wanted.map(str::to_lowercase);
    let fits = |workspace: &&Workspace| {
        folded.as_ref().is_none_or(|wanted| workspace.name.to_lowercase() == *wanted)
    };
    let fitting: Vec<&Workspace> = mine.iter().filter(fits).collect();
    let names: Vec<String> =
        mine.iter().map(|workspace| format!("{} ({})", workspace.name, workspace.id)).collect();
    let names = names.join(", ");
    let text = match fitting.as_slice() {
        [one] => return Ok(one.id.clone()),
        [] if mine.is_empty() => {
            "this account has no workspace at this address; it may live in another region".to_owned()
        }
        [] => format!("there is no such workspace here; choose one of {names}"),
        _ => format!("several workspaces fit; give the id of one of {names}"),
    };
    Err(TrackerError::new(Kind::NotFound, Applied::No, Retry::Never, Redacted::new(&text, cx.secret)))
}

/// `GET /user` exists at every Clockify: where it does not, something else answers.
fn not_clockify(error: TrackerError) -> TrackerError {
    if error.kind == Kind::NotFound { TrackerError { kind: Kind::Unexpected, ..error } } else { error }
}
