//! The last look: every wanted part is there exactly once, nothing else is, and what is missing says why.

use anyhow::{Context as _, Result, ensure};
use api::{Report, UploadState};
use chrono::{DateTime, NaiveTime, Utc};
use domain::upload::{Reason, State, Upload};
use domain::{Booking, EntryId, Payload};
use sandbox::Record;
use thiserror::Error;
use trackers::{Account, Cx, Secret};

use crate::disk;
use crate::kept::Kept;
use crate::life::Life;
use crate::run::Run;
use crate::wire::Wire;

/// What the trackers hold is not what is wished.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{missing} missing, {strange} not wanted\n{told}")]
pub struct Difference {
    /// Records that should be there.
    pub missing: usize,
    /// Records that should not be there.
    pub strange: usize,
    told: String,
}

/// One record that is to be there.
struct Wish {
    api: String,
    entry: EntryId,
    booking: Booking,
    payload: Payload,
}

impl Wish {
    /// Whether this upload is a part of the same booking.
    fn is_of(&self, upload: &Upload) -> bool {
        let own = (self.entry, self.booking.connection, &self.booking.target);
        own == (upload.entry, upload.connection, &upload.target)
    }
}

/// The totals the engine tells are those of the model.
pub(crate) fn totals(run: &Run, report: &Report) -> Result<()> {
    let own = run.model().totals(run.now());
    let told = [report.work_seconds, report.break_seconds, report.undecided_seconds].map(i64::from);
    let known = [own.work, own.rest, own.undecided].map(|millis| millis / 1000);
    ensure!(told == known, "the totals are told as {told:?} and are {known:?}");
    Ok(())
}

/// The trackers hold what is wished, or the upload says what a person can do.
pub(crate) async fn uploads(life: &mut Life<'_>, shown: &[api::Upload]) -> Result<()> {
    let place = life.copy_aside()?;
    let run = &mut *life.run;
    let kept = Kept::at(&place, run.now()).await?;
    for upload in shown.iter().filter(|upload| upload.state != UploadState::Done) {
        let says = upload.reason.as_deref().zip(upload.remedy.as_deref());
        let says = says.is_some_and(|(reason, remedy)| !reason.is_empty() && !remedy.is_empty());
        ensure!(says, "an upload is {:?} and does not say what to do: {upload:#?}", upload.state);
    }
    let mut wishes = wishes(run, &kept)?;
    let mut strange = Vec::new();
    let records = run.sandbox.records();
    for record in &records {
        match granted(run, &kept, &wishes, record).await? {
            Some(at) => drop(wishes.swap_remove(at)),
            None => strange.push(record),
        }
    }
    let mut waiting: Vec<&Upload> = kept.open.iter().collect();
    run.tally.stuck = waiting.len() as u64;
    run.tally.records.clear();
    for record in &records {
        *run.tally.records.entry(record.api.to_owned()).or_default() += 1;
    }
    // A row that waits for a person speaks for one missing record, and for those it names. Of a booking that cannot
    // be sent any more, what is there stays until the person has decided.
    strange.retain(|record| {
        let stays =
            |upload: &&Upload| kept.open.iter().any(|open| is_unsendable(open) && of_one(open, upload));
        let mut rows = waiting.iter().copied().chain(kept.done.iter().filter(stays));
        !rows.any(|upload| names(upload, shown, &record.id))
    });
    wishes.retain(|wish| {
        waiting.iter().position(|upload| wish.is_of(upload)).map(|at| waiting.swap_remove(at)).is_none()
    });
    let missing: Vec<_> = wishes.iter().map(|wish| (&wish.api, &wish.payload)).collect();
    if missing.is_empty() && strange.is_empty() {
        return Ok(());
    }
    let told = format!(
        "missing at the trackers: {missing:#?}\nnot wanted there: {strange:#?}\nopen: {:#?}",
        kept.open
    );
    Err(Difference { missing: missing.len(), strange: strange.len(), told }.into())
}

