//! Whom the key speaks for, and whether the workspace is one of theirs. No call lists the workspaces of a key.

use domain::target::Identity;

use super::api::Api;
use super::problem;
use super::wire::{List, Project, User};
use crate::exchange::{self, Effect};
use crate::{Cx, Kind, Redacted, Retry, TrackerError};

pub(super) async fn find_out(cx: &Cx<'_>) -> Result<Identity, TrackerError> {
    let api = Api::new(cx.account, cx.secret)?;
    let me: User = exchange::ask(cx, api.me()?, Effect::Read, problem::error).await.map_err(|error| {
        match error.kind {
            // It exists at every Plane: where it does not, something else answers.
            Kind::NotFound => TrackerError { kind: Kind::Unexpected, ..error },
            // It needs no right but a good key.
            Kind::NotAllowed => TrackerError { kind: Kind::SignIn, retry: Retry::AfterSignIn, ..error },
            _ => error,
        }
    })?;
    let _: List<Project> =
        exchange::ask(cx, api.first_project()?, Effect::Read, problem::error).await.map_err(|error| {
            let slug = api.slug();
            match error.kind {
                Kind::NotFound | Kind::NotAllowed => {
                    let text =
                        format!("{}; check that {slug} is the slug of a workspace you are in", error.detail);
                    TrackerError { detail: Redacted::new(&text, cx.secret), ..error }
                }
                _ => error,
            }
        })?;
    Ok(Identity {
        display: display(&me),
        id: me.id,
        aliases: Vec::new(),
        zone: None,
        workspace: Some(api.slug().to_owned()),
    })
}

fn display(me: &User) -> String {
    let full = format!("{} {}", me.first_name, me.last_name);
    let names = [full.trim(), &me.display_name, &me.email, &me.id];
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned()
}
