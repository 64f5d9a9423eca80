//! Whom the key speaks for.

use domain::target::Identity;

use super::api::Api;
use super::fields::Values;
use super::problem;
use super::wire::{Me, User};
use crate::exchange::{self, Effect};
use crate::{Cx, Kind, TrackerError};

pub(super) async fn whoami(cx: &Cx<'_>) -> Result<Identity, TrackerError> {
    Values::of(cx.account)?;
    let api = Api::new(cx.account, cx.secret)?;
    let me: Result<Me, _> = exchange::ask(cx, api.me()?, Effect::Read, problem::error).await;
    let user = me.map_err(not_redmine)?.user;
    Ok(Identity {
        display: display(&user),
        id: user.id.to_string(),
        aliases: Vec::new(),
        zone: None,
        workspace: None,
    })
}

fn display(user: &User) -> String {
    let full = format!("{} {}", user.firstname, user.lastname);
    let id = user.id.to_string();
    let names = [full.trim(), &user.login, &id];
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned()
}

/// The answer exists at every Redmine and needs no right: where it does not, something else answers; where it is
/// forbidden, so is every program.
fn not_redmine(error: TrackerError) -> TrackerError {
    match error.kind {
        Kind::NotFound => TrackerError { kind: Kind::Unexpected, ..error },
        Kind::NotAllowed => problem::rest_is_off(),
        _ => error,
    }
}
