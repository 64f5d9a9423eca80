//! The reading commands: status, log, report, settings, doctor; the window; and the end.

use std::path::Path;
use std::process::ExitCode;

use api::client::Client;
use api::door::{self, Wish};
use api::{ApiError, Doctor, Entry, Place, Report, ReportBy, Request, Settings, Status, Surface};

use crate::arguments::By;
use crate::command::{answer, verb};
use crate::{print, words};

pub(super) async fn status(client: &mut Client, json: bool) -> Result<ExitCode, ApiError> {
    answer(client, Request::Status, json, |status: &Status| {
        let (today, uploads) = (&status.today, &status.uploads);
        let mut lines = vec![
            verb::state(status),
            words::today(&print::hours(today.work_seconds), &print::hours(today.break_seconds)),
        ];
        lines.extend((uploads.stuck > 0).then(|| words::uploads_need_you(uploads.stuck)));
        lines.extend((uploads.unsure > 0).then(|| words::uploads_looked_for(uploads.unsure)));
        lines.extend((uploads.waiting > 0).then(|| words::uploads_wait(uploads.waiting)));
        lines.join("\n")
    })
    .await
}

pub(super) async fn log(
    client: &mut Client,
    from: Option<String>,
    to: Option<String>,
    search: Option<String>,
    json: bool,
) -> Result<ExitCode, ApiError> {
    let request = match search {
        Some(text) => Request::Search { text, limit: None },
        None => Request::Log { from, to, limit: None },
    };
    answer(client, request, json, |entries: &Vec<Entry>| {
        if entries.is_empty() {
            return words::NO_ENTRIES.into();
        }
        entries.iter().map(print::entry_line).collect::<Vec<_>>().join("\n")
    })
    .await
}

/// Which days a report covers.
pub(super) struct Range {
    pub(super) week: bool,
    pub(super) month: bool,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

pub(super) async fn report(
    client: &mut Client,
    range: Range,
    by: By,
    json: bool,
) -> Result<ExitCode, ApiError> {
    let (from, to) = match (range.week, range.month, range.from, range.to) {
        (true, _, _, _) => ("week".into(), "today".into()),
        (_, true, _, _) => ("month".into(), "today".into()),
        (_, _, from, to) => {
            let from = from.unwrap_or_else(|| "today".into());
            let to = to.unwrap_or_else(|| "today".into());
            (from, to)
        }
    };
    let by = match by {
        By::Day => ReportBy::Day,
        By::Target => ReportBy::Target,
        By::Tag => ReportBy::Tag,
    };
    answer(client, Request::Report { from, to, by }, json, |report: &Report| {
        let line = |name: &str, work: u32, rest: u32| {
            format!("{name:<32} {}", words::totals(&print::hours(work), &print::hours(rest)))
        };
        let rows = report.rows.iter().map(|row| {
            let name = if row.key.is_empty() { words::NONE.said() } else { &row.key };
            line(name, row.work_seconds, row.break_seconds)
        });
        let mut lines: Vec<String> = rows.collect();
        lines.push(line(words::TOGETHER.said(), report.work_seconds, report.break_seconds));
        if report.undecided_seconds > 0 {
            lines.push(words::are_undecided(&print::hours(report.undecided_seconds)));
        }
        lines.join("\n")
    })
    .await
}

pub(super) async fn set(
    client: &mut Client,
    key: Option<String>,
    value: Option<String>,
    json: bool,
) -> Result<ExitCode, ApiError> {
    let request = match key {
        Some(key) => Request::SetSetting { key, value: value.unwrap_or_default() },
        None => Request::Settings,
    };
    answer(client, request, json, |settings: &Settings| {
        let mut lines: Vec<String> = settings
            .hotkeys
            .iter()
            .map(|hotkey| {
                let keys = if hotkey.keys.is_empty() { "none" } else { &hotkey.keys };
                let reason =
                    hotkey.reason.as_deref().map(|reason| format!("  ({reason})")).unwrap_or_default();
                format!("hotkeys.{:<14} {keys}{reason}", hotkey.action)
            })
            .collect();
        let switch = |on: bool| if on { "on" } else { "off" }.to_owned();
        let days: Vec<String> = settings.goal_days.iter().map(u32::to_string).collect();
        let others = [
            ("theme", settings.theme.clone()),
            ("language", settings.language.clone()),
            ("autostart", settings.autostart.map_or_else(|| words::NOT_HERE.into(), switch)),
            ("warm_seconds", settings.warm_seconds.to_string()),
            ("mini_timer", switch(settings.mini_timer)),
            ("keys.letters", switch(settings.letters)),
            ("week.first_day", settings.first_day.clone()),
            ("format.clock", settings.clock.clone()),
            ("format.durations", settings.durations.clone()),
            ("goal.week_minutes", settings.goal_week_minutes.to_string()),
            ("goal.days", days.join(",")),
            ("away.threshold_seconds", settings.away_seconds.to_string()),
        ];
        lines.extend(others.map(|(key, value)| format!("{key:<22} {value}")));
        lines.join("\n")
    })
    .await
}

pub(super) async fn doctor(client: &mut Client, json: bool) -> Result<ExitCode, ApiError> {
    answer(client, Request::Doctor, json, |doctor: &Doctor| {
        let facts = words::doctor(doctor);
        // Two blanks behind the longest name.
        let width = facts.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0) + 2;
        facts.iter().map(|(name, fact)| format!("{name:<width$}{fact}")).collect::<Vec<_>>().join("\n")
    })
    .await
}

/// Opens the window: by its process where one runs, else by starting the program beside this one.
pub(super) async fn window(place: &Place, view: Option<String>) -> Result<ExitCode, ApiError> {
    let wish = Wish { view: view.clone(), token: None };
    if door::hand_over(place, &wish).await.is_ok() {
        return Ok(ExitCode::SUCCESS);
    }
    let beside =
        std::env::current_exe().ok().map(|own| own.with_file_name("stint-app")).filter(|path| path.exists());
    let program = beside.as_deref().unwrap_or(Path::new("stint-app"));
    let mut command = std::process::Command::new(program);
    command.args(view).arg("--data-dir").arg(place.data_dir());
    command
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());
    match command.spawn() {
        Ok(_) => Ok(ExitCode::SUCCESS),
        Err(error) => Err(words::window_not_started(&error.to_string())),
    }
}

/// Ends the resident, if one runs.
pub(super) async fn quit(place: &Place) -> Result<ExitCode, ApiError> {
    let Ok(mut client) = Client::connect(&place.socket(), Surface::Cli).await else {
        print::line(words::NO_RESIDENT.said());
        return Ok(ExitCode::SUCCESS);
    };
    client.ask(Request::Quit).await?;
    // The connection closes with the process: then its data folder is free again.
    while client.event().await.is_ok() {}
    print::line(words::RESIDENT_ENDS.said());
    Ok(ExitCode::SUCCESS)
}
