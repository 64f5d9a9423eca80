//! `stint sync` and `stint uploads`.

use std::process::ExitCode;

use api::client::Client;
use api::{
    ApiError, ChoiceOutcome, RemoteRecord, Request, Upload, UploadChoice, UploadChosen, UploadProgress,
    UploadState,
};

use crate::arguments::UploadAction;
use crate::command::answer;
use crate::print;

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
            ChoiceOutcome::Sending => "Yours is on its way.",
            ChoiceOutcome::Edited => "The entry took theirs. “stint undo” takes it back, and sends yours.",
            ChoiceOutcome::Unbooked => {
                "The entry is not booked there any more; the hour stays. “stint undo” books it again."
            }
            ChoiceOutcome::Left => "Both stay as they are.",
        }
        .into()
    })
    .await
}

#[expect(clippy::ptr_arg, reason = "`answer` reads the promised type, which is a list")]
fn progress(all: &Vec<UploadProgress>) -> String {
    if all.is_empty() {
        return "No connections yet.".into();
    }
    all.iter().map(progress_line).collect::<Vec<_>>().join("\n")
}

fn progress_line(one: &UploadProgress) -> String {
    let counts = [
        (one.done, "done"),
        (one.sending, "being sent"),
        (one.waiting.saturating_sub(one.sending), "waiting"),
        (one.unsure, "being looked for"),
        (one.stuck, "need you"),
    ];
    let mut parts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    if parts.is_empty() {
        parts.push("nothing to do".into());
    }
    let paused = if one.paused { ", paused" } else { "" };
    format!("{}: {}{paused}", one.connection, parts.join(", "))
}

#[expect(clippy::ptr_arg, reason = "`answer` reads the promised type, which is a list")]
fn lines(uploads: &Vec<Upload>) -> String {
    if uploads.iter().all(|upload| upload.state == UploadState::Done) {
        return "All uploaded.".into();
    }
    uploads.iter().filter(|upload| upload.state != UploadState::Done).map(line).collect::<Vec<_>>().join("\n")
}

fn line(upload: &Upload) -> String {
    let state = match upload.state {
        UploadState::Queued => "waits",
        UploadState::InFlight => "is being sent",
        UploadState::Unsure => "is being looked for",
        UploadState::Done => "done",
        UploadState::Stuck => "needs you",
    };
    let time = match (upload.seconds, upload.state, &upload.remote_id) {
        (Some(seconds), ..) => print::hours(seconds),
        // Nothing of it is there, and nothing of it can be sent.
        (None, UploadState::Stuck, None) => "–".into(),
        (None, ..) => "removal".into(),
    };
    let mut text = format!(
        "{}  {:<24} {time:>8}  {state}  “{}”",
        upload.id,
        print::plain(&upload.target),
        print::plain(&upload.note)
    );
    for detail in [&upload.reason, &upload.remedy].into_iter().flatten() {
        text.push_str(&format!("\n  {detail}"));
    }
    if let Some(conflict) = &upload.conflict {
        text.push_str(&format!("\n    mine    {}", record(conflict.mine.as_ref())));
        text.push_str(&format!("\n    theirs  {}", record(conflict.theirs.as_ref())));
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
    let Some(record) = record else { return "not there".into() };
    let what = [&record.shown, &record.start, &record.target];
    let mut parts: Vec<String> = what.into_iter().flatten().map(|part| print::plain(part)).collect();
    if let Some(text) = &record.text {
        parts.push(format!("“{}”", print::plain(text)));
    }
    parts.extend(record.tags.iter().map(|tag| format!("#{}", print::plain(tag))));
    if parts.is_empty() {
        parts.push(record.remote_id.clone().unwrap_or_else(|| "unknown".into()));
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

    #[test]
    fn progress_is_one_line_a_connection() {
        let one = UploadProgress {
            connection: "clockify".into(),
            waiting: 41,
            sending: 1,
            unsure: 0,
            stuck: 2,
            done: 9,
            paused: true,
        };
        assert_eq!(progress_line(&one), "clockify: 9 done, 1 being sent, 40 waiting, 2 need you, paused");
        let idle = UploadProgress { waiting: 0, sending: 0, stuck: 0, done: 0, paused: false, ..one };
        assert_eq!(progress_line(&idle), "clockify: nothing to do");
    }
}
