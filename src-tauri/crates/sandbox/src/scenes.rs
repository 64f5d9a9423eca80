//! Accounts and servers that together make a client ask everything it can ask.

use crate::accounts::{self, Account};
use crate::plane::{Routes, Server};
use crate::{Options, alignsoft, clockify, plane, redmine, yandex};

/// One account at one server.
#[derive(Debug, Clone)]
pub struct Scene {
    /// What is special about it.
    pub name: &'static str,
    /// The account.
    pub account: Account,
    /// The server.
    pub options: Options,
}

/// The scenes of an API: the usual account first, then those where a client has to ask otherwise.
pub fn of(api: &str) -> Vec<Scene> {
    let usual = accounts::ALL.iter().map(|account| ("usual", *account, Options::default()));
    let all = usual.chain(others()).filter(|(_, account, _)| account.api == api);
    all.map(|(name, account, options)| Scene { name, account, options }).collect()
}

fn others() -> Vec<(&'static str, Account, Options)> {
    let as_usual = |api| *accounts::of(api).expect("the list of accounts has every API");
    let (clockify, yandex, alignsoft, plane) =
        (as_usual("clockify"), as_usual("yandex"), as_usual("alignsoft"), as_usual("plane"));
    let older = Server { routes: Routes::IssuesOnly, ..Server::default() };
    vec![
        (
            "breaks, required fields and a lock",
            Account { workspace: Some(clockify::samples::STRICT_WORKSPACE), ..clockify },
            Options::default(),
        ),
        (
            "every field required",
            Account { workspace: Some(clockify::samples::LEDGER_WORKSPACE), ..clockify },
            Options::default(),
        ),
        (
            "an organisation in the cloud",
            Account {
                token: yandex::samples::IAM_TOKEN,
                settings: &[("org", yandex::samples::CLOUD_ORG), ("org_kind", "cloud"), ("auth", "iam")],
                ..yandex
            },
            Options::default(),
        ),
        (
            "a key for one project",
            Account { token: alignsoft::samples::PROJECT_KEY, ..alignsoft },
            Options::default(),
        ),
        ("an older server", plane, Options { plane: older, ..Options::default() }),
        (
            "an activity by its name and a custom field",
            Account {
                token: redmine::samples::ADMIN_KEY,
                settings: &[("activity", "design"), ("fields", "1=4711")],
                ..as_usual("redmine")
            },
            Options::default(),
        ),
        (
            "the token of an app",
            Account { token: plane::samples::OAUTH_TOKEN, settings: &[("auth", "oauth")], ..plane },
            Options::default(),
        ),
    ]
}
