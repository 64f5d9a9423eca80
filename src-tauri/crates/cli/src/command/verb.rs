//! The verbs: what was typed becomes one verb request; the new state is printed in one line.

use std::process::ExitCode;

use api::client::Client;
use api::{
    ApiError, Booking, EditFields, Entry, EntryFields, NoticeKind, OverlapChoice, Request, Status,
    TimerState, UndecidedAs, VerbAnswer, VerbRequest,
};

use crate::arguments::{At, Command, Decision, Fields, Overlap};
use crate::{print, words};

/// Says a verb.
pub(super) async fn run(client: &mut Client, command: Command) -> Result<ExitCode, ApiError> {
    let json = command.wants_json();
    let command = with_all_targets(client, command).await?;
    let Some(verbs) = verbs(command) else { return Ok(ExitCode::FAILURE) };
    let mut code = ExitCode::SUCCESS;
    for verb in verbs {
        // With --json the state afterwards is printed, in the shape of `status --json`.
        let said: VerbAnswer = client.call(Request::Verb(verb)).await?;
        if json {
            print::line(&serde_json::to_string(&said.status).unwrap_or_default());
        } else {
            print::line(&sentence(&said));
        }
        print::aside(&said, json);
        code = ExitCode::SUCCESS;
    }
    Ok(code)
}

/// `--also` and `--not` speak about the targets an entry has; the verb wants all of them.
async fn with_all_targets(client: &mut Client, mut command: Command) -> Result<Command, ApiError> {
    if let Command::Edit { id, on, also, not, .. } = &mut command
        && !(also.is_empty() && not.is_empty())
    {
        let entry: Entry = client.call(Request::Entry { id: id.clone() }).await?;
        *on = Some(targets(&entry.bookings, also, not)?);
    }
    Ok(command)
}

/// The targets an entry is to have. One is named as it is shown or as it is typed, whatever the case.
fn targets(bookings: &[Booking], also: &[String], not: &[String]) -> Result<Vec<String>, ApiError> {
    let is = |booking: &Booking, text: &str| {
        [booking.target.clone(), format!("{}:{}", booking.connection, booking.key)]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(text.trim()))
    };
    if let Some(text) = not.iter().find(|text| !bookings.iter().any(|booking| is(booking, text))) {
        return Err(api::words::trackers::not_booked_on(text));
    }
    let kept = bookings.iter().filter(|booking| !not.iter().any(|text| is(booking, text)));
    let new = also.iter().filter(|text| !bookings.iter().any(|booking| is(booking, text)));
    Ok(kept.map(|booking| booking.target.clone()).chain(new.cloned()).collect())
}

fn verbs(command: Command) -> Option<Vec<VerbRequest>> {
    let verb = match command {
        Command::Start { note, fields, overlap, at } => {
            VerbRequest::Start { fields: entry_fields(note, fields), at: at.at, overlap: overlap.map(choice) }
        }
        Command::Stop(At { at, .. }) => VerbRequest::Stop { at },
        Command::Break(At { at, .. }) => VerbRequest::Break { at },
        Command::Resume(At { at, .. }) => VerbRequest::Resume { at },
        Command::Toggle(At { at, .. }) => VerbRequest::Toggle { at },
        Command::ToggleBreak(At { at, .. }) => VerbRequest::ToggleBreak { at },
        Command::Continue { id, at } => VerbRequest::Continue { id, at: at.at },
        Command::Discard { .. } => VerbRequest::Discard,
        Command::Add { note, from, to, duration, breaks, fields, overlap, .. } => VerbRequest::Add {
            fields: entry_fields(note, fields),
            from,
            to,
            duration,
            breaks,
            overlap: overlap.map(choice),
        },
        Command::Edit {
            id, note, tags, on, billable, from, to, duration, breaks, decide, overlap, ..
        } => {
            let fields = EditFields {
                note,
                tags: tags.map(without_empty),
                billable,
                on: on.map(without_empty),
                declined: Vec::new(),
                from,
                to,
                duration,
                breaks: breaks.map(without_empty),
                parts: None,
            };
            let decision = decide.map(|decision| VerbRequest::Decide {
                id: id.clone(),
                at: None,
                decision: match decision {
                    Decision::Work => UndecidedAs::Work,
                    Decision::Break => UndecidedAs::Break,
                    Decision::Cut => UndecidedAs::Cut,
                },
            });
            let changes = fields != EditFields::default() || decision.is_none();
            let edit = changes.then(|| VerbRequest::Edit { id, fields, overlap: overlap.map(choice) });
            return Some(decision.into_iter().chain(edit).collect());
        }
        Command::Move { id, by, to, overlap, .. } => {
            VerbRequest::Move { id, by, to, overlap: overlap.map(choice) }
        }
        Command::Split { id, at, .. } => VerbRequest::Split { id, at },
        Command::Merge { ids, .. } => VerbRequest::Merge { ids },
        Command::Duplicate { ids, .. } => VerbRequest::Duplicate { ids },
        Command::Delete { ids, .. } => VerbRequest::Delete { ids },
        Command::Undo { count, .. } => VerbRequest::Undo { count: Some(count) },
        Command::Redo { count, .. } => VerbRequest::Redo { count: Some(count) },
        _ => return None,
    };
    Some(vec![verb])
}

