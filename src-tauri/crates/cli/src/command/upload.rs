//! `stint sync` and `stint uploads`.

use std::process::ExitCode;

use api::client::Client;
use api::language::quoted;
use api::{
    ApiError, ChoiceOutcome, RemoteRecord, Request, Upload, UploadChoice, UploadChosen, UploadProgress,
    UploadState,
};

use crate::arguments::UploadAction;
use crate::command::answer;
use crate::{print, words};

pub(super) async fn sync(client: &mut Client, wait: u32, json: bool) -> Result<ExitCode, ApiError> {
    answer(client, Request::Sync { wait_seconds: Some(wait) }, json, lines).await
}

pub(super) async fn run(
    client: &mut Client,
    action: Option<UploadAction>,
    json: bool,
) -> Result<ExitCode, ApiError> {
    match action {
        None => answer(client, Request::Uploads, json, lines).await,
        Some(UploadAction::Retry { id }) => {
            answer(client, Request::UploadRetry { id, alike: false }, json, lines).await
        }
        Some(UploadAction::Adopt { id, remote_id }) => {
            answer(client, Request::UploadAdopt { id, remote_id }, json, line).await
        }
        Some(UploadAction::Drop { id }) => answer(client, Request::UploadDrop { id }, json, line).await,
        Some(UploadAction::KeepMine { id }) => choose(client, id, UploadChoice::Mine, json).await,
        Some(UploadAction::TakeTheirs { id }) => choose(client, id, UploadChoice::Theirs, json).await,
        Some(UploadAction::Leave { id }) => choose(client, id, UploadChoice::Both, json).await,
        Some(UploadAction::Pause { tracker }) => {
            answer(client, Request::UploadsPause { tracker }, json, progress).await
        }
        Some(UploadAction::Resume { tracker }) => {
            answer(client, Request::UploadsResume { tracker }, json, progress).await
        }
        Some(UploadAction::Progress) => answer(client, Request::UploadsProgress, json, progress).await,
    }
}

async fn choose(
    client: &mut Client,
    id: String,
    choice: UploadChoice,
    json: bool,
) -> Result<ExitCode, ApiError> {
    answer(client, Request::UploadChoose { id, choice }, json, |chosen: &UploadChosen| {
        match chosen.outcome {
            ChoiceOutcome::Sending => words::SENDING_OURS,
            ChoiceOutcome::Edited => words::TOOK_THEIRS,
            ChoiceOutcome::Unbooked => words::UNBOOKED,
            ChoiceOutcome::Left => words::BOTH_STAY,
        }
        .into()
    })
    .await
}

#[expect(clippy::ptr_arg, reason = "`answer` reads the promised type, which is a list")]
fn progress(all: &Vec<UploadProgress>) -> String {
    if all.is_empty() {
        return words::NO_CONNECTIONS.into();
    }
    all.iter().map(words::progress).collect::<Vec<_>>().join("\n")
}

#[expect(clippy::ptr_arg, reason = "`answer` reads the promised type, which is a list")]
fn lines(uploads: &Vec<Upload>) -> String {
    if uploads.iter().all(|upload| upload.state == UploadState::Done) {
        return words::ALL_UPLOADED.into();
    }
    uploads.iter().filter(|upload| upload.state != UploadState::Done).map(line).collect::<Vec<_>>().join("\n")
}

fn line(upload: &Upload) -> String {
    let state = words::upload(upload.state);
    let time = match (upload.seconds, upload.state, &upload.remote_id) {
        (Some(seconds), ..) => print::hours(seconds),
        // Nothing of it is there, and nothing of it can be sent.
        (None, UploadState::Stuck, None) => "–".into(),
        (None, ..) => words::REMOVAL.into(),
    };
    let mut text = format!(
        "{}  {:<24} {time:>8}  {state}  {}",
        upload.id,
        print::plain(&upload.target),
        quoted(&print::plain(&upload.note))
    );
    for detail in [&upload.reason, &upload.remedy].into_iter().flatten() {
        text.push_str(&format!("\n  {detail}"));
    }
    if let Some(conflict) = &upload.conflict {
        for (whose, version) in [(words::MINE, &conflict.mine), (words::THEIRS, &conflict.theirs)] {
            text.push_str(&format!("\n    {:<7} {}", whose.said(), record(version.as_ref())));
        }
        for choice in ["keep-mine", "take-theirs", "leave"] {
            text.push_str(&format!("\n    stint uploads {choice} {}", upload.id));
        }
    }
    for candidate in &upload.records {
        let id = candidate.remote_id.as_deref().unwrap_or_default();
        text.push_str(&format!("\n    {}", record(Some(candidate))));
        text.push_str(&format!("\n    stint uploads adopt {} {id}", upload.id));
    }
    text
}

/// A record in one line.
fn record(record: Option<&RemoteRecord>) -> String {
    let Some(record) = record else { return words::NOT_THERE.into() };
    let what = [&record.shown, &record.start, &record.target];
    let mut parts: Vec<String> = what.into_iter().flatten().map(|part| print::plain(part)).collect();
    if let Some(text) = &record.text {
        parts.push(quoted(&print::plain(text)));
    }
    parts.extend(record.tags.iter().map(|tag| format!("#{}", print::plain(tag))));
    if parts.is_empty() {
        parts.push(record.remote_id.clone().unwrap_or_else(|| words::UNKNOWN.into()));
    }
    parts.join("  ")
}

#[cfg(test)]
mod tests {
    use api::PartTime;

    use super::*;

    fn holding(text: &str) -> RemoteRecord {
        RemoteRecord {
            remote_id: Some("r1".into()),
            target: Some("clockify:Website/Design".into()),
            start: Some("2026-11-20T08:00:00.000Z".into()),
            time: PartTime::Clock,
            seconds: Some(3600),
            shown: Some("1:00:00".into()),
            text: Some(text.into()),
            tags: vec!["deep".into()],
            billable: None,
        }
    }

    fn upload() -> Upload {
        Upload {
            id: "u1".into(),
            entry_id: "e1".into(),
            note: "review".into(),
            connection: "clockify".into(),
            target: "clockify:Website/Design".into(),
            state: UploadState::Stuck,
            remote_id: Some("r1".into()),
            attempts: 0,
            next_try: None,
            reason: Some("Somebody changed the record.".into()),
            remedy: None,
            seconds: Some(3600),
            start: None,
            time: PartTime::Clock,
            candidates: Vec::new(),
            records: Vec::new(),
            conflict: None,
        }
    }

    #[test]
    fn a_conflict_shows_both_versions_and_how_to_choose() {
        let conflict =
            api::Conflict { kind: api::ConflictKind::Gone, mine: Some(holding("review")), theirs: None };
        let text = line(&Upload { conflict: Some(conflict), ..upload() });
        for part in
            ["mine    1:00:00", "“review”", "#deep", "theirs  not there", "stint uploads take-theirs u1"]
        {
            assert!(text.contains(part), "{part} is not in {text}");
        }
    }

    #[test]
    fn only_what_is_there_is_removed() {
        let nothing = Upload { seconds: None, ..upload() };
        assert!(line(&nothing).contains(" removal  needs you"), "{}", line(&nothing));
        let unsent = Upload { remote_id: None, ..nothing };
        assert!(line(&unsent).contains("  –  needs you"), "{}", line(&unsent));
    }

    #[test]
    fn candidates_are_shown_with_what_they_hold() {
        let text = line(&Upload { records: vec![holding("same?\u{1b}[2J")], ..upload() });
        assert!(text.contains("“same? [2J”") && text.contains("stint uploads adopt u1 r1"), "{text}");
    }
}
