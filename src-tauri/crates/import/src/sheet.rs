//! Tables: separators found out, every row with the line it begins on, and its cells read as the layout says.

use csv::{ReaderBuilder, StringRecord};

use crate::format::{self, Table};
use crate::layout::{Head, Layout, Names, Rest, Stand};
use crate::stamp::{self, DateOrder, Moments};
use crate::taken::{Pause, Taken};
use crate::{Fault, Format, Options, Reading, Row, Unreadable, Why, stint};

/// A row of cells.
pub(crate) struct Cells<'a> {
    pub(crate) head: &'a Head,
    pub(crate) line: u32,
    record: &'a StringRecord,
}

impl<'a> Cells<'a> {
    /// The cell under one of these names, with the name as the file spells it; empty where there is no such column.
    pub(crate) fn get(&self, names: &[&str]) -> (&'a str, &'a str) {
        match self.head.find(names) {
            Some(column) => (self.head.spelled(column), self.record.get(column).map_or("", str::trim)),
            None => ("", ""),
        }
    }

    pub(crate) fn fault(&self, column: &str, why: Why) -> Fault {
        Fault { line: self.line, column: column.to_owned(), why }
    }
}

/// Reads a table.
pub(crate) fn read(content: &str, options: &Options) -> Result<Reading, Unreadable> {
    let (separator, content, skipped) = separator(content);
    let mut records = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(content.as_bytes())
        .into_records()
        // The content is text already, so nothing is left that could go wrong.
        .filter_map(Result::ok);
    let head = Head::new(records.next().ok_or(Unreadable::Empty)?.iter());
    if let Some(format @ Format::Timewarrior) = options.format {
        return Err(Unreadable::OtherShape { format });
    }
    let (format, table) = format::of_table(&head, options.format).ok_or(Unreadable::Unknown)?;
    // A last line of blanks is none.
    let records: Vec<StringRecord> =
        records.filter(|record| record.iter().any(|cell| !cell.trim().is_empty())).collect();
    let rows = records.iter().map(|record| {
        let line = record.position().map_or(0, |at| line_of(content, at)) + skipped;
        (Cells { head: &head, line: u32::try_from(line).unwrap_or(u32::MAX), record }, record.len())
    });
    let mut reading = Reading { format, dates: None, rows: Vec::new(), faults: Vec::new() };
    let take = |cells: &Cells<'_>, found: usize, read: &dyn Fn(&Cells<'_>) -> Result<Row, Fault>| {
        let wanted = head.len();
        if found == wanted { read(cells) } else { Err(cells.fault("", Why::Cells { found, wanted })) }
    };
    let results: Vec<Result<Row, Fault>> = match table {
        Table::Own => {
            stint::check(&head)?;
            rows.map(|(cells, found)| take(&cells, found, &|cells| stint::cells(cells, options))).collect()
        }
        Table::By(layout) => {
            layout.check(&head)?;
            let rows: Vec<_> = rows.collect();
            let rows = of_person(rows, layout, options)?;
            reading.dates = order(&rows, layout, options.dates)?;
            let read = |cells: &Cells<'_>| row(cells, layout, reading.dates, options);
            rows.iter().map(|(cells, found)| take(cells, *found, &read)).collect()
        }
    };
    for result in results {
        match result {
            Ok(row) => reading.rows.push(row),
            Err(fault) => reading.faults.push(fault),
        }
    }
    Ok(reading)
}

/// The separator: what `sep=;` says, else what the first line has most of. With what follows, and the lines before it.
fn separator(content: &str) -> (u8, &str, u64) {
    let first = content.lines().next().unwrap_or_default();
    if let Some([separator]) = first.strip_prefix("sep=").map(str::as_bytes) {
        return (*separator, content.split_once('\n').map_or("", |(_, rest)| rest), 1);
    }
    let count = |separator: &u8| {
        let mut quoted = false;
        first
            .bytes()
            .filter(|byte| {
                quoted ^= *byte == b'"';
                !quoted && byte == separator
            })
            .count()
    };
    let most = [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',');
    (most, content, 0)
}

/// The line a record begins on. Its position is where the one before it ended, blank lines not yet passed.
fn line_of(content: &str, at: &csv::Position) -> u64 {
    let rest = content.as_bytes().get(usize::try_from(at.byte()).unwrap_or(usize::MAX)..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    at.line() + blank.filter(|byte| **byte == b'\n').fold(0, |count, _| count + 1)
}

type Rows<'a> = Vec<(Cells<'a>, usize)>;

/// The rows of the person asked for; a file with rows of several asks who.
fn of_person<'a>(rows: Rows<'a>, layout: &Layout, options: &Options) -> Result<Rows<'a>, Unreadable> {
    let mut people: Vec<String> = Vec::new();
    for (cells, _) in &rows {
        let name = cells.get(layout.person).1;
        if !name.is_empty() && !people.iter().any(|known| known == name) && people.len() < 100 {
            people.push(name.to_owned());
        }
    }
    match &options.person {
        None if people.len() > 1 => Err(Unreadable::WhichPerson { people }),
        None => Ok(rows),
        Some(person) => {
            if !people.iter().any(|known| known == person) {
                return Err(Unreadable::NoPerson { person: person.clone(), people });
            }
            Ok(rows.into_iter().filter(|(cells, _)| cells.get(layout.person).1 == person).collect())
        }
    }
}

