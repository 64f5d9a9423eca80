//! The sample organisation: people, tokens, queues and issues, with fixed names. No worklogs.

use chrono::{DateTime, Utc};

use super::issues::{Editing, Issue, Status};
use super::queues::Queue;
use super::users::{License, Organisation, User};

/// OAuth token of Mira Sand, who is assigned most issues.
pub const TOKEN: &str = "y0_sandbox";
/// OAuth token of Oleg Box.
pub const SECOND_TOKEN: &str = "y0_sandbox_second";
/// OAuth token of Rita Reader, who may not write (`hasLicense` is false).
pub const READ_ONLY_TOKEN: &str = "y0_sandbox_readonly";
/// OAuth token of Clara Cloud, whose organisation is in the cloud.
pub const CLOUD_TOKEN: &str = "y0_sandbox_cloud";
/// IAM token of the same Clara Cloud, for `Bearer`.
pub const IAM_TOKEN: &str = "t1.sandbox";

/// The Yandex 360 organisation, for `X-Org-ID`.
pub const ORG: &str = "8401923";
/// The same organisation in the cloud, for `X-Cloud-Org-ID`; only Clara's tokens belong to it.
pub const CLOUD_ORG: &str = "bpfsandbox0000000001";

/// The uid of Mira Sand, and the id in her `createdBy`.
pub const UID: u64 = 1_120_000_000_000_001;
/// The login of Mira Sand.
pub const LOGIN: &str = "mira";
/// The uid of Oleg Box.
pub const SECOND_UID: u64 = 1_120_000_000_000_002;
/// The id in Clara Cloud's `createdBy`.
pub const CLOUD_UID: &str = "ajesandbox0000000001";

/// The key of the issue "Login form shows the wrong message".
pub const LOGIN_FORM: &str = "TEST-324";
/// The id of [`LOGIN_FORM`].
pub const LOGIN_FORM_ID: &str = "515ec9eae4b09cfa98400001";
/// The key of the issue "API client: retry logic".
pub const RETRY: &str = "TEST-325";
/// The key of a closed issue.
pub const CLOSED: &str = "TEST-300";
/// The key of an issue that moved to another queue.
pub const MOVED: &str = "DEV-12";
/// The key [`MOVED`] had before.
pub const MOVED_FROM: &str = "TEST-99";
/// The key of an issue that can no longer be edited: 423 for every worklog.
pub const BLOCKED: &str = "OLD-1";

const MIRA: usize = 0;
const OLEG: usize = 1;

pub(super) fn users() -> Vec<User> {
    let mira = User {
        oauth_token: TOKEN,
        iam_token: None,
        organisation: Organisation::Business360(ORG),
        license: License::Full,
        uid: UID,
        tracker_uid: 8_000_000_000_000_001,
        cloud_uid: None,
        login: LOGIN,
        first_name: "Mira",
        last_name: "Sand",
    };
    let oleg = User {
        oauth_token: SECOND_TOKEN,
        uid: SECOND_UID,
        tracker_uid: 8_000_000_000_000_002,
        login: "oleg",
        first_name: "Oleg",
        last_name: "Box",
        ..mira
    };
    let rita = User {
        oauth_token: READ_ONLY_TOKEN,
        license: License::ReadOnly,
        uid: 1_120_000_000_000_003,
        tracker_uid: 8_000_000_000_000_003,
        login: "rita",
        first_name: "Rita",
        last_name: "Reader",
        ..mira
    };
    let clara = User {
        oauth_token: CLOUD_TOKEN,
        iam_token: Some(IAM_TOKEN),
        organisation: Organisation::Cloud(CLOUD_ORG),
        uid: 9_000_000_000_000_004,
        tracker_uid: 8_000_000_000_000_004,
        cloud_uid: Some(CLOUD_UID),
        login: "clara",
        first_name: "Clara",
        last_name: "Cloud",
        ..mira
    };
    vec![mira, oleg, rita, clara]
}

pub(super) fn queues() -> Vec<Queue> {
    vec![
        Queue { id: 1, key: "TEST", name: "Testing" },
        Queue { id: 2, key: "DEV", name: "Development" },
        Queue { id: 3, key: "OLD", name: "Old things" },
    ]
}

pub(super) fn issues() -> Vec<Issue> {
    vec![
        Issue {
            status: Status::InProgress,
            ..issue(LOGIN_FORM_ID, "TEST", LOGIN_FORM, "Login form shows the wrong message")
        },
        issue("515ec9eae4b09cfa98400002", "TEST", RETRY, "API client: retry logic"),
        Issue {
            assignee: None,
            ..issue("515ec9eae4b09cfa98400003", "TEST", "TEST-326", "Überprüfung der Ränder")
        },
        Issue {
            assignee: Some(OLEG),
            ..issue("515ec9eae4b09cfa98400004", "TEST", "TEST-327", "Say \"hello\" on the login form")
        },
        Issue {
            status: Status::Closed,
            ..issue("515ec9eae4b09cfa98400005", "TEST", CLOSED, "Kick-off meeting")
        },
        issue("515ec9eae4b09cfa98400006", "DEV", "DEV-1", "Build pipeline"),
        Issue {
            former_keys: &[MOVED_FROM],
            ..issue("515ec9eae4b09cfa98400007", "DEV", MOVED, "Moved here from testing")
        },
        Issue {
            editing: Editing::Blocked,
            ..issue("515ec9eae4b09cfa98400008", "OLD", BLOCKED, "Changed ten thousand times")
        },
    ]
}

/// An open issue by Oleg for Mira, estimated at two days.
fn issue(id: &'static str, queue: &'static str, key: &'static str, summary: &'static str) -> Issue {
    let day = id.bytes().last().map_or(1, |digit| u32::from(digit - b'0'));
    Issue {
        id,
        key,
        former_keys: &[],
        queue,
        summary,
        status: Status::Open,
        author: OLEG,
        assignee: Some(MIRA),
        editing: Editing::Possible,
        estimated_seconds: 2 * 8 * 3600,
        version: 1,
        updated_at: on_day(day),
    }
}

/// A day in March 2026; the samples differ in it so that they can be sorted.
fn on_day(day: u32) -> DateTime<Utc> {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 3, day).and_then(|date| date.and_hms_opt(9, 0, 0));
    date.expect("the ids of the samples end in 1 to 9").and_utc()
}
