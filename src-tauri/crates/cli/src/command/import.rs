//! `stint import`: what a file would bring, the question, and the answer.

use std::io::{BufRead as _, IsTerminal as _, Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use api::client::Client;
use api::wire::IMPORT_MAX;
use api::words::import as say;
use api::{
    ApiError, ImportCheck, ImportDates, ImportDone, ImportEntry, ImportFile, ImportFormat, ImportSame,
    Request,
};

use crate::arguments::Import;
use crate::arguments::import::{Dates, Format};
use crate::{print, words};

/// How many rows of each kind are printed.
const SHOWN: usize = 20;

pub(super) async fn run(client: &mut Client, import: Import) -> Result<ExitCode, ApiError> {
    let Import { file, format, zone, dates, person, dry_run, yes, json } = import;
    let file = ImportFile {
        content: content(&file)?,
        format: format.map(format_asked),
        zone,
        dates: dates.map(|dates| match dates {
            Dates::DayFirst => ImportDates::DayFirst,
            Dates::MonthFirst => ImportDates::MonthFirst,
        }),
        person,
    };
    let checked = client.ask(Request::ImportCheck(file.clone())).await?;
    let check: ImportCheck = checked.read()?;
    if json && (dry_run || !yes) {
        print::line(checked.json());
    } else if !json {
        print::line(&report(&check));
    }
    if dry_run {
        return Ok(ExitCode::SUCCESS);
    }
    if check.new_count == 0 {
        return Err(say::nothing_new());
    }
    if !yes && (json || !asked(check.new_count)?) {
        return Err(say::not_confirmed());
    }
    let done = client.ask(Request::ImportApply { file, token: check.token }).await?;
    if json {
        print::line(done.json());
    } else {
        let done: ImportDone = done.read()?;
        print::line(&words::came(done.created));
    }
    Ok(ExitCode::SUCCESS)
}

/// The text of the file: UTF-8, or UTF-16 that says so.
fn content(file: &Path) -> Result<String, ApiError> {
    let failed = |error: std::io::Error| say::no_file(&file.display().to_string(), &error.to_string());
    let most = u64::try_from(IMPORT_MAX).unwrap_or(u64::MAX) + 1;
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        let opened = std::fs::File::open(file).map_err(failed)?;
        opened.take(most).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() > IMPORT_MAX {
        return Err(say::too_long(IMPORT_MAX / 1024 / 1024));
    }
    text(bytes)
}

fn text(bytes: Vec<u8>) -> Result<String, ApiError> {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| say::no_text())
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        [b'P', b'K', 3, 4, ..] => Err(say::archive()),
        _ => String::from_utf8(bytes).map_err(|_| say::no_text()),
    }
}

fn format_asked(format: Format) -> ImportFormat {
    match format {
        Format::Toggl => ImportFormat::Toggl,
        Format::Clockify => ImportFormat::Clockify,
        Format::Kimai => ImportFormat::Kimai,
        Format::Solidtime => ImportFormat::Solidtime,
        Format::Timewarrior => ImportFormat::Timewarrior,
        Format::Stint => ImportFormat::Stint,
    }
}

/// Asks whether to go on; without a terminal nobody can say yes.
fn asked(count: u32) -> Result<bool, ApiError> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Ok(false);
    }
    print::raw(&words::ask(count));
    let _shown = std::io::stdout().flush();
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    read.map_err(|error| say::no_file(words::STANDARD_INPUT.said(), &error.to_string()))?;
    Ok(words::is_yes(&answer))
}

/// What a file would bring.
fn report(check: &ImportCheck) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut section = |head: String, rows: Vec<String>, all: u32| {
        lines.push(head);
        let shown = rows.len().min(SHOWN);
        lines.extend(rows.into_iter().take(SHOWN));
        let more = usize::try_from(all).unwrap_or(shown).saturating_sub(shown);
        if more > 0 {
            lines.push(words::more(more));
        }
    };
    if check.new_count > 0 {
        let sum = print::hours(check.work_seconds);
        let head = words::new(check.new_count, &sum, &check.zone);
        let rows = check.new.iter().map(|entry| new_row(entry, &check.zone)).collect();
        section(head, rows, check.new_count);
    }
    if check.overlap_count > 0 {
        section(words::overlap(check.overlap_count), Vec::new(), 0);
    }
    if check.same_count > 0 {
        let row = |same: &ImportSame| words::same(same.line, &print::title(&same.note), same.why);
        let rows = check.same.iter().map(row).collect();
        section(words::left_out(check.same_count), rows, check.same_count);
    }
    if check.fault_count > 0 {
        let rows = check.faults.iter().map(|fault| {
            let said = format!("{} {}", print::plain(&fault.message), print::plain(&fault.remedy));
            words::row(fault.line, &print::plain(&fault.column), &said)
        });
        section(words::not_readable(check.fault_count), rows.collect(), check.fault_count);
    }
    if lines.is_empty() {
        lines.push(words::NO_ROWS.into());
    }
    lines.join("\n")
}

fn new_row(entry: &ImportEntry, zone: &str) -> String {
    let start = print::local(&entry.start, zone, "%Y-%m-%d %H:%M");
    let end = print::local(&entry.end, zone, "%H:%M");
    let mark = if entry.overlaps { '~' } else { ' ' };
    let mut text = format!(
        " {mark}{start} – {end}  {:>6}  {}",
        print::hours(entry.work_seconds),
        print::title(&entry.note)
    );
    for tag in &entry.tags {
        text.push_str(&format!("  #{}", print::plain(tag)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_as_it_says_it_is() {
        assert_eq!(text("Büro".into()).unwrap(), "Büro");
        let wide: Vec<u8> =
            [0xfeff_u16].into_iter().chain("Büro".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(wide).unwrap(), "Büro");
    }

    #[test]
    fn what_is_no_text_says_what_to_do() {
        for (bytes, remedy) in
            [(vec![b'B', 0xfc, b'r', b'o'], "CSV UTF-8"), (b"PK\x03\x04rest".to_vec(), "Unpack")]
        {
            let refused = text(bytes).unwrap_err();
            assert_eq!(refused.field.as_deref(), Some("file"));
            assert!(refused.remedy.unwrap().contains(remedy));
        }
    }
}