/// What the entries of the model wish for, by the adapters' own projection.
fn wishes(run: &Run, kept: &Kept) -> Result<Vec<Wish>> {
    let mut wishes = Vec::new();
    let sendable = |entry: &&domain::Entry| !entry.is_running() && !entry.has_undecided();
    for entry in run.model().entries().into_iter().filter(sendable) {
        for booking in &entry.bookings {
            let (connection, rules) = kept.connections.get(&booking.connection).context("it is connected")?;
            let tracker = trackers::by_kind(&connection.kind).context("a kind of the registry")?;
            match tracker.project(entry, booking, &connection.policy, rules) {
                Ok(parts) => wishes.extend(parts.into_iter().map(|part| Wish {
                    api: connection.kind.clone(),
                    entry: entry.id,
                    booking: booking.clone(),
                    payload: part.payload,
                })),
                Err(what) => {
                    let says = |upload: &Upload| {
                        upload.entry == entry.id && matches!(&upload.state, State::Stuck { .. })
                    };
                    ensure!(kept.open.iter().any(says), "{what}, and no upload says so: {entry:#?}");
                }
            }
        }
    }
    Ok(wishes)
}

/// The wish that this record fulfils, as the sandbox keeps it and as the adapter reads it. Some upload of the same
/// booking must know the record as its own.
async fn granted(run: &Run, kept: &Kept, wishes: &[Wish], record: &Record) -> Result<Option<usize>> {
    for (at, wish) in wishes.iter().enumerate().filter(|(_, wish)| fits(wish, record)) {
        let (connection, _) = kept.connections.get(&wish.booking.connection).context("it is connected")?;
        let rows = kept.done.iter().chain(&kept.open).filter(|upload| wish.is_of(upload));
        let mut known = rows.filter_map(|upload| upload.known.as_ref());
        let Some(known) = known.find(|known| is_id(&known.remote_id, &record.id)) else { continue };
        let tracker = trackers::by_kind(&connection.kind).context("a kind of the registry")?;
        let account = Account::of(connection)?;
        let sample = sandbox::accounts::of(&connection.kind).context("it was connected with it")?;
        let (http, secret) = (Wire(run.sandbox.clone()), Secret::new(sample.token));
        let zone = chrono_tz::Europe::Berlin;
        let cx = Cx { http: &http, account: &account, secret: &secret, now: run.now(), zone };
        let read = tracker.read(&cx, &known.remote_id, &wish.payload).await?;
        if read.is_some_and(|remote| same(&remote.payload, &wish.payload)) {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// Whether an adapter's id means this record: some put what they need to find it before the tracker's own.
fn is_id(remote_id: &str, record: &str) -> bool {
    remote_id.strip_suffix(record).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

/// What can be told without knowing the tracker.
fn fits(wish: &Wish, record: &Record) -> bool {
    let target = Some(wish.payload.target.as_str());
    wish.api == record.api
        && wish.payload.seconds == record.seconds
        && [record.target.as_deref(), record.target_id.as_deref()].contains(&target)
        && record.start.is_none_or(|start| start == wish.payload.start.utc() || is_date(start))
}

/// A tracker that keeps days says midnight; which day, the adapter reads.
fn is_date(start: DateTime<Utc>) -> bool {
    start.time() == NaiveTime::MIN
}

/// The same record; a billable mark may be the tracker's own.
fn same(one: &Payload, other: &Payload) -> bool {
    let facts = |payload: &Payload| {
        (payload.target.clone(), payload.kind, payload.start, payload.seconds, payload.text.clone())
    };
    facts(one) == facts(other) && one.tags == other.tags
}

fn is_unsendable(upload: &Upload) -> bool {
    matches!(&upload.state, State::Stuck { reason: Reason::Unsendable { .. } })
}

/// Whether two rows are parts of one booking.
fn of_one(one: &Upload, other: &Upload) -> bool {
    (one.entry, one.connection, &one.target) == (other.entry, other.connection, &other.target)
}

/// Whether an upload knows this record as its own, or asks whether it is.
fn names(upload: &Upload, shown: &[api::Upload], id: &str) -> bool {
    let known = upload.known.as_ref().is_some_and(|known| is_id(&known.remote_id, id));
    let own = upload.id.to_string();
    let mut asked = shown.iter().filter(|shown| shown.id == own).flat_map(|shown| &shown.candidates);
    known || asked.any(|one| is_id(one, id))
}

impl Life<'_> {
    /// A copy of the file as it is.
    fn copy_aside(&self) -> Result<api::Place> {
        let aside = self.run.disk.aside();
        disk::copy(&self.run.disk.place(), &aside, self.log(), self.whole()?)?;
        Ok(aside)
    }
}
