//! Whom the token speaks for, in which organisation, and whether they may write.

use domain::target::Identity;

use super::api::{self, Api};
use super::org::{self, OrgKind};
use super::wire::{Myself, MyselfAnswer};
use crate::exchange::{self, Effect};
use crate::{Applied, Cx, Kind, Redacted, Retry, TrackerError};

/// Asks with each header that may be the right one; a wrong one is answered like missing rights.
pub(super) async fn find_out(cx: &Cx<'_>) -> Result<(Identity, OrgKind), TrackerError> {
    let org = org::id(cx.account)?;
    let mut first_refusal = None;
    for kind in org::candidates(cx.account, org) {
        let api = Api::new(cx.account, cx.secret, kind, org)?;
        match exchange::ask(cx, api.myself()?, Effect::Read, api::error).await {
            Ok(answer) => return Ok((identity(cx, answer, kind, org)?, kind)),
            // The body of that refusal is not documented; without one it looks like an edge's.
            Err(error) if matches!(error.kind, Kind::NotAllowed | Kind::Blocked) => {
                first_refusal.get_or_insert(error);
            }
            // `GET /myself` exists at every Tracker: where it does not, something else answers.
            Err(error) if error.kind == Kind::NotFound => {
                return Err(TrackerError { kind: Kind::Unexpected, ..error });
            }
            Err(error) => return Err(error),
        }
    }
    let refusal = first_refusal.unwrap_or_else(|| exchange::unreadable(Effect::Read));
    if refusal.kind == Kind::Blocked {
        return Err(refusal);
    }
    let text = format!("{}; check that {org} is the id of your organisation", refusal.detail);
    Err(TrackerError { detail: Redacted::new(&text, cx.secret), ..refusal })
}

fn identity(cx: &Cx<'_>, answer: MyselfAnswer, kind: OrgKind, org: &str) -> Result<Identity, TrackerError> {
    let me = match answer {
        MyselfAnswer::One(me) => *me,
        MyselfAnswer::Many(people) => people.into_iter().next().unwrap_or_default(),
    };
    let mut ids: Vec<String> = Vec::new();
    for id in [&me.uid, &me.login, &me.tracker_uid, &me.cloud_uid, &me.passport_uid] {
        if let Some(id) = id.get().filter(|id| !ids.iter().any(|known| known == id)) {
            ids.push(id.to_owned());
        }
    }
    if ids.is_empty() {
        return Err(exchange::unreadable(Effect::Read));
    }
    let display = display(&me);
    let id = ids.remove(0);
    let refuse = |text: String| {
        Err(TrackerError::new(Kind::NotAllowed, Applied::No, Retry::Never, Redacted::new(&text, cx.secret)))
    };
    if me.dismissed == Some(true) {
        return refuse(format!("{display} has left this organisation; use another account"));
    }
    if me.has_license == Some(false) {
        return refuse(format!(
            "{display} may only read in Tracker; ask an administrator of the organisation for full access"
        ));
    }
    Ok(Identity { display, id, aliases: ids, zone: None, workspace: Some(org::remembered(kind, org)) })
}

fn display(me: &Myself) -> String {
    let full = [&me.first_name, &me.last_name].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let id = me.login.get().or(me.uid.get()).unwrap_or_default();
    let shown = me.display.as_deref().unwrap_or_default();
    [shown, full.trim(), id].into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned()
}
