//! `stint preview`: what each tracker will get of an entry, booking by booking.

use std::process::ExitCode;

use api::client::Client;
use api::language::{Text, quoted};
use api::{ApiError, Entry, PartTime, Preview, PreviewPart, Request, UploadState};

use crate::command::answer;
use crate::print::{self, plain};
use crate::words;

pub(super) async fn run(client: &mut Client, id: String, json: bool) -> Result<ExitCode, ApiError> {
    let entry: Entry = client.call(Request::Entry { id: id.clone() }).await?;
    answer(client, Request::Preview { id }, json, |previews: &Vec<Preview>| {
        if previews.is_empty() {
            return words::BOOKED_NOWHERE.into();
        }
        previews.iter().flat_map(|preview| lines(preview, &entry.zone)).collect::<Vec<_>>().join("\n")
    })
    .await
}

fn lines(preview: &Preview, zone: &str) -> Vec<String> {
    let mut lines = vec![format!(
        "{} ({}){}",
        plain(&print::target(&preview.booking)),
        preview.tracker,
        state(preview).map(|state| format!(", {state}")).unwrap_or_default()
    )];
    for part in &preview.parts {
        lines.push(format!("  {}", record(part, zone)));
        let losses = if part.losses.is_empty() { words::EXACT.into() } else { part.losses.join(" ") };
        lines.push(format!("    {losses}"));
    }
    let stuck = preview.booking.uploads.iter().filter(|upload| upload.state == UploadState::Stuck);
    let stuck = stuck.filter_map(|upload| upload.reason.as_ref().map(|reason| (reason, &upload.remedy)));
    let blocked = preview.blocked.iter().map(|blocked| (blocked, &preview.remedy));
    let warnings = preview.warnings.iter().map(|warning| (&warning.message, &warning.remedy));
    for (message, remedy) in blocked.chain(stuck).chain(warnings) {
        let line = format!("  ! {} {}", plain(message), remedy.as_deref().unwrap_or_default());
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// One record, as it will be sent.
fn record(part: &PreviewPart, zone: &str) -> String {
    let mut said = vec![part.shown.clone()];
    said.extend(match part.time {
        PartTime::Clock => Some(words::from(&print::local(&part.start, zone, "%Y-%m-%d %H:%M:%S"))),
        PartTime::Day => Some(words::on(part.start.get(..10).unwrap_or(&part.start))),
        PartTime::Nothing => None,
    });
    said.extend(part.is_break.then(|| words::BREAK.into()));
    said.extend((!part.text.is_empty()).then(|| quoted(&plain(&part.text))));
    said.extend(part.tags.iter().map(|tag| format!("#{}", plain(tag))));
    said.extend(
        part.billable.map(|billable| if billable { words::BILLABLE } else { words::NOT_BILLABLE }.into()),
    );
    said.join("  ")
}

/// How far its uploads have come; the worst counts.
fn state(preview: &Preview) -> Option<Text> {
    let states = [
        UploadState::Stuck,
        UploadState::Unsure,
        UploadState::InFlight,
        UploadState::Queued,
        UploadState::Done,
    ];
    let is = |state: UploadState| preview.booking.uploads.iter().any(|upload| upload.state == state);
    states.into_iter().find(|state| is(*state)).map(words::booked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(time: PartTime) -> PreviewPart {
        PreviewPart {
            start: "2026-11-20T00:00:00.000Z".into(),
            seconds: 5400,
            shown: "1.50 h".into(),
            time,
            is_break: false,
            text: "review".into(),
            tags: vec!["dev".into()],
            billable: Some(true),
            losses: Vec::new(),
        }
    }

    #[test]
    fn a_record_says_no_more_about_its_time_than_the_tracker_keeps() {
        let said = |time| record(&part(time), "Europe/Berlin");
        assert_eq!(said(PartTime::Clock), "1.50 h  from 2026-11-20 01:00:00  “review”  #dev  billable");
        assert_eq!(said(PartTime::Day), "1.50 h  on 2026-11-20  “review”  #dev  billable");
        assert_eq!(said(PartTime::Nothing), "1.50 h  “review”  #dev  billable");
    }
}
