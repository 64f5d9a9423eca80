//! The sample workspaces: people, tokens, projects and tasks, with fixed ids so that tests can name them. No entries.

use super::projects::{Project, Stage};
use super::tasks::{Owner, Progress, Task};
use super::users::{Role, Standing, User};
use super::workspaces::{Settings, TypeOfWork, Workspace};

/// The token of Mira Sand, member of [`WORKSPACE`].
pub const TOKEN: &str = "awork-sandbox-token";
/// The token of Oleg Box, who is shown the tasks assigned to him and nothing else.
pub const LIMITED_TOKEN: &str = "awork-sandbox-limited-token";
/// An API key of [`WORKSPACE`]: it acts as a user of its own, with all rights.
pub const KEY: &str = "awork-sandbox-key";
/// A token that ran out: 401, with the code of missing rights.
pub const EXPIRED_TOKEN: &str = "awork-sandbox-expired-token";
/// The token of somebody who was deactivated.
pub const DEACTIVATED_TOKEN: &str = "awork-sandbox-deactivated-token";
/// The token of Stella Strict, member of [`STRICT_WORKSPACE`].
pub const STRICT_TOKEN: &str = "awork-sandbox-strict-token";
/// An API key of [`STRICT_WORKSPACE`]; its rules do not hold for it.
pub const STRICT_KEY: &str = "awork-sandbox-strict-key";

/// Mira Sand, `mira@sandbox.example`.
pub const USER: &str = "83477d16-0000-4000-8000-000000000001";
/// Oleg Box.
pub const LIMITED_USER: &str = "83477d16-0000-4000-8000-000000000002";
/// The user that [`KEY`] acts as.
pub const API_USER: &str = "83477d16-0000-4000-8000-000000000003";
/// Stella Strict.
pub const STRICT_USER: &str = "83477d16-0000-4000-8000-000000000006";

/// "Sandbox Studio": no rules.
pub const WORKSPACE: &str = "30a40000-0000-4000-8000-000000000001";
/// "Sandbox Strict": a project is required, seven days back may be booked, closed projects are closed; one type of
/// work.
pub const STRICT_WORKSPACE: &str = "30a40000-0000-4000-8000-000000000002";

/// "Design" in [`WORKSPACE`].
pub const DESIGN: &str = "e2095787-0000-4000-8000-000000000001";
/// "Development" in [`WORKSPACE`].
pub const DEVELOPMENT: &str = "e2095787-0000-4000-8000-000000000002";
/// "Fax" in [`WORKSPACE`], archived.
pub const FAX: &str = "e2095787-0000-4000-8000-000000000003";
/// "Consulting", the only one of [`STRICT_WORKSPACE`].
pub const CONSULTING: &str = "e2095787-0000-4000-8000-000000000004";

/// "Website", `WEB`, of the company "Acme"; billable.
pub const WEBSITE: &str = "83343fb9-0000-4000-8000-000000000001";
/// "Internal", without a key; not billable.
pub const INTERNAL: &str = "83343fb9-0000-4000-8000-000000000002";
/// "Überprüfung – Ränder", `UEB`, without tasks.
pub const UMLAUTS: &str = "83343fb9-0000-4000-8000-000000000003";
/// "Old shop", `OLD`, closed, with one task that is not done.
pub const OLD_SHOP: &str = "83343fb9-0000-4000-8000-000000000004";
/// "Product", `PROD`, with [`PRODUCT_TASKS`] tasks.
pub const PRODUCT: &str = "83343fb9-0000-4000-8000-000000000005";
/// "Audit", `AUD`, of [`STRICT_WORKSPACE`].
pub const AUDIT: &str = "83343fb9-0000-4000-8000-000000000006";
/// "Old audit", closed, of [`STRICT_WORKSPACE`].
pub const OLD_AUDIT: &str = "83343fb9-0000-4000-8000-000000000007";

/// "Login flow review" of [`WEBSITE`], `WEB-12`, assigned to both; its type of work is [`DESIGN`].
pub const LOGIN_FLOW: &str = "b2c477d8-0000-4000-8000-000000000001";
/// "API client: retry logic" of [`WEBSITE`], `WEB-13`, assigned to Mira; [`DEVELOPMENT`].
pub const RETRY: &str = "b2c477d8-0000-4000-8000-000000000002";
/// "Kick-off" of [`WEBSITE`], `WEB-1`, done.
pub const KICK_OFF: &str = "b2c477d8-0000-4000-8000-000000000003";
/// "Weekly report" of [`WEBSITE`], `WEB-14`: the template of repeated tasks.
pub const TEMPLATE: &str = "b2c477d8-0000-4000-8000-000000000004";
/// "Stand-up" of [`INTERNAL`]; it has no identifier.
pub const STAND_UP: &str = "b2c477d8-0000-4000-8000-000000000005";
/// "Clearance" of [`OLD_SHOP`].
pub const CLEARANCE: &str = "b2c477d8-0000-4000-8000-000000000006";
/// "Expenses", private to Mira.
pub const EXPENSES: &str = "b2c477d8-0000-4000-8000-000000000007";
/// "Dentist", private to Oleg.
pub const DENTIST: &str = "b2c477d8-0000-4000-8000-000000000008";
/// "Interviews" of [`AUDIT`], `AUD-1`.
pub const INTERVIEWS: &str = "b2c477d8-0000-4000-8000-000000000009";
/// "Reading", private to Stella.
pub const READING: &str = "b2c477d8-0000-4000-8000-000000000010";

