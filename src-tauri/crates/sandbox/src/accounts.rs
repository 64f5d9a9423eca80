//! The one list of sample accounts: what a person fills in to use each API, and what may be booked on there.

use serde::Serialize;

use crate::{alignsoft, awork, clockify, plane, redmine, yandex};

/// A sample account of one API, as a client's form takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The API, as records name it. Its base URL ends in `/{api}`.
    pub api: &'static str,
    /// A token that may read and book.
    pub token: &'static str,
    /// The workspace; None = the API has none, or the active one.
    pub workspace: Option<&'static str>,
    /// Further fields of the form.
    pub settings: &'static [(&'static str, &'static str)],
    /// Keys of targets that take bookings; two or more.
    pub targets: &'static [&'static str],
    /// Keys of targets that are listed and take none.
    pub refusing: &'static [&'static str],
    /// Whether a program may remove a booking there.
    pub removes: bool,
}

/// Every API's account. A new API is a line here as well.
pub const ALL: &[Account] = &[
    Account {
        api: "clockify",
        token: clockify::samples::KEY,
        workspace: None,
        settings: &[],
        targets: &["Website/Design", "Website/Development", "Internal"],
        refusing: &[],
        removes: true,
    },
    Account {
        api: "yandex",
        token: yandex::samples::TOKEN,
        workspace: None,
        settings: &[("org", yandex::samples::ORG)],
        targets: &[yandex::samples::LOGIN_FORM, yandex::samples::RETRY, "DEV-1"],
        refusing: &[yandex::samples::BLOCKED],
        removes: true,
    },
    Account {
        api: "alignsoft",
        token: alignsoft::samples::KEY,
        workspace: None,
        settings: &[],
        targets: &["Website/Login flow review", "Website/API client: retry logic", "Internal"],
        refusing: &[],
        removes: false,
    },
    Account {
        api: "plane",
        token: plane::samples::KEY,
        workspace: Some(plane::samples::WORKSPACE),
        settings: &[],
        targets: &["PROJ-12", "PROJ-13", "WEB-3"],
        refusing: &[],
        removes: true,
    },
    Account {
        api: "awork",
        token: awork::samples::TOKEN,
        workspace: None,
        settings: &[],
        targets: &["WEB-12", "WEB-13"],
        refusing: &[],
        removes: true,
    },
    Account {
        api: "redmine",
        token: redmine::samples::KEY,
        workspace: None,
        settings: &[],
        targets: &["#12", "#13", "internal"],
        refusing: &["handbook"],
        removes: true,
    },
];

/// The account of an API.
pub fn of(api: &str) -> Option<&'static Account> {
    ALL.iter().find(|account| account.api == api)
}
