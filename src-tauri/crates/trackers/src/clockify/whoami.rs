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
    let workspace = match (wanted, active) {
        (None, Some(active)) => active,
        (Some(wanted), Some(active)) if wanted == active => active,
        (wanted, _) => {
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

/// The workspace of this id, else the only one of this name; without a wish, the only one there is.
fn choose(cx: &Cx<'_>, wanted: Option<&str>, mine: &[Workspace]) -> Result<String, TrackerError> {
    let folded = wanted.map(str::to_lowercase);
    let by_id = mine.iter().find(|workspace| Some(workspace.id.as_str()) == wanted);
    let by_name = |workspace: &&Workspace| {
        folded.as_ref().is_none_or(|wanted| workspace.name.to_lowercase() == *wanted)
    };
    let fitting: Vec<_> = match by_id {
        Some(workspace) => vec![workspace],
        None => mine.iter().filter(by_name).collect(),
    };
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