/// How many tasks [`PRODUCT`] has: more than fit a page of 500.
pub const PRODUCT_TASKS: u32 = 520;

/// The id of the task with this number in [`PRODUCT`].
pub fn product_task(number: u32) -> String {
    format!("b2c477d9-0000-4000-8000-{number:012}")
}

pub(super) fn workspace_name(id: &str) -> &'static str {
    if id == WORKSPACE { "Sandbox Studio" } else { "Sandbox Strict" }
}

pub(super) fn workspaces() -> Vec<Workspace> {
    let kind = |id, name| TypeOfWork { id, name, archived: false };
    vec![
        Workspace {
            id: WORKSPACE,
            types_of_work: vec![
                kind(DESIGN, "Design"),
                kind(DEVELOPMENT, "Development"),
                TypeOfWork { archived: true, ..kind(FAX, "Fax") },
            ],
            settings: Settings::default(),
        },
        Workspace {
            id: STRICT_WORKSPACE,
            types_of_work: vec![kind(CONSULTING, "Consulting")],
            settings: Settings { past_days: Some(7), no_done_projects: true, no_private: true },
        },
    ]
}

pub(super) fn users() -> Vec<User> {
    let user = |id, token, first_name, last_name, mail| User {
        id,
        workspace: WORKSPACE,
        token: Some(token),
        first_name,
        last_name,
        mail,
        role: Role::Member,
        standing: Standing::Good,
    };
    vec![
        user(USER, TOKEN, "Mira", "Sand", Some("mira@sandbox.example")),
        User {
            role: Role::Limited,
            ..user(LIMITED_USER, LIMITED_TOKEN, "Oleg", "Box", Some("oleg@sandbox.example"))
        },
        User { role: Role::Admin, ..user(API_USER, KEY, "Time", "Client", None) },
        User {
            standing: Standing::Expired,
            ..user(
                "83477d16-0000-4000-8000-000000000004",
                EXPIRED_TOKEN,
                "Ella",
                "Past",
                Some("ella@sandbox.example"),
            )
        },
        User {
            standing: Standing::Deactivated,
            ..user(
                "83477d16-0000-4000-8000-000000000005",
                DEACTIVATED_TOKEN,
                "Dora",
                "Gone",
                Some("dora@sandbox.example"),
            )
        },
        User {
            workspace: STRICT_WORKSPACE,
            ..user(STRICT_USER, STRICT_TOKEN, "Stella", "Strict", Some("stella@sandbox.example"))
        },
        User {
            workspace: STRICT_WORKSPACE,
            role: Role::Admin,
            ..user("83477d16-0000-4000-8000-000000000007", STRICT_KEY, "Audit", "Client", None)
        },
    ]
}

pub(super) fn projects() -> Vec<Project> {
    let project = |id, name, key| Project {
        id,
        workspace: WORKSPACE,
        name,
        key,
        company: None,
        stage: Stage::Progress,
        billable: true,
    };
    let strict = |project: Project| Project { workspace: STRICT_WORKSPACE, ..project };
    let closed = |project: Project| Project { stage: Stage::Closed, ..project };
    vec![
        Project { company: Some("Acme"), ..project(WEBSITE, "Website", Some("WEB")) },
        Project { billable: false, ..project(INTERNAL, "Internal", None) },
        project(UMLAUTS, "Überprüfung – Ränder", Some("UEB")),
        closed(project(OLD_SHOP, "Old shop", Some("OLD"))),
        project(PRODUCT, "Product", Some("PROD")),
        strict(project(AUDIT, "Audit", Some("AUD"))),
        strict(closed(project(OLD_AUDIT, "Old audit", None))),
    ]
}

pub(super) fn tasks() -> Vec<Task> {
    let task = |id: &str, owner, number: u32, name: &str| Task {
        id: id.to_owned(),
        workspace: WORKSPACE,
        owner,
        number: Some(number).filter(|number| *number > 0),
        name: name.to_owned(),
        progress: Progress::Open,
        type_of_work: DEVELOPMENT,
        assignees: Vec::new(),
        template: false,
    };
    let strict = |task: Task| Task { workspace: STRICT_WORKSPACE, type_of_work: CONSULTING, ..task };
    let website = Owner::Project(WEBSITE);
    let mut tasks = vec![
        Task {
            type_of_work: DESIGN,
            assignees: vec![USER, LIMITED_USER],
            ..task(LOGIN_FLOW, website, 12, "Login flow review")
        },
        Task { assignees: vec![USER], ..task(RETRY, website, 13, "API client: retry logic") },
        Task { progress: Progress::Done, ..task(KICK_OFF, website, 1, "Kick-off") },
        Task { template: true, ..task(TEMPLATE, website, 14, "Weekly report") },
        task(STAND_UP, Owner::Project(INTERNAL), 0, "Stand-up"),
        task(CLEARANCE, Owner::Project(OLD_SHOP), 1, "Clearance"),
        task(EXPENSES, Owner::User(USER), 0, "Expenses"),
        task(DENTIST, Owner::User(LIMITED_USER), 0, "Dentist"),
        strict(task(INTERVIEWS, Owner::Project(AUDIT), 1, "Interviews")),
        strict(task(READING, Owner::User(STRICT_USER), 0, "Reading")),
    ];
    tasks.extend(
        (1..=PRODUCT_TASKS).map(|number| {
            task(&product_task(number), Owner::Project(PRODUCT), number, "Story of the backlog")
        }),
    );
    tasks
}
