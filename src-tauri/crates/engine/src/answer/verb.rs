//! Saying a verb: read its texts, load what it needs to see, decide, write once, tell.

use api::{ApiError, NoticeKind, Surface, Topic, VerbAnswer, VerbRequest};
use domain::timer::{self, Change, Moment, State};
use domain::upload::{Wish, reconcile};
use domain::{Booking, Entry, EntryId, LinkChange, Timestamp, UploadId, Verb, link};
use store::{Commit, Log};

use crate::answer::verb_name::{notice_kind, notice_of, surface_name, verb_name};
use crate::handle::Reply;
use crate::link::Linking;
use crate::owner::{Owner, wire_rev};
use crate::refusal::refused;
use crate::storage::storage_error;
use crate::target::Missing;

/// Two toggles from one surface within this time are one: a double click, a bouncing key.
const DOUBLE_MILLIS: u64 = 350;

/// How many changed entries an answer holds at most; a file taken back or brought again has more.
const ANSWERED: usize = 500;

impl Owner {
    /// Says a verb for a client. A target that is not kept locally is looked up first.
    pub(crate) async fn verb(&mut self, surface: Surface, request: VerbRequest, reply: Reply) {
        if let Some(missing) = self.missing_target(&request).await {
            match missing {
                Missing::Unknown(error) => reply.send(Err::<(), _>(error)),
                Missing::AskTracker { connection, key } => {
                    self.look_up(connection, key, surface, request, reply).await
                }
            }
            return;
        }
        reply.send(self.say(surface, request).await);
    }

    /// Says a verb whose targets are all known.
    pub(crate) async fn say(
        &mut self,
        surface: Surface,
        request: VerbRequest,
    ) -> Result<VerbAnswer, ApiError> {
        if self.is_double(surface, &request) {
            return self.verb_answer(NoticeKind::Already, &[], &[], false).await;
        }
        let name = verb_name(&request);
        let times = match &request {
            VerbRequest::Undo { count } | VerbRequest::Redo { count } => count.unwrap_or(1).clamp(1, 100),
            _ => 1,
        };
        let mut verb = self.read_verb(&request).await?;
        let Linking { linked, lesson } = self.link(&request, &mut verb).await?;
        let mut changed: Changed = Vec::new();
        let mut notice = NoticeKind::Already;
        for round in 0..times {
            let beside = Beside { lesson: lesson.clone(), ..Beside::default() };
            match self.commit_beside(surface, name, &verb, beside).await {
                Ok((said, changes)) => {
                    notice = said;
                    if changed.is_empty() {
                        changed = changes;
                    } else {
                        changes.into_iter().for_each(|change| note(&mut changed, change));
                    }
                }
                // Undoing more than there is undoes what there is.
                Err(_) if round > 0 => break,
                Err(error) => return Err(error),
            }
        }
        let books = matches!(
            request,
            VerbRequest::Start { .. }
                | VerbRequest::Add { .. }
                | VerbRequest::Edit { .. }
                | VerbRequest::EditMany { .. }
                | VerbRequest::Continue { .. }
        );
        self.verb_answer(notice, &changed, &linked, books).await
    }

    /// Decides a verb and writes what it changes, in one transaction; uploads included.
    pub(crate) async fn commit_verb(
        &mut self,
        surface: Surface,
        name: &str,
        verb: &Verb,
    ) -> Result<(NoticeKind, Changed), ApiError> {
        self.commit_beside(surface, name, verb, Beside::default()).await
    }

    /// [`Owner::commit_verb`], with what goes along in the same transaction.
    pub(crate) async fn commit_beside(
        &mut self,
        surface: Surface,
        name: &str,
        verb: &Verb,
        beside: Beside<'_>,
    ) -> Result<(NoticeKind, Changed), ApiError> {
        let now = self.now();
        let zone = self.ports.clock.zone();
        let state = self.state_for(verb, now).await?;
        let moment = Moment { now, zone, fresh: self.fresh_entries() };
        let step = timer::step(&state, verb, &moment).map_err(|refusal| {
            let mut others = state.others.clone();
            others.extend(state.running.clone());
            refused(&refusal, zone, &others)
        })?;
        let notice = notice_kind(step.notice);
        if step.changes.is_empty() {
            return Ok((notice, Vec::new()));
        }
        let changed = step.changes.iter().map(|change| (change.id, change.after.clone())).collect();
        let changes = step.changes.clone();
        let (uploads, uploads_gone) = self.uploads_after(&step.changes, beside.taken).await?;
        let mut topics = vec![Topic::Timer, Topic::Entries];
        if !uploads.is_empty() || !uploads_gone.is_empty() {
            topics.push(Topic::Uploads);
        }
        let about = step
            .changes
            .iter()
            .rev()
            .find_map(|change| change.after.clone().or_else(|| change.before.clone()));
        let fail = |error: store::StoreError| storage_error(&error);
        let (log, links) = match verb {
            Verb::Undo => (Log::Undo, link::undo(&self.reader.lesson_to_undo().await.map_err(fail)?)),
            Verb::Redo => (Log::Redo, self.reader.lesson_to_redo().await.map_err(fail)?),
            _ => (Log::Push, beside.lesson),
        };
        if !links.is_empty() {
            topics.push(Topic::Trackers);
        }
        let runs = runs_after(state.running.as_ref(), &step.changes);
        let commit = Commit {
            at: now,
            surface: surface_name(surface).into(),
            verb: name.into(),
            changes: step.changes,
            log,
            uploads,
            uploads_gone,
            links,
            // A durable sign of life from the first instant on.
            alive: runs,
        };
        let rev = self.commit(commit).await.map_err(|error| storage_error(&error))?;
        self.follow_today(&changes);
        self.keep_beating(runs, now);
        let about = about.map(|entry| notice_of(notice, surface, &entry, now));
        self.tell_at(wire_rev(rev), &topics, about);
        Ok((notice, changed))
    }

