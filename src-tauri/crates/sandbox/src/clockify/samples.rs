//! The sample accounts and workspaces, with fixed ids so that tests can name them. No entries.

use chrono::DateTime;
use chrono_tz::Tz;

use super::clients::Client;
use super::projects::Project;
use super::tags::Tag;
use super::tasks::Task;
use super::users::User;
use super::workspaces::{Role, Rules, Tracking, Workspace};

/// The key of [`USER`].
pub const KEY: &str = "clockify-sandbox-key";
/// The key of [`SECOND_USER`].
pub const SECOND_KEY: &str = "clockify-sandbox-second-key";
/// A key whose owner never confirmed the e-mail address: 401 with code 4019.
pub const UNVERIFIED_KEY: &str = "clockify-sandbox-unverified-key";

/// Mira Sand: owner of [`WORKSPACE`], plain member elsewhere.
pub const USER: &str = "65f0000000000000000000a1";
/// Oleg Box: plain member of [`WORKSPACE`], owner elsewhere.
pub const SECOND_USER: &str = "65f0000000000000000000a2";

/// "Sandbox Studio": free, no rules, no breaks. The active workspace of both users.
pub const WORKSPACE: &str = "65f0000000000000000000b1";
/// "Sandbox Strict": project and description required, breaks allowed, locked before [`LOCKED_BEFORE`], billable is
/// the project's.
pub const STRICT_WORKSPACE: &str = "65f0000000000000000000b2";
/// "Sandbox Ledger": project, task, tag and description required.
pub const LEDGER_WORKSPACE: &str = "65f0000000000000000000b3";
/// "Sandbox Live": time comes from the timer only.
pub const LIVE_WORKSPACE: &str = "65f0000000000000000000b4";

/// Entries of [`STRICT_WORKSPACE`] that start before this are locked.
pub const LOCKED_BEFORE: &str = "2024-01-01T00:00:00Z";

/// "Website" in [`WORKSPACE`], for the client "Acme"; billable.
pub const WEBSITE: &str = "65f0000000000000000000c1";
/// "Internal" in [`WORKSPACE`], without tasks.
pub const INTERNAL: &str = "65f0000000000000000000c2";
/// "Überprüfung – Ränder" in [`WORKSPACE`].
pub const UMLAUTS: &str = "65f0000000000000000000c3";
/// "Old shop" in [`WORKSPACE`], archived.
pub const OLD_SHOP: &str = "65f0000000000000000000c4";
/// "Consulting" in [`STRICT_WORKSPACE`]; billable.
pub const CONSULTING: &str = "65f0000000000000000000c5";
/// "Audit" in [`LEDGER_WORKSPACE`].
pub const AUDIT: &str = "65f0000000000000000000c6";
/// "Support" in [`LIVE_WORKSPACE`].
pub const SUPPORT: &str = "65f0000000000000000000c7";

/// "Design" of [`WEBSITE`].
pub const DESIGN: &str = "65f0000000000000000000d1";
/// "Development" of [`WEBSITE`].
pub const DEVELOPMENT: &str = "65f0000000000000000000d2";
/// "Kick-off" of [`WEBSITE`], done.
pub const KICK_OFF: &str = "65f0000000000000000000d3";
/// "Tests" of [`UMLAUTS`].
pub const TESTS: &str = "65f0000000000000000000d4";
/// "Workshop" of [`CONSULTING`].
pub const WORKSHOP: &str = "65f0000000000000000000d5";
/// "Review" of [`AUDIT`].
pub const REVIEW: &str = "65f0000000000000000000d6";

/// "remote" in [`WORKSPACE`].
pub const REMOTE: &str = "65f0000000000000000000e1";
/// "on site" in [`WORKSPACE`].
pub const ON_SITE: &str = "65f0000000000000000000e2";
/// "before 2020" in [`WORKSPACE`], archived.
pub const ARCHIVED_TAG: &str = "65f0000000000000000000e3";
/// "billing" in [`LEDGER_WORKSPACE`].
pub const BILLING: &str = "65f0000000000000000000e4";

const ACME: &str = "65f0000000000000000000f1";