/// `--tag ""` says "none at all", which an empty list cannot say on a command line.
fn without_empty(list: Vec<String>) -> Vec<String> {
    list.into_iter().filter(|item| !item.trim().is_empty()).collect()
}

fn entry_fields(note: Vec<String>, fields: Fields) -> EntryFields {
    let Fields { on, no_links, tags, billable } = fields;
    EntryFields { note: note.join(" "), tags, billable, on, no_links, declined: Vec::new() }
}

fn choice(overlap: Overlap) -> OverlapChoice {
    match overlap {
        Overlap::Trim => OverlapChoice::Trim,
        Overlap::Split => OverlapChoice::Split,
        Overlap::Keep => OverlapChoice::Keep,
    }
}

/// What happened, in one line.
fn sentence(said: &VerbAnswer) -> String {
    let status = &said.status;
    let title = |entry: &Entry| print::title(&entry.note);
    let about = said.entries.last().map(title).unwrap_or_default();
    let named = status.entry.as_ref().map_or_else(|| about.clone(), title);
    match said.notice {
        NoticeKind::Started => words::started(&named),
        NoticeKind::Switched => words::switched(&named),
        NoticeKind::OnBreak => words::on_break(&named),
        NoticeKind::Resumed => words::resumed(&named),
        NoticeKind::Stopped => {
            let worked = said.entries.last().map_or(0, |entry| entry.work_seconds);
            words::stopped(&about, &print::hours(worked))
        }
        NoticeKind::Discarded => words::DISCARDED.into(),
        NoticeKind::Added => words::added(&about),
        NoticeKind::Edited => words::changed(&about),
        NoticeKind::Moved => {
            let begins = |entry: &Entry| print::local(&entry.start, &entry.zone, "%Y-%m-%d %H:%M");
            words::moved(&about, &said.entries.last().map(begins).unwrap_or_default())
        }
        NoticeKind::Split => words::CUT.into(),
        NoticeKind::Merged => words::merged(&about),
        NoticeKind::Deleted => words::DELETED.into(),
        NoticeKind::Decided => words::DECIDED.into(),
        NoticeKind::Imported => words::IMPORTED.into(),
        NoticeKind::Recovered => words::UNWATCHED.into(),
        NoticeKind::Undone => words::undone(&state(status)),
        NoticeKind::Redone => words::redone(&state(status)),
        NoticeKind::Already => words::already(&state(status)),
        NoticeKind::UploadNeedsYou | NoticeKind::SignInAgain => state(status),
    }
}

/// What the timer does, in one line.
pub(super) fn state(status: &Status) -> String {
    let Some(entry) = &status.entry else { return words::NOTHING_RUNS.into() };
    let (title, worked) = (print::title(&entry.note), print::hours(entry.work_seconds));
    match status.state {
        TimerState::Stopped => words::NOTHING_RUNS.into(),
        TimerState::Running => words::working(&title, &worked),
        TimerState::Break => words::resting(&title, &worked),
        TimerState::Undecided => words::undecided(&title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn booking(target: &str, connection: &str, key: &str) -> Booking {
        Booking {
            target: target.into(),
            connection: connection.into(),
            removed: target != format!("{connection}:{key}"),
            gone: false,
            monogram: String::new(),
            key: key.into(),
            title: String::new(),
            uploads: Vec::new(),
        }
    }

    fn after(also: &[&str], not: &[&str]) -> Result<Vec<String>, ApiError> {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let bookings = [booking("plane:PROJ-12", "plane", "PROJ-12"), booking("0192:Old", "clockify", "Old")];
        targets(&bookings, &own(also), &own(not))
    }

    #[test]
    fn one_target_is_added_or_taken_off_and_the_others_stay() {
        assert_eq!(
            after(&["yandex:TEST-324"], &[]).unwrap(),
            ["plane:PROJ-12", "0192:Old", "yandex:TEST-324"]
        );
        assert_eq!(
            after(&["PLANE:proj-12"], &[]).unwrap(),
            ["plane:PROJ-12", "0192:Old"],
            "it is there already"
        );
        assert_eq!(after(&[], &["plane:proj-12"]).unwrap(), ["0192:Old"]);
        assert_eq!(after(&[], &["clockify:Old"]).unwrap(), ["plane:PROJ-12"], "also at a removed connection");
        assert_eq!(after(&[], &["plane:X-1"]).unwrap_err().field.as_deref(), Some("not"));
    }
}