    /// What a verb needs to see: the running entry, the last one, those it names, those its times touch.
    pub(crate) async fn state_for(&mut self, verb: &Verb, now: Timestamp) -> Result<State, ApiError> {
        let fail = |error: store::StoreError| storage_error(&error);
        let glance = self.store.glance().await.map_err(fail)?;
        let reader = &self.reader;
        let mut state = State { running: glance.running, ..State::default() };
        let span = match verb {
            Verb::Continue { .. } | Verb::Toggle { .. } => {
                state.last = glance.last;
                None
            }
            Verb::Start { at: Some(at), .. } => {
                state.last = glance.last;
                Some((*at, now))
            }
            Verb::Add { start, end, .. } => Some((*start, *end)),
            Verb::Undo => {
                state.undo = reader.undo_tip().await.map_err(fail)?.map(|(_, changes)| changes);
                None
            }
            Verb::Redo => {
                state.redo = reader.redo_tip().await.map_err(fail)?.map(|(_, changes)| changes);
                None
            }
            _ => None,
        };
        let named: Vec<EntryId> = match verb {
            Verb::Continue { entry: Some(entry), .. }
            | Verb::Edit { entry, .. }
            | Verb::Move { entry, .. }
            | Verb::Resize { entry, .. }
            | Verb::Split { entry, .. }
            | Verb::Decide { entry, .. } => vec![*entry],
            Verb::Merge { entries } | Verb::Delete { entries } | Verb::EditMany { entries, .. } => {
                entries.clone()
            }
            Verb::Duplicate { copies } => copies.iter().map(|(entry, _)| *entry).collect(),
            _ => Vec::new(),
        };
        if !named.is_empty() {
            state.others = reader.entries(&named).await.map_err(fail)?;
        }
        let named = |id: &EntryId| state.others.iter().find(|other| other.id == *id);
        let span = match verb {
            Verb::Edit { entry, patch, .. } => named(entry).and_then(|entry| edited_span(entry, patch, now)),
            Verb::Move { entry, start, .. } => {
                named(entry).map(|entry| (*start, start.plus_millis(gross(entry, now))))
            }
            Verb::Resize { entry, at, .. } => {
                named(entry).map(|entry| (entry.start().min(*at), entry.end().unwrap_or(now).max(*at)))
            }
            _ => span,
        };
        if let Some((start, end)) = span.filter(|(start, end)| start < end) {
            for entry in reader.overlapping(start, end).await.map_err(fail)? {
                if state.others.iter().all(|other| other.id != entry.id) {
                    state.others.push(entry);
                }
            }
        }
        if let Some(running) = &state.running {
            let id = running.id;
            state.others.retain(|other| other.id != id);
        }
        Ok(state)
    }

    /// The upload rows of changed entries after the change: what is to be written, and what may go.
    pub(crate) async fn uploads_after(
        &self,
        changes: &[Change],
        taken: Option<&domain::upload::Upload>,
    ) -> Result<(Vec<domain::upload::Upload>, Vec<UploadId>), ApiError> {
        // An entry that is booked nowhere, and was not before, has no wish that could change.
        let booked = |entry: &Option<Entry>| entry.as_ref().is_some_and(|entry| !entry.bookings.is_empty());
        let changes = changes.iter().filter(|change| booked(&change.before) || booked(&change.after));
        let ids: Vec<EntryId> = changes.clone().map(|change| change.id).collect();
        if ids.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let existing = self.reader.uploads_of(&ids).await.map_err(|error| storage_error(&error))?;
        let mut rows = Vec::new();
        let mut gone = Vec::new();
        for change in changes {
            let mine: Vec<_> = existing.iter().filter(|upload| upload.entry == change.id).cloned().collect();
            let wishes = match &change.after {
                Some(entry) => self.wishes(entry).await?,
                None => Vec::new(),
            };
            let after = match taken.filter(|taken| taken.entry == change.id) {
                None => reconcile(change.id, &mine, &wishes, || self.fresh_upload()),
                Some(taken) => {
                    let found: Vec<_> = mine
                        .iter()
                        .map(|row| if row.id == taken.id { taken } else { row })
                        .cloned()
                        .collect();
                    let after = reconcile(change.id, &found, &wishes, || self.fresh_upload()).into_iter();
                    after.map(|row| if row.id == taken.id { row.in_their_words() } else { row }).collect()
                }
            };
            gone.extend(mine.iter().map(|row| row.id).filter(|id| after.iter().all(|row| row.id != *id)));
            rows.extend(after.into_iter().filter(|row| !mine.contains(row)));
        }
        Ok((rows, gone))
    }

