//! The sample organizations: keys, people, projects and tickets, with fixed names. No time entries.

use super::access::{Key, Organization, Scope, Standing, Switch};
use super::members::{Member, Role};
use super::projects::{Project, Stage};
use super::tickets::Ticket;

/// Key of Mira Sand for the whole of [`ORGANIZATION`].
pub const KEY: &str = "ako_sandbox_organization";
/// Key of Oleg Box for the whole of [`ORGANIZATION`].
pub const SECOND_KEY: &str = "ako_sandbox_second";
/// Key of Mira Sand for [`WEBSITE`] alone.
pub const PROJECT_KEY: &str = "ako_sandbox_project";
/// A key that was revoked: 401 with `key_revoked`.
pub const REVOKED_KEY: &str = "ako_sandbox_revoked";
/// A key for the whole of [`ORGANIZATION`] whose maker has left: `createdByUserId` is null.
pub const ORPHANED_KEY: &str = "ako_sandbox_orphaned";
/// A key of an organization that does not track time: 402 with the reason `feature_disabled`.
pub const NO_TIME_KEY: &str = "ako_sandbox_no_time";
/// A key of an organization without the API: 403.
pub const NO_API_KEY: &str = "ako_sandbox_no_api";

/// "Sandbox Works", where everything is switched on.
pub const ORGANIZATION: &str = "7b1e0000-0000-4000-a000-0000000000b1";
const NO_TIME: &str = "7b1e0000-0000-4000-a000-0000000000b2";
const NO_API: &str = "7b1e0000-0000-4000-a000-0000000000b3";

/// Mira Sand.
pub const USER: &str = "69ec0000-0000-4000-a000-0000000000a1";
/// Oleg Box.
pub const SECOND_USER: &str = "69ec0000-0000-4000-a000-0000000000a2";
/// Carla Customer, whose role has no access to time.
pub const CLIENT_USER: &str = "69ec0000-0000-4000-a000-0000000000a3";

/// "Website", active.
pub const WEBSITE: &str = "9a8b0000-0000-4000-a000-0000000000c1";
/// "Internal", on hold, without tickets.
pub const INTERNAL: &str = "9a8b0000-0000-4000-a000-0000000000c2";
/// "Überprüfung – Ränder", completed.
pub const UMLAUTS: &str = "9a8b0000-0000-4000-a000-0000000000c3";
/// "Old shop", archived.
pub const OLD_SHOP: &str = "9a8b0000-0000-4000-a000-0000000000c4";
/// "Elsewhere", of the organization that does not track time.
pub const ELSEWHERE: &str = "9a8b0000-0000-4000-a000-0000000000c5";

/// "Login flow review" of [`WEBSITE`], assigned to Mira.
pub const LOGIN_FLOW: &str = "3fa80000-0000-4000-a000-0000000000d1";
/// "API client: retry logic" of [`WEBSITE`].
pub const RETRY: &str = "3fa80000-0000-4000-a000-0000000000d2";
/// "Margins" of [`UMLAUTS`].
pub const MARGINS: &str = "3fa80000-0000-4000-a000-0000000000d3";
/// "Checkout" of [`OLD_SHOP`].
pub const CHECKOUT: &str = "3fa80000-0000-4000-a000-0000000000d4";

pub(super) fn organizations() -> Vec<Organization> {
    vec![
        Organization { id: ORGANIZATION, api: Switch::On, time_tracking: Switch::On },
        Organization { id: NO_TIME, api: Switch::On, time_tracking: Switch::Off },
        Organization { id: NO_API, api: Switch::Off, time_tracking: Switch::On },
    ]
}

pub(super) fn keys() -> Vec<Key> {
    let key = |id, secret| Key {
        id,
        name: "time-app",
        secret,
        organization: ORGANIZATION,
        scope: Scope::Organization,
        standing: Standing::Good,
        created_by: Some(USER),
    };
    vec![
        key("f17d0000-0000-4000-a000-000000000001", KEY),
        Key { created_by: Some(SECOND_USER), ..key("f17d0000-0000-4000-a000-000000000002", SECOND_KEY) },
        Key { scope: Scope::Project(WEBSITE), ..key("f17d0000-0000-4000-a000-000000000003", PROJECT_KEY) },
        Key { standing: Standing::Revoked, ..key("f17d0000-0000-4000-a000-000000000004", REVOKED_KEY) },
        Key { created_by: None, ..key("f17d0000-0000-4000-a000-000000000005", ORPHANED_KEY) },
        Key { organization: NO_TIME, ..key("f17d0000-0000-4000-a000-000000000006", NO_TIME_KEY) },
        Key { organization: NO_API, ..key("f17d0000-0000-4000-a000-000000000007", NO_API_KEY) },
    ]
}

pub(super) fn members() -> Vec<Member> {
    let member = |id, name, role| Member { id, organization: ORGANIZATION, name, role };
    vec![
        member(USER, "Mira Sand", Role::Admin),
        member(SECOND_USER, "Oleg Box", Role::Developer),
        member(CLIENT_USER, "Carla Customer", Role::Client),
        Member { organization: NO_TIME, ..member(USER, "Mira Sand", Role::Admin) },
    ]
}

pub(super) fn projects() -> Vec<Project> {
    let project = |id, name, stage| Project { id, organization: ORGANIZATION, name, stage };
    vec![
        project(WEBSITE, "Website", Stage::Active),
        project(INTERNAL, "Internal", Stage::OnHold),
        project(UMLAUTS, "Überprüfung – Ränder", Stage::Completed),
        project(OLD_SHOP, "Old shop", Stage::Archived),
        Project { organization: NO_TIME, ..project(ELSEWHERE, "Elsewhere", Stage::Active) },
    ]
}

pub(super) fn tickets() -> Vec<Ticket> {
    let ticket = |id, project, title| Ticket { id, project, title, assignee: None };
    vec![
        Ticket { assignee: Some(USER), ..ticket(LOGIN_FLOW, WEBSITE, "Login flow review") },
        ticket(RETRY, WEBSITE, "API client: retry logic"),
        ticket(MARGINS, UMLAUTS, "Margins"),
        ticket(CHECKOUT, OLD_SHOP, "Checkout"),
    ]
}