const PAID: &[&str] =
    &["BREAKS", "BULK_EDIT", "REQUIRED_FIELDS", "TIME_TRACKING", "WORKSPACE_LOCK_TIMEENTRIES"];

pub(super) fn users(zone: Tz) -> Vec<User> {
    vec![
        User { id: USER, key: KEY, name: "Mira Sand", email: "mira@sandbox.example", zone },
        User { id: SECOND_USER, key: SECOND_KEY, name: "Oleg Box", email: "oleg@sandbox.example", zone },
    ]
}

pub(super) fn workspaces() -> Vec<Workspace> {
    vec![studio(), strict(), ledger(), live()]
}

fn studio() -> Workspace {
    Workspace {
        clients: vec![
            Client { id: ACME, name: "Acme", archived: false },
            Client { id: "65f0000000000000000000f2", name: "Former client", archived: true },
        ],
        projects: vec![
            Project {
                client: Some(ACME),
                tasks: vec![
                    task(DESIGN, "Design"),
                    task(DEVELOPMENT, "Development"),
                    done(KICK_OFF, "Kick-off"),
                ],
                ..project(WEBSITE, "Website")
            },
            Project { billable: false, ..project(INTERNAL, "Internal") },
            Project { tasks: vec![task(TESTS, "Tests")], ..project(UMLAUTS, "Überprüfung – Ränder") },
            Project { archived: true, ..project(OLD_SHOP, "Old shop") },
        ],
        tags: vec![
            tag(REMOTE, "remote"),
            tag(ON_SITE, "on site"),
            Tag { archived: true, ..tag(ARCHIVED_TAG, "before 2020") },
        ],
        members: vec![(USER, Role::Owner), (SECOND_USER, Role::Plain)],
        plan: "FREE",
        features: &["TIME_TRACKING"],
        ..workspace(WORKSPACE, "Sandbox Studio", Rules::default())
    }
}

fn strict() -> Workspace {
    let locked = DateTime::parse_from_rfc3339(LOCKED_BEFORE).expect("the constant above is a date");
    let rules = Rules {
        projects: true,
        description: true,
        billable_by_admins: true,
        locked_before: Some(locked.to_utc()),
        ..Rules::default()
    };
    Workspace {
        projects: vec![Project {
            tasks: vec![task(WORKSHOP, "Workshop")],
            ..project(CONSULTING, "Consulting")
        }],
        ..workspace(STRICT_WORKSPACE, "Sandbox Strict", rules)
    }
}

fn ledger() -> Workspace {
    let rules = Rules { projects: true, tasks: true, tags: true, description: true, ..Rules::default() };
    Workspace {
        projects: vec![Project { tasks: vec![task(REVIEW, "Review")], ..project(AUDIT, "Audit") }],
        tags: vec![tag(BILLING, "billing")],
        ..workspace(LEDGER_WORKSPACE, "Sandbox Ledger", rules)
    }
}

fn live() -> Workspace {
    let rules = Rules { tracking: Tracking::TimerOnly, ..Rules::default() };
    Workspace {
        projects: vec![project(SUPPORT, "Support")],
        ..workspace(LIVE_WORKSPACE, "Sandbox Live", rules)
    }
}

fn workspace(id: &'static str, name: &'static str, rules: Rules) -> Workspace {
    Workspace {
        id,
        name,
        plan: "PRO",
        features: PAID,
        rules,
        members: vec![(USER, Role::Plain), (SECOND_USER, Role::Owner)],
        clients: Vec::new(),
        projects: Vec::new(),
        tags: Vec::new(),
        entries: Vec::new(),
    }
}

fn project(id: &'static str, name: &'static str) -> Project {
    Project { id, name, client: None, color: "#0B83D9", billable: true, archived: false, tasks: Vec::new() }
}

fn task(id: &'static str, name: &'static str) -> Task {
    Task { id, name, done: false }
}

fn done(id: &'static str, name: &'static str) -> Task {
    Task { id, name, done: true }
}

fn tag(id: &'static str, name: &'static str) -> Tag {
    Tag { id, name, archived: false }
}