    /// What the bookings of an entry wish for. An entry that runs or has undecided time wishes for nothing yet.
    async fn wishes(&self, entry: &Entry) -> Result<Vec<Wish>, ApiError> {
        if entry.is_running() || entry.has_undecided() {
            return Ok(Vec::new());
        }
        let mut wishes = Vec::with_capacity(entry.bookings.len());
        for booking in &entry.bookings {
            let Some((connection, tracker, rules)) = self.tracker_of(booking.connection).await? else {
                continue;
            };
            let parts = tracker
                .project(entry, booking, &connection.policy, &rules)
                .map(|parts| parts.into_iter().map(|part| part.payload).collect());
            wishes.push(Wish { connection: booking.connection, target: booking.target.clone(), parts });
        }
        Ok(wishes)
    }

    /// Takes the second click of a double click, or the bounce of a key, for what it is.
    fn is_double(&mut self, surface: Surface, request: &VerbRequest) -> bool {
        if !matches!(request, VerbRequest::Toggle { .. } | VerbRequest::ToggleBreak { .. })
            || !matches!(surface, Surface::Tray | Surface::Hotkey)
        {
            return false;
        }
        let now = self.ports.clock.monotonic_millis();
        let double = self.last_toggle.is_some_and(|(from, verb, at)| {
            (from, verb) == (surface, verb_name(request)) && now.saturating_sub(at) < DOUBLE_MILLIS
        });
        self.last_toggle = Some((surface, verb_name(request), now));
        double
    }

    async fn verb_answer(
        &mut self,
        notice: NoticeKind,
        changed: &[(EntryId, Option<Entry>)],
        linked: &[Booking],
        books: bool,
    ) -> Result<VerbAnswer, ApiError> {
        let after = changed.iter().filter_map(|(_, after)| after.clone());
        let changed_entries: Vec<Entry> = after.take(ANSWERED).collect();
        let entries = self.entry_views(changed_entries.clone()).await?;
        let warnings = if books { self.warnings(&changed_entries, &entries).await? } else { Vec::new() };
        let linked: &[Booking] = if changed.is_empty() { &[] } else { linked };
        Ok(VerbAnswer {
            notice,
            changed: !changed.is_empty(),
            status: self.status().await?,
            entries,
            linked: self.proposal_views(linked).await?,
            warnings,
        })
    }
}

/// What goes along with a verb in one transaction.
#[derive(Default)]
pub(crate) struct Beside<'a> {
    /// The upload that takes over what its tracker holds (see [`domain::upload::Taken`]).
    pub(crate) taken: Option<&'a domain::upload::Upload>,
    /// What is learned about links.
    pub(crate) lesson: Vec<LinkChange>,
}

/// What became of the entries a verb changed; `None` = removed.
type Changed = Vec<(EntryId, Option<Entry>)>;

/// Keeps the latest state of each entry, at the place where it changed first.
fn note(changed: &mut Changed, (id, after): (EntryId, Option<Entry>)) {
    match changed.iter_mut().find(|(known, _)| *known == id) {
        Some(known) => known.1 = after,
        None => changed.push((id, after)),
    }
}

/// The times an edited entry will cover at most, for the search of overlaps.
fn edited_span(entry: &Entry, patch: &domain::EditPatch, now: Timestamp) -> Option<(Timestamp, Timestamp)> {
    if patch.start.is_none() && patch.end.is_none() && patch.work_millis.is_none() && patch.segments.is_none()
    {
        return None;
    }
    let segments = patch.segments.as_deref().unwrap_or_default();
    let starts = [patch.start, segments.first().map(|segment| segment.start), Some(entry.start())];
    let ends = [patch.end, segments.last().and_then(|segment| segment.end), Some(entry.end().unwrap_or(now))];
    let mut start = starts.into_iter().flatten().min()?;
    let mut end = ends.into_iter().flatten().max()?;
    if let Some(work) = patch.work_millis {
        let totals = entry.totals(now);
        let longer = (work - totals.work).max(0);
        end = end.plus_millis(longer);
        start = if entry.is_running() { start.plus_millis(-longer) } else { start };
    }
    Some((start, end))
}

/// From the first instant of an entry to its last, or to now, in milliseconds.
fn gross(entry: &Entry, now: Timestamp) -> i64 {
    entry.end().unwrap_or(now).since(entry.start())
}

fn runs_after(running: Option<&Entry>, changes: &[Change]) -> bool {
    let changed = |id: EntryId| changes.iter().any(|change| change.id == id);
    changes.iter().any(|change| change.after.as_ref().is_some_and(Entry::is_running))
        || running.is_some_and(|running| !changed(running.id))
}
