//! The trait every tracker implements. The engine schedules; a tracker only speaks.

use async_trait::async_trait;
use domain::target::Identity;
use domain::upload::Unsendable;
use domain::{Booking, Entry, Part, Payload, Policy, Target, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Cx, Descriptor, TrackerError};

/// One tracker API. No retries, no state, no clock: everything a call needs is in `cx`.
#[async_trait]
pub trait Tracker: Send + Sync {
    /// What this tracker is.
    fn about(&self) -> &'static Descriptor;

    /// Who the secret speaks for; also the connection test. Resolves the workspace to its id.
    async fn whoami(&self, cx: &Cx<'_>) -> Result<Identity, TrackerError>;

    /// One page of targets.
    async fn targets(&self, cx: &Cx<'_>, query: TargetQuery) -> Result<Page<Target>, TrackerError>;

    /// What the workspace demands of an entry.
    async fn rules(&self, cx: &Cx<'_>) -> Result<WorkspaceRules, TrackerError>;

    /// What will be sent for a finished, decided entry. Pure.
    fn project(
        &self,
        entry: &Entry,
        booking: &Booking,
        policy: &Policy,
        rules: &WorkspaceRules,
    ) -> Result<Vec<Part>, Unsendable>;

    /// Makes a record. Called once per wish; a lost answer is an error with `applied: Maybe`.
    async fn create(
        &self,
        cx: &Cx<'_>,
        payload: &Payload,
        key: domain::UploadId,
    ) -> Result<Remote, TrackerError>;

    /// Looks for a record made by an earlier `create` of this payload at `since`.
    async fn find(&self, cx: &Cx<'_>, payload: &Payload, since: Timestamp) -> Result<Found, TrackerError>;

    /// What the record holds now; `None` = it is not there any more.
    async fn read(
        &self,
        cx: &Cx<'_>,
        remote_id: &str,
        payload: &Payload,
    ) -> Result<Option<Remote>, TrackerError>;

    /// Makes the record hold `payload`. Repeatable.
    async fn update(
        &self,
        cx: &Cx<'_>,
        remote_id: &str,
        before: &Payload,
        payload: &Payload,
    ) -> Result<Remote, TrackerError>;

    /// Removes the record. Repeatable: a record that is not there counts as removed.
    async fn delete(&self, cx: &Cx<'_>, remote_id: &str, payload: &Payload) -> Result<(), TrackerError>;
}

/// Which targets are asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TargetQuery {
    /// Text in key or title; empty = all.
    pub text: String,
    /// Where the last page ended, as [`Page::next`] said.
    pub cursor: Option<String>,
}

/// A page of a listing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// Where the next begins; `None` = this was the last.
    pub next: Option<String>,
}

/// A record as the tracker holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remote {
    /// Its id there.
    pub id: String,
    /// What it holds.
    pub payload: Payload,
}

/// What a look for a lost create found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// Both complete, differently shaped reads found nothing.
    Absent,
    /// One record that matches.
    One(Remote),
    /// Several that match, or some that match in all but the text: a person decides.
    Many(Vec<Remote>),
    /// No complete answer.
    Inconclusive,
    /// The tracker shows this account no records there, so no look will ever tell.
    Hidden,
}

impl Found {
    /// What a complete look found: `exact` match in everything that identifies a record, `near` in all but the text.
    /// The latter are not enough to adopt one and too much to make another.
    pub fn of(mut exact: Vec<Remote>, near: Vec<Remote>) -> Self {
        match (exact.pop(), exact.is_empty()) {
            (Some(one), true) => Self::One(one),
            (Some(last), false) => Self::Many(exact.into_iter().chain([last]).collect()),
            (None, _) if near.is_empty() => Self::Absent,
            (None, _) => Self::Many(near),
        }
    }
}

/// What a workspace demands of an entry. Kept locally, refreshed at most daily.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkspaceRules {
    /// A note must be there.
    pub note_required: bool,
    /// A project must be there.
    pub project_required: bool,
    /// A task must be there.
    pub task_required: bool,
    /// At least one tag must be there.
    pub tag_required: bool,
    /// Entries that start before this are locked.
    pub locked_before: Option<Timestamp>,
    /// Only live timers are taken.
    pub live_only: bool,
    /// Breaks can be records of their own here.
    pub break_entries: bool,
    /// The billable mark is decided by the tracker, whatever is sent.
    pub billable_forced: bool,
    /// Tags that exist there: name → id.
    pub tags: std::collections::BTreeMap<String, String>,
    /// Whether new tags may be made there.
    pub new_tags: bool,
}

#[cfg(test)]
mod tests {
    use domain::{PayloadKind, TargetId};

    use super::*;

    fn remote(id: &str) -> Remote {
        let payload = Payload {
            target: TargetId::new("t"),
            kind: PayloadKind::Work,
            start: Timestamp::from_millis(0),
            seconds: 60,
            text: String::new(),
            tags: Vec::new(),
            billable: None,
        };
        Remote { id: id.to_owned(), payload }
    }

    #[test]
    fn only_a_single_exact_match_is_taken_and_only_nothing_at_all_is_absence() {
        let of = |ids: &[&str]| ids.iter().map(|id| remote(id)).collect::<Vec<_>>();
        let cases: [(&[&str], &[&str], Found); 5] = [
            (&[], &[], Found::Absent),
            (&["a"], &[], Found::One(remote("a"))),
            (&["a"], &["b"], Found::One(remote("a"))),
            (&["a", "b", "c"], &["d"], Found::Many(of(&["a", "b", "c"]))),
            (&[], &["b"], Found::Many(of(&["b"]))),
        ];
        for (exact, near, found) in cases {
            assert_eq!(Found::of(of(exact), of(near)), found);
        }
    }
}
