//! The sample server: users with their keys, projects, issues and activities.

use super::enumerations::Activity;
use super::issues::Issue;
use super::projects::{Project, Role};
use super::users::User;

/// Mira Sand: books in most projects.
pub const KEY: &str = "redmine-sandbox-key";
/// Oleg Box: books in Website.
pub const SECOND_KEY: &str = "redmine-sandbox-second-key";
/// An administrator, who may list custom fields.
pub const ADMIN_KEY: &str = "redmine-sandbox-admin-key";

/// Mira's number.
pub const USER: u64 = 5;
/// Projects in use.
pub const WEBSITE: u64 = 1;
/// Without issues of note.
pub const INTERNAL: u64 = 3;
/// With letters beyond ASCII.
pub const UMLAUTS: u64 = 5;
/// Time tracking is switched off.
pub const NO_TIME: u64 = 7;
/// Closed.
pub const OLD_SHOP: u64 = 9;
/// Mira may book there and not see it.
pub const VAULT: u64 = 11;
/// Mira may see what is booked there and not book.
pub const HANDBOOK: u64 = 13;

/// Issues of Website.
pub const LOGIN_FLOW: u64 = 12;
/// The other one of Mira's.
pub const RETRY: u64 = 13;
/// Nobody's.
pub const MARGINS: u64 = 14;
/// Closed.
pub const KICK_OFF: u64 = 15;
/// One issue in each project that is special: no time, closed, vault, handbook.
pub const SPECIAL: [u64; 4] = [41, 42, 43, 44];
/// The first and last of Mira's many issues in Internal; more than a page.
pub const MANY: (u64, u64) = (101, 220);

/// The number of the latest time entry there ever was; others were made and removed before.
pub const LATEST_ENTRY: u64 = 90_000;

/// The custom field of time entries.
pub const FIELD: (u64, &str) = (1, "Cost centre");

pub(super) const ACTIVITIES: &[Activity] =
    &[(8, "Design", false, true), (9, "Development", true, true), (10, "Typewriting", false, false)];

const ADMIN: usize = 0;
const MIRA: usize = 1;
const OLEG: usize = 2;

pub(super) fn users() -> Vec<User> {
    let user =
        |id, key, login, firstname, lastname| User { id, key, login, firstname, lastname, admin: false };
    vec![
        User { admin: true, ..user(1, ADMIN_KEY, "admin", "Redmine", "Admin") },
        user(USER, KEY, "mira", "Mira", "Sand"),
        user(6, SECOND_KEY, "oleg", "Oleg", "Box"),
    ]
}

pub(super) fn projects() -> Vec<Project> {
    let project = |id, identifier, name, members| Project {
        id,
        identifier,
        name,
        closed: false,
        time_tracking: true,
        members,
    };
    let mira = |role| vec![(MIRA, role)];
    let all = vec![(ADMIN, Role::Developer), (MIRA, Role::Developer), (OLEG, Role::Developer)];
    vec![
        project(WEBSITE, "website", "Website", all),
        project(INTERNAL, "internal", "Internal", mira(Role::Developer)),
        project(UMLAUTS, "raender", "Überprüfung – Ränder", mira(Role::Developer)),
        Project { time_tracking: false, ..project(NO_TIME, "plans", "Plans", mira(Role::Developer)) },
        Project { closed: true, ..project(OLD_SHOP, "old-shop", "Old shop", mira(Role::Developer)) },
        project(VAULT, "vault", "Vault", mira(Role::Logger)),
        project(HANDBOOK, "handbook", "Handbook", mira(Role::Reader)),
    ]
}

pub(super) fn issues() -> Vec<Issue> {
    let issue = |id, project, subject: &str, assignee| Issue {
        id,
        project,
        subject: subject.to_owned(),
        closed: false,
        assignee,
    };
    let mut issues = vec![
        issue(LOGIN_FLOW, WEBSITE, "Login flow review", Some(MIRA)),
        issue(RETRY, WEBSITE, "API client: retry logic", Some(MIRA)),
        issue(MARGINS, WEBSITE, "Überprüfung der Ränder", None),
        Issue { closed: true, ..issue(KICK_OFF, WEBSITE, "Kick-off meeting", Some(MIRA)) },
    ];
    for (id, project) in SPECIAL.into_iter().zip([NO_TIME, OLD_SHOP, VAULT, HANDBOOK]) {
        issues.push(issue(id, project, "Login flow elsewhere", Some(OLEG)));
    }
    issues.extend((MANY.0..=MANY.1).map(|id| issue(id, INTERNAL, "Story of the backlog", Some(MIRA))));
    issues
}
