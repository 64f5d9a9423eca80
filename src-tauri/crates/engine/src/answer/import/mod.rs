//! Files from other time trackers: read and compared beside the owner, who only writes what a person said yes to.

mod view;
mod words;

use api::wire::IMPORT_MAX;
use api::{ApiError, ImportCheck, ImportDates, ImportDone, ImportFile, ImportFormat, Surface, words as say};
use chrono_tz::Tz;
use domain::{Entry, EntryId, Timestamp, Verb};
use import::{DateOrder, Format, Known, Options, Plan};
use store::{Probe, Reader, Rev};
use tokio::sync::mpsc;

use crate::handle::{Input, Reply};
use crate::owner::{Owner, Ports};
use crate::storage::storage_error;
use crate::views::count;

/// How often a plan is made anew because something was written meanwhile.
const ROUNDS: u32 = 5;

/// A file that a person said yes to, read and compared.
#[derive(Debug)]
pub(crate) struct Prepared {
    desk: Desk,
    surface: Surface,
    token: String,
    /// The state of the store it was compared with.
    rev: Rev,
    plan: Plan,
    round: u32,
    reply: Reply,
}

/// A file, and what is needed to read and compare it away from the owner.
struct Desk {
    reader: Reader,
    me: Option<mpsc::Sender<Input>>,
    content: std::sync::Arc<str>,
    options: Options,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Owner {
    /// Says what importing a file would do.
    pub(crate) fn import_check(&self, file: ImportFile, reply: Reply) {
        match self.desk(file) {
            Ok(desk) => {
                tokio::spawn(async move { reply.send(desk.check().await) });
            }
            Err(error) => reply.send(Err::<(), _>(error)),
        }
    }

    /// Imports a file as it was shown.
    pub(crate) fn import_apply(&self, surface: Surface, file: ImportFile, token: String, reply: Reply) {
        match self.desk(file) {
            Ok(desk) => {
                tokio::spawn(desk.prepare(surface, token, 0, reply));
            }
            Err(error) => reply.send(Err::<(), _>(error)),
        }
    }

    /// Writes what was prepared, in one transaction; prepares it anew when something was written meanwhile.
    pub(crate) async fn take_imported(&mut self, prepared: Prepared) {
        let Prepared { desk, surface, token, rev, plan, round, reply } = prepared;
        match self.reader.rev().await {
            Ok(now) if now != rev && round < ROUNDS => {
                tokio::spawn(desk.prepare(surface, token, round + 1, reply));
            }
            Ok(now) if now != rev => reply.send(Err::<(), _>(say::import::outdated())),
            Ok(_) => reply.send(self.keep_imported(surface, plan).await),
            Err(error) => reply.send(Err::<(), _>(storage_error(&error))),
        }
    }

    async fn keep_imported(&mut self, surface: Surface, plan: Plan) -> Result<ImportDone, ApiError> {
        let done = ImportDone {
            created: count(plan.new.len()),
            same_count: count(plan.same.len()),
            fault_count: count(plan.faults.len()),
        };
        let entries = named(plan, &self.ports);
        self.commit_verb(surface, "import", &Verb::Import { entries }).await?;
        Ok(done)
    }

    fn desk(&self, file: ImportFile) -> Result<Desk, ApiError> {
        let ImportFile { content, format, zone, dates, person } = file;
        if content.len() > IMPORT_MAX {
            return Err(say::import::too_long(IMPORT_MAX / 1024 / 1024));
        }
        let zone: Tz = match zone.as_deref().map(str::trim).filter(|zone| !zone.is_empty()) {
            None => self.ports.clock.zone(),
            Some(zone) => zone.parse().map_err(|_| say::import::bad_zone(zone))?,
        };
        let options = Options {
            format: format.map(format_asked),
            zone,
            now: self.now(),
            dates: dates.map(|dates| match dates {
                ImportDates::DayFirst => DateOrder::DayFirst,
                ImportDates::MonthFirst => DateOrder::MonthFirst,
            }),
            person: person.filter(|person| !person.is_empty()),
        };
        Ok(Desk { reader: self.reader.clone(), me: self.me.upgrade(), content: content.into(), options })
    }
}

impl Desk {
    async fn check(self) -> Result<ImportCheck, ApiError> {
        let (plan, token) = self.plan().await?;
        Ok(view::check(&plan, token, self.options.zone))
    }

    /// Reads and compares the file, and hands it to the owner if it is still what was shown.
    async fn prepare(self, surface: Surface, token: String, round: u32, reply: Reply) {
        let fail = |error: store::StoreError| storage_error(&error);
        let compared = async {
            let rev = self.reader.rev().await.map_err(fail)?;
            let (plan, shown) = self.plan().await?;
            if shown != token {
                return Err(say::import::outdated());
            }
            if plan.new.is_empty() {
                return Err(say::import::nothing_new());
            }
            Ok((rev, plan))
        };
        match compared.await {
            Ok((rev, plan)) => {
                let Some(me) = self.me.clone() else { return };
                let prepared = Prepared { desk: self, surface, token, rev, plan, round, reply };
                // An owner that ended drops the reply, which says so.
                let _ended = me.send(Input::Imported(Box::new(prepared))).await;
            }
            Err(error) => reply.send(Err::<(), _>(error)),
        }
    }

    /// What importing it would do, by what is there now, and the word for exactly that.
    async fn plan(&self) -> Result<(Plan, String), ApiError> {
        let (content, options) = (self.content.clone(), self.options.clone());
        let read = tokio::task::spawn_blocking(move || import::read(&content, &options));
        let reading =
            read.await.map_err(|_| say::import::reading_ended())?.map_err(|why| words::unreadable(&why))?;
        let probes: Vec<Probe> = reading
            .rows
            .iter()
            .map(|row| Probe {
                id: row.named.then_some(row.entry.id),
                start: row.entry.start(),
                end: row.entry.end().unwrap_or(Timestamp::MAX),
                note: row.entry.note.clone(),
                slack: row.grain - 1,
            })
            .collect();
        let found = self.reader.alike(&probes).await.map_err(|error| storage_error(&error))?;
        let known: Vec<Known> = found
            .into_iter()
            .map(|found| Known { imported: found.known, alike: found.same, overlaps: found.overlaps })
            .collect();
        // Comparing takes long enough to be felt by whoever else asks.
        let content = self.content.clone();
        let compared = tokio::task::spawn_blocking(move || {
            let plan = Plan::new(reading, &known);
            let token = plan.token(&content);
            (plan, token)
        });
        compared.await.map_err(|_| say::import::reading_ended())
    }
}

/// The entries of a plan; those whose file gives no lasting id get one of their own.
fn named(plan: Plan, ports: &Ports) -> Vec<Entry> {
    let name = |(row, _): (import::Row, bool)| {
        let mut entry = row.entry;
        if !row.named {
            entry.id = EntryId::new(ports.clock.uuid());
        }
        entry
    };
    plan.new.into_iter().map(name).collect()
}

fn format_asked(format: ImportFormat) -> Format {
    match format {
        ImportFormat::Toggl => Format::Toggl,
        ImportFormat::Clockify => Format::Clockify,
        ImportFormat::Kimai => Format::Kimai,
        ImportFormat::Solidtime => Format::Solidtime,
        ImportFormat::Timewarrior => Format::Timewarrior,
        ImportFormat::Stint => Format::Stint,
    }
}
