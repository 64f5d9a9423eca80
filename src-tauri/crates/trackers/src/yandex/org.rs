//! Which header names the organisation: `X-Org-ID` for Yandex 360, `X-Cloud-Org-ID` for Yandex Cloud.

use crate::{Account, Applied, Kind, Redacted, Retry, TrackerError};

/// The two kinds of organisation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum OrgKind {
    Business360,
    Cloud,
}

impl OrgKind {
    /// The header that carries the id.
    pub(super) const fn header(self) -> &'static str {
        match self {
            Self::Business360 => "x-org-id",
            Self::Cloud => "x-cloud-org-id",
        }
    }

    /// As typed in `org_kind`, and kept in front of the id once found out.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Business360 => "360",
            Self::Cloud => "cloud",
        }
    }

    fn read(word: &str) -> Option<Self> {
        [Self::Business360, Self::Cloud].into_iter().find(|kind| kind.word() == word)
    }
}

/// The organisation's id as the person gave it.
pub(super) fn id(account: &Account) -> Result<&str, TrackerError> {
    let given = account.settings.get("org").or(account.workspace.as_ref()).map(|id| id.trim());
    given.filter(|id| !id.is_empty()).ok_or_else(|| {
        let detail = Redacted::ours(
            "the organisation id is missing; it stands in Tracker under Administration, Organizations (setting org)",
        );
        TrackerError::new(Kind::Refused, Applied::No, Retry::Never, detail)
    })
}

/// Whether the token is an IAM token, which works for organisations in the cloud only.
pub(super) fn is_iam(account: &Account) -> bool {
    account.settings.get("auth").is_some_and(|auth| auth == "iam")
}

/// The kinds to try, the likelier first: as set, else as found out before, else by token and look of the id. A wrong header answers like missing rights, so only trying tells.
pub(super) fn candidates(account: &Account, id: &str) -> Vec<OrgKind> {
    let set = account.settings.get("org_kind").and_then(|word| OrgKind::read(word));
    if let Some(kind) = set.or_else(|| found_out(account, id)) {
        return vec![kind];
    }
    if !is_iam(account) && id.bytes().all(|byte| byte.is_ascii_digit()) {
        vec![OrgKind::Business360, OrgKind::Cloud]
    } else {
        vec![OrgKind::Cloud, OrgKind::Business360]
    }
}

/// How the organisation is kept in an identity: `360:1234567`.
pub(super) fn remembered(kind: OrgKind, id: &str) -> String {
    format!("{}:{id}", kind.word())
}

fn found_out(account: &Account, id: &str) -> Option<OrgKind> {
    let (word, of) = account.identity.as_ref()?.workspace.as_deref()?.split_once(':')?;
    OrgKind::read(word).filter(|_| of == id)
}
