//! Whom the token speaks for, and for whom it books. An API key speaks for a user of its own, not for a person.

use domain::target::Identity;

use super::api::{self, Api};
use super::line::ask;
use super::place::is_id;
use super::problem;
use super::wire::User;
use crate::exchange::{self, Effect};
use crate::{Account, Applied, Cx, Kind, Redacted, Retry, TrackerError};

/// Pages of users read at most.
const PAGES_MAX: usize = 20;

pub(super) async fn whoami(cx: &Cx<'_>) -> Result<Identity, TrackerError> {
    let api = Api::new(cx.account, cx.secret)?;
    let me: User = ask(cx, api.me()?, Effect::Read).await.map_err(|error| match error.kind {
        // It exists at every awork: where it does not, something else answers.
        Kind::NotFound => TrackerError { kind: Kind::Unexpected, ..error },
        // It needs no right but a good token.
        Kind::NotAllowed if error.retry == Retry::Never => {
            TrackerError { kind: Kind::SignIn, retry: Retry::AfterSignIn, ..error }
        }
        _ => error,
    })?;
    let workspace = me.workspace.as_ref().map(|workspace| workspace.id.clone());
    let wanted = chosen_user(cx.account).filter(|wanted| !is_called(&me, wanted));
    let (user, speaker) = match wanted {
        None => (me, None),
        Some(wanted) => (find(cx, &api, wanted).await?, Some(me)),
    };
    if user.is_deactivated || user.is_archived {
        let text = format!("{} is deactivated there", name(&user));
        let detail = Redacted::new(&text, cx.secret);
        return Err(TrackerError::new(Kind::NotAllowed, Applied::No, Retry::AfterSignIn, detail));
    }
    let display = match &speaker {
        None => name(&user),
        Some(speaker) => format!("{}, booked by {}", name(&user), name(speaker)),
    };
    Ok(Identity {
        id: user.id,
        aliases: speaker.into_iter().map(|speaker| speaker.id).collect(),
        display,
        zone: None,
        workspace,
    })
}

/// The person chosen in the settings, by id or e-mail address.
fn chosen_user(account: &Account) -> Option<&str> {
    account.settings.get("user").map(|user| user.trim()).filter(|user| !user.is_empty())
}

/// The user of this id or address. Without the right to see others the list holds nobody but oneself.
async fn find(cx: &Cx<'_>, api: &Api<'_>, wanted: &str) -> Result<User, TrackerError> {
    if !is_id(wanted) && !wanted.contains('@') {
        return Err(nobody("the person is given by e-mail address or by id (setting user)"));
    }
    let mut seen = 0;
    for page in 1..=PAGES_MAX {
        let response = exchange::send(cx, api.users(page)?, Effect::Read).await?;
        if !response.status.is_success() {
            return Err(problem::error(cx, &response, Effect::Read));
        }
        let users: Vec<User> = exchange::body(&response, Effect::Read)?;
        let count = users.len();
        seen += count;
        if let Some(user) = users.into_iter().find(|user| is_called(user, wanted)) {
            return Ok(user);
        }
        if !api::more_follows(api::total(&response), seen, count) {
            break;
        }
    }
    Err(nobody("no person of this id or e-mail address is shown to the token (setting user)"))
}

fn nobody(said: &'static str) -> TrackerError {
    TrackerError::new(Kind::NotFound, Applied::No, Retry::Never, Redacted::ours(said))
}

fn is_called(user: &User, wanted: &str) -> bool {
    let folded = wanted.to_lowercase();
    user.id.to_lowercase() == folded || mails(user).any(|mail| mail.to_lowercase() == folded)
}

fn mails(user: &User) -> impl Iterator<Item = &str> {
    let is_mail = |kind: Option<&str>| kind.is_some_and(|kind| kind.eq_ignore_ascii_case("email"));
    let mails = user.user_contact_infos.iter().filter(move |info| is_mail(info.kind.as_deref()));
    mails.filter_map(|info| info.value.as_deref()).map(str::trim).filter(|mail| !mail.is_empty())
}

fn name(user: &User) -> String {
    let full = format!("{} {}", user.first_name.trim(), user.last_name.trim());
    let names = [full.trim(), mails(user).next().unwrap_or_default(), &user.id];
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned()
}
