//! What a tracker says about an account: who we are, what it demands, what can be booked on.

use api::language::Text;
use api::{ApiError, CheckLine, CheckMark, TrackerCheck, words};
use domain::Target;
use domain::target::Identity;
use trackers::{TargetQuery, TrackerError, WorkspaceRules};

use crate::outbox::Line;

/// The most targets kept of one connection.
pub(crate) const TARGETS_MAX: usize = 50_000;

/// What a tracker says about an account.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(super) identity: Identity,
    pub(super) rules: WorkspaceRules,
    pub(super) targets: Vec<Target>,
    /// How long the first answer took.
    pub(super) millis: u64,
    /// Whether there are more targets than are kept.
    pub(super) cut: bool,
}

impl Facts {
    /// What a tracker said; a target that was named twice counts once.
    pub(crate) fn new(identity: Identity, rules: WorkspaceRules, mut targets: Vec<Target>) -> Self {
        let mut seen = std::collections::HashSet::new();
        targets.retain(|target| seen.insert(target.id.clone()));
        Self { identity, rules, targets, millis: 0, cut: false }
    }
}

/// Asks a tracker who we are, what it demands, and what can be booked on.
pub(super) async fn facts(line: Line) -> Result<Facts, TrackerError> {
    let begun = line.clock.monotonic_millis();
    let identity = line.tracker.whoami(&line.cx()).await?;
    let millis = line.clock.monotonic_millis().saturating_sub(begun);
    let mut line = line;
    line.account.identity = Some(identity.clone());
    let rules = line.tracker.rules(&line.cx()).await?;
    let mut targets: Vec<Target> = Vec::new();
    let mut cursor = None;
    loop {
        let query = TargetQuery { text: String::new(), cursor };
        let page = line.tracker.targets(&line.cx(), query).await?;
        targets.extend(page.items);
        cursor = page.next;
        if cursor.is_none() || targets.len() >= TARGETS_MAX {
            break;
        }
    }
    Ok(Facts { millis, cut: cursor.is_some(), ..Facts::new(identity, rules, targets) })
}

pub(super) fn good_check(facts: &Facts) -> TrackerCheck {
    let line = |mark, text: String, detail: String| CheckLine { mark, text, detail: Some(detail) };
    let note = |(text, detail): (Text, Text)| line(CheckMark::Note, text.into(), detail.into());
    let mine = facts.targets.iter().filter(|target| target.mine).count();
    let mut lines = vec![
        line(
            CheckMark::Ok,
            words::checks::signed_in_as(&facts.identity.display),
            format!("{} ms", facts.millis),
        ),
        line(
            CheckMark::Ok,
            words::checks::targets_found(facts.targets.len()),
            if mine > 0 { words::checks::assigned_to_you(mine) } else { String::new() },
        ),
    ];
    if facts.cut {
        lines.push(note(words::checks::CUT));
    }
    if facts.rules.live_only {
        lines.push(note(words::checks::LIVE_ONLY));
    }
    for (required, field) in [
        (facts.rules.note_required, "note"),
        (facts.rules.project_required, "project"),
        (facts.rules.task_required, "task"),
        (facts.rules.tag_required, "tag"),
    ] {
        if required {
            let needs = words::checks::every_entry_needs(field);
            lines.push(line(CheckMark::Note, needs, words::checks::ASKED_IN_TIME.into()));
        }
    }
    TrackerCheck { ok: true, lines }
}

pub(super) fn bad_check(error: &ApiError) -> TrackerCheck {
    let line = CheckLine { mark: CheckMark::Bad, text: error.message.clone(), detail: error.remedy.clone() };
    TrackerCheck { ok: false, lines: vec![line] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalogue_that_was_cut_says_so() {
        let identity = Identity {
            id: "1".into(),
            aliases: Vec::new(),
            display: "Mira".into(),
            zone: None,
            workspace: None,
        };
        let whole = Facts::new(identity, WorkspaceRules::default(), Vec::new());
        let says =
            |facts: &Facts| good_check(facts).lines.iter().any(|line| line.text.contains("more targets"));
        assert!(!says(&whole));
        assert!(says(&Facts { cut: true, ..whole }));
    }
}
