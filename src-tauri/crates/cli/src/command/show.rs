//! The reading commands: status, log, report, settings, doctor; the window; and the end.

use std::path::Path;
use std::process::ExitCode;

use api::client::Client;
use api::door::{self, Wish};
use api::{ApiError, Code, Doctor, Entry, Place, Report, ReportBy, Request, Settings, Status, Surface};

use crate::arguments::By;
use crate::command::{answer, verb};
use crate::print;

pub(super) async fn status(client: &mut Client, json: bool) -> Result<ExitCode, ApiError> {
    answer(client, Request::Status, json, |status: &Status| {
        let mut text = format!(
            "{}\nToday {} worked, {} on breaks.",
            verb::state(status),
            print::hours(status.today.work_seconds),
            print::hours(status.today.break_seconds)
        );
        let uploads = &status.uploads;
        for (count, what) in [
            (uploads.stuck, "need you (see “stint uploads”)"),
            (uploads.unsure, "are being looked for"),
            (uploads.waiting, "wait"),
        ] {
            if count > 0 {
                text.push_str(&format!("\nUploads: {count} {what}."));
            }
        }
        text
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
            return "No entries.".into();
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
        let mut lines: Vec<String> = report
            .rows
            .iter()
            .map(|row| {
                let key = if row.key.is_empty() { "(none)" } else { &row.key };
                format!(
                    "{key:<32} {:>8} worked {:>8} breaks",
                    print::hours(row.work_seconds),
                    print::hours(row.break_seconds)
                )
            })
            .collect();
        lines.push(format!(
            "{:<32} {:>8} worked {:>8} breaks",
            "Together",
            print::hours(report.work_seconds),
            print::hours(report.break_seconds)
        ));
        if report.undecided_seconds > 0 {
            lines.push(format!("{} are undecided.", print::hours(report.undecided_seconds)));
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
            ("autostart", settings.autostart.map_or_else(|| "not here".into(), switch)),
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
        let desktop = &doctor.desktop;
        let works = |name: &str, capability: &api::Capability| {
            format!("{name:<15}{} {}", if capability.ok { "yes " } else { "no  " }, capability.detail)
        };
        let mut lines = vec![
            format!("Stint          {} (resident {}, since {})", doctor.version, doctor.pid, doctor.since),
            format!("Data folder    {}", doctor.data_dir),
            format!("Database       {} ({})", doctor.database, doctor.integrity),
            format!("Log files      {}", doctor.log_dir),
            format!("Socket         {}", doctor.socket),
            format!("Zone           {}", doctor.zone),
            works("Tray", &desktop.tray),
            works("Hotkeys", &desktop.hotkeys),
            works("Notifications", &desktop.notifications),
            works("Keychain", &desktop.keychain),
        ];
        match doctor.backups.first() {
            Some(newest) => lines.push(format!("Backups        {}, newest {newest}", doctor.backups.len())),
            None => lines.push("Backups        none yet".into()),
        }
        for tracker in &doctor.trackers {
            let account = tracker.account.as_deref().unwrap_or("not tested");
            lines.push(format!(
                "Tracker        {} ({}, {account}, {} targets)",
                tracker.name, tracker.kind_name, tracker.targets
            ));
            if let Some(reason) = &tracker.reason {
                lines.push(format!(
                    "               {reason} {}",
                    tracker.remedy.as_deref().unwrap_or_default()
                ));
            }
        }
        lines.join("\n")
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
        Err(error) => {
            Err(ApiError::new(Code::NotFound, format!("The window program could not be started ({error})."))
                .remedy("Install stint-app beside stint."))
        }
    }
}

/// Ends the resident, if one runs.
pub(super) async fn quit(place: &Place) -> Result<ExitCode, ApiError> {
    let Ok(mut client) = Client::connect(&place.socket(), Surface::Cli).await else {
        print::line("No resident runs.");
        return Ok(ExitCode::SUCCESS);
    };
    client.ask(Request::Quit).await?;
    // The connection closes with the process: then its data folder is free again.
    while client.event().await.is_ok() {}
    print::line("The resident ends. A running entry stays open.");
    Ok(ExitCode::SUCCESS)
}