/// Whether days or months come first: as said, or as the dates of the file show. `None` where none is in question.
fn order(rows: &Rows<'_>, layout: &Layout, said: Option<DateOrder>) -> Result<Option<DateOrder>, Unreadable> {
    let mut open: Option<&str> = None;
    let mut shown: Option<DateOrder> = said;
    for (cells, _) in rows {
        for stand in [layout.start, layout.end] {
            let text = match stand {
                Stand::Apart(date, _) => cells.get(date).1,
                Stand::Whole(names) => cells.get(names).1.split(' ').next().unwrap_or_default(),
                Stand::Clock(_) => continue,
            };
            let Some((one, two)) = stamp::open_date(text) else { continue };
            let shows = match (one > 12, two > 12) {
                (true, false) => DateOrder::DayFirst,
                (false, true) => DateOrder::MonthFirst,
                (false, false) => {
                    open.get_or_insert(text);
                    continue;
                }
                // No date at all, which its row will say.
                (true, true) => continue,
            };
            match shown {
                Some(order) if order != shows => {
                    let example = text.to_owned();
                    return Err(Unreadable::MixedDates { order, line: cells.line, example });
                }
                _ => shown = Some(shows),
            }
        }
    }
    match (open, shown) {
        (Some(example), None) => Err(Unreadable::WhichDates { example: example.to_owned() }),
        (_, shown) => Ok(shown),
    }
}

/// A row as the layout says.
fn row(
    cells: &Cells<'_>,
    layout: &Layout,
    dates: Option<DateOrder>,
    options: &Options,
) -> Result<Row, Fault> {
    let zone = options.zone;
    let (start_column, start, fine) = standing(cells, layout.start, None, dates, options)?;
    let length = match cells.get(layout.length) {
        (_, "") => None,
        (column, text) => Some(stamp::length(text).map_err(|why| cells.fault(column, why))?),
    };
    let (end_column, end, coarse) = standing(cells, layout.end, Some(&start), dates, options)?;
    let rest = match layout.rest {
        Rest::Never => ("", Pause::None),
        Rest::Column(names) => match (cells.head.find(names), cells.get(names)) {
            (None, _) => (end_column, Pause::Rest),
            (Some(_), (column, "")) => (column, Pause::Of(0)),
            (Some(_), (column, text)) => {
                (column, Pause::Of(stamp::length(text).map_err(|why| cells.fault(column, why))?))
            }
        },
    };
    let billable = cells.get(layout.billable);
    // A hyphen alone stands for nothing.
    let says = |name: &str| !matches!(name, "" | "-");
    let places = layout.places.iter().map(|names| cells.get(names)).filter(|(_, name)| says(name));
    let note = cells.get(layout.note);
    let tags = cells.get(layout.tags);
    let split = tags.1.split(',').map(str::trim).filter(|tag| says(tag));
    let id = layout.id.map(|(names, alone)| (cells.get(names).1.to_owned(), alone));
    Taken {
        format: layout.format,
        line: cells.line,
        start: (start_column, start.0),
        end: (end_column, end.0),
        grain: fine.max(coarse),
        length,
        rest,
        id: id.filter(|(id, _)| !id.is_empty()),
        note: (note.0, note.1.to_owned()),
        places: places.map(|(column, name)| (column, name.to_owned())).collect(),
        tags: (tags.0, split.map(str::to_owned).collect()),
        billable: stamp::flag(billable.1).map_err(|why| cells.fault(billable.0, why))?,
        zone,
        now: options.now,
    }
    .row()
}

/// Where a row starts or ends: instants, with the local day and time they were read of.
type Standing = (Moments, Option<chrono::NaiveDateTime>);

/// Reads an end of a row: its column, the instants, and how exact it is. `start` is what was read of the start.
fn standing<'a>(
    cells: &Cells<'a>,
    stand: Stand,
    start: Option<&Standing>,
    dates: Option<DateOrder>,
    options: &Options,
) -> Result<(&'a str, Standing, i64), Fault> {
    let is_end = start.is_some();
    let text = |names: Names| match cells.get(names) {
        (column, "") => Err(cells.fault(column, if is_end { Why::Running } else { Why::Missing })),
        found => Ok(found),
    };
    let local = |column: &'a str, at: chrono::NaiveDateTime, grain: i64| {
        let moments = stamp::local(at, options.zone).map_err(|why| cells.fault(column, why))?;
        Ok((column, (moments, Some(at)), grain))
    };
    match stand {
        Stand::Whole(names) => {
            let (column, text) = text(names)?;
            let (at, grain) =
                stamp::stamp(text, options.zone, dates).map_err(|why| cells.fault(column, why))?;
            Ok((column, (at, None), grain))
        }
        Stand::Apart(day, clock) => {
            let ((day_column, day), (column, clock)) = (text(day)?, text(clock)?);
            let day = stamp::date(day, dates).map_err(|why| cells.fault(day_column, why))?;
            let (time, grain) = stamp::time(clock).map_err(|why| cells.fault(column, why))?;
            local(column, day.and_time(time), grain)
        }
        Stand::Clock(names) => {
            let (column, clock) = text(names)?;
            let (time, grain) = stamp::time(clock).map_err(|why| cells.fault(column, why))?;
            let Some((_, Some(start))) = start else { return Err(cells.fault(column, Why::Missing)) };
            let same_day = start.date().and_time(time);
            let over_midnight = same_day < *start;
            let next = start.date().succ_opt().filter(|_| over_midnight);
            local(column, next.map_or(same_day, |next| next.and_time(time)), grain)
        }
    }
}
