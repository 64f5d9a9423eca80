//! The sample workspaces: people, keys, projects and work items, with fixed names. No worklogs.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

use super::items::{Group, Item};
use super::projects::{Project, Role, Workspace};
use super::users::User;

/// The key of Mira Sand, admin of every project but [`HANDBOOK`].
pub const KEY: &str = "plane_api_sandbox";
/// The key of Oleg Box, member of [`PRODUCT`] and [`WEBSITE`], admin of [`HANDBOOK`]; his profile is in India.
pub const SECOND_KEY: &str = "plane_api_sandbox_second";
/// The key of Gina Guest, guest in [`PRODUCT`]: she may read there and not log.
pub const GUEST_KEY: &str = "plane_api_sandbox_guest";
/// The token of an app that Mira Sand let in, for `Bearer`.
pub const OAUTH_TOKEN: &str = "plane_oauth_sandbox";

/// The id of Mira Sand.
pub const USER: &str = "16c60000-0000-4000-8000-000000000001";
/// The id of Oleg Box.
pub const SECOND_USER: &str = "16c60000-0000-4000-8000-000000000002";

/// The workspace with everything.
pub const WORKSPACE: &str = "sandbox-studio";
/// A workspace whose plan has no worklogs: each of them is 402.
pub const FREE_WORKSPACE: &str = "sandbox-free";

/// "Product", `PROJ`: [`PRODUCT_ITEMS`] work items.
pub const PRODUCT: &str = "4af60000-0000-4000-8000-000000000001";
/// "Website", `WEB`: twelve work items.
pub const WEBSITE: &str = "4af60000-0000-4000-8000-000000000002";
/// "Operations", `OPS`: time tracking is off.
pub const OPERATIONS: &str = "4af60000-0000-4000-8000-000000000003";
/// "Old shop", `OLD`: archived.
pub const OLD_SHOP: &str = "4af60000-0000-4000-8000-000000000004";
/// "Handbook", `BOOK`: public, and only Oleg is a member.
pub const HANDBOOK: &str = "4af60000-0000-4000-8000-000000000005";
/// "Side project", `SIDE`, of [`FREE_WORKSPACE`].
pub const SIDE: &str = "4af60000-0000-4000-8000-000000000006";

/// How many work items [`PRODUCT`] has: three pages.
pub const PRODUCT_ITEMS: u32 = 230;
/// The number of "Login flow review" in [`PRODUCT`], assigned to Mira.
pub const LOGIN_FLOW: u32 = 12;
/// The number of a completed work item of [`PRODUCT`].
pub const COMPLETED: u32 = 30;
/// The number of a cancelled work item of [`PRODUCT`].
pub const CANCELLED: u32 = 31;

const MIRA: usize = 0;
const OLEG: usize = 1;
const GINA: usize = 2;

/// The id of the work item with this number in a project.
pub fn item_id(project: &str, number: u32) -> String {
    let last = project.chars().last().unwrap_or('0');
    format!("1de0000{last}-0000-4000-8000-{number:012}")
}

pub(super) fn users(zone: Tz) -> Vec<User> {
    vec![
        User {
            id: USER,
            key: KEY,
            oauth_token: Some(OAUTH_TOKEN),
            first_name: "Mira",
            last_name: "Sand",
            email: "mira@sandbox.example",
            zone,
        },
        User {
            id: SECOND_USER,
            key: SECOND_KEY,
            oauth_token: None,
            first_name: "Oleg",
            last_name: "Box",
            email: "oleg@sandbox.example",
            zone: chrono_tz::Asia::Kolkata,
        },
        User {
            id: "16c60000-0000-4000-8000-000000000003",
            key: GUEST_KEY,
            oauth_token: None,
            first_name: "Gina",
            last_name: "Guest",
            email: "gina@sandbox.example",
            zone,
        },
    ]
}

pub(super) fn workspaces() -> Vec<Workspace> {
    vec![
        Workspace {
            id: "cd4a0000-0000-4000-8000-000000000001",
            slug: WORKSPACE,
            members: vec![(MIRA, Role::Admin), (OLEG, Role::Member), (GINA, Role::Guest)],
            has_worklogs: true,
        },
        Workspace {
            id: "cd4a0000-0000-4000-8000-000000000002",
            slug: FREE_WORKSPACE,
            members: vec![(MIRA, Role::Admin)],
            has_worklogs: false,
        },
    ]
}

pub(super) fn projects() -> Vec<Project> {
    let project = |id, identifier, name, members| Project {
        id,
        workspace: WORKSPACE,
        identifier,
        name,
        public: false,
        archived: false,
        time_tracking: true,
        members,
    };
    let mira = || vec![(MIRA, Role::Admin)];
    vec![
        project(
            PRODUCT,
            "PROJ",
            "Product",
            vec![(MIRA, Role::Admin), (OLEG, Role::Member), (GINA, Role::Guest)],
        ),
        Project {
            public: true,
            ..project(WEBSITE, "WEB", "Website", vec![(MIRA, Role::Admin), (OLEG, Role::Member)])
        },
        Project { time_tracking: false, ..project(OPERATIONS, "OPS", "Operations", mira()) },
        Project { archived: true, ..project(OLD_SHOP, "OLD", "Old shop", mira()) },
        Project { public: true, ..project(HANDBOOK, "BOOK", "Handbook", vec![(OLEG, Role::Admin)]) },
        Project { workspace: FREE_WORKSPACE, ..project(SIDE, "SIDE", "Side project", mira()) },
    ]
}

pub(super) fn items() -> Vec<Item> {
    let mut items: Vec<Item> = (1..=PRODUCT_ITEMS).map(product_item).collect();
    items.extend((1..=12).map(|number| Item {
        assignees: if number % 2 == 0 { vec![MIRA, OLEG] } else { Vec::new() },
        ..item(WEBSITE, number, &format!("Page {}", ["home", "shop", "help"][(number as usize) % 3]))
    }));
    items.push(item(OPERATIONS, 1, "Nightly backup"));
    items.push(item(OLD_SHOP, 1, "Login flow of the old shop"));
    items.push(item(HANDBOOK, 1, "Login flow in words"));
    items.push(item(SIDE, 1, "Weekend work"));
    items
}

fn product_item(number: u32) -> Item {
    let (name, group, assignees) = match number {
        LOGIN_FLOW => ("Login flow review".to_owned(), Group::Started, vec![MIRA]),
        13 => ("API client: retry logic".to_owned(), Group::Backlog, vec![MIRA]),
        14 => ("Überprüfung der Ränder".to_owned(), Group::Backlog, Vec::new()),
        COMPLETED => ("Kick-off meeting".to_owned(), Group::Completed, vec![MIRA]),
        CANCELLED => ("Nobody wants it".to_owned(), Group::Cancelled, Vec::new()),
        _ => ("Story of the backlog".to_owned(), Group::Backlog, vec![OLEG]),
    };
    Item { name, group, assignees, ..item(PRODUCT, number, "") }
}

fn item(project: &'static str, number: u32, name: &str) -> Item {
    Item {
        id: item_id(project, number),
        project,
        number,
        name: name.to_owned(),
        group: Group::Backlog,
        assignees: Vec::new(),
        updated_at: in_march() + Duration::minutes(i64::from(number)),
    }
}

fn in_march() -> DateTime<Utc> {
    let noon = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).and_then(|date| date.and_hms_opt(12, 0, 0));
    noon.expect("a day in March").and_utc()
}
