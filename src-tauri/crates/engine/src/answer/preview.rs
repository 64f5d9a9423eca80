//! `preview`: exactly what each tracker will get of an entry, with every loss named, before anything is sent.

use api::{ApiError, EditFields, OverlapChoice, PartTime, Preview, PreviewPart, VerbRequest, words};
use domain::timer::{self, Moment};
use domain::upload::Reason;
use domain::{Entry, Loss, Part, PayloadKind};
use trackers::Unit;

use crate::answer::warning::{cautions, ended};
use crate::outbox::reason_words;
use crate::owner::Owner;
use crate::refusal::refused;

impl Owner {
    /// What each booking of an entry will become. A running entry is shown as if it were stopped now.
    pub(crate) async fn preview(&self, id: &str) -> Result<Vec<Preview>, ApiError> {
        let entry = self.loaded(self.entry_id(id).await?).await?;
        self.previews(&entry).await
    }

    /// The same as if an edit were saved: read and decided as the verb would be, and nothing of it is written.
    pub(crate) async fn preview_edit(
        &mut self,
        id: String,
        fields: EditFields,
    ) -> Result<Vec<Preview>, ApiError> {
        let edited = self.edited(id, fields).await?;
        self.previews(&edited).await
    }

    /// The entry as it would be if an edit were saved.
    pub(crate) async fn edited_entry(
        &mut self,
        id: String,
        fields: EditFields,
    ) -> Result<api::Entry, ApiError> {
        let edited = self.edited(id, fields).await?;
        self.entry_as_view(edited).await
    }

    async fn edited(&mut self, id: String, fields: EditFields) -> Result<Entry, ApiError> {
        let id_of_entry = self.entry_id(&id).await?;
        // How much room the new times take from others is asked when the edit is saved.
        let request = VerbRequest::Edit { id, fields, overlap: Some(OverlapChoice::Keep) };
        let verb = self.read_verb(&request).await?;
        let (now, zone) = (self.now(), self.ports.clock.zone());
        let state = self.state_for(&verb, now).await?;
        let moment = Moment { now, zone, fresh: self.fresh_entries() };
        let step =
            timer::step(&state, &verb, &moment).map_err(|refusal| refused(&refusal, zone, &state.others))?;
        match step.changes.into_iter().find(|change| change.id == id_of_entry).and_then(|change| change.after)
        {
            Some(entry) => Ok(entry),
            None => self.loaded(id_of_entry).await,
        }
    }

    async fn previews(&self, entry: &Entry) -> Result<Vec<Preview>, ApiError> {
        let finished = ended(entry, self.now(), 1);
        let bookings = self.entry_as_view(entry.clone()).await?.bookings;
        let mut previews = Vec::with_capacity(bookings.len());
        for (wish, booking) in entry.bookings.iter().zip(&bookings) {
            let mut preview = Preview {
                target: booking.target.clone(),
                tracker: booking.connection.clone(),
                booking: booking.clone(),
                parts: Vec::new(),
                blocked: None,
                remedy: None,
                warnings: Vec::new(),
            };
            let block = |preview: &mut Preview, (reason, remedy): (String, String)| {
                (preview.blocked, preview.remedy) = (Some(reason), Some(remedy));
            };
            match self.tracker_of(wish.connection).await? {
                None => block(&mut preview, words::uploads::removed()),
                Some((connection, tracker, rules)) => {
                    let about = tracker.about();
                    let zone = self.zone_at(&connection);
                    preview.tracker = about.name.to_owned();
                    preview.warnings = cautions(booking, &bookings);
                    if entry.has_undecided() {
                        block(&mut preview, words::uploads::undecided());
                    }
                    match tracker.project(&finished, wish, &connection.policy, &rules) {
                        Ok(parts) => {
                            preview.parts = parts.iter().map(|part| part_view(part, about.unit)).collect();
                        }
                        Err(what) => block(&mut preview, reason_words(&Reason::Unsendable { what }, zone)),
                    }
                }
            }
            previews.push(preview);
        }
        Ok(previews)
    }
}

fn part_view(part: &Part, unit: Unit) -> PreviewPart {
    let payload = &part.payload;
    PreviewPart {
        start: payload.start.rfc3339(),
        seconds: payload.seconds,
        shown: words::losses::amount(
            payload.seconds,
            matches!(unit, Unit::Seconds),
            matches!(unit, Unit::Hours { .. }),
        ),
        time: if part.losses.contains(&Loss::NoDate) {
            PartTime::Nothing
        } else if part.losses.contains(&Loss::NoClockTime) {
            PartTime::Day
        } else {
            PartTime::Clock
        },
        is_break: payload.kind == PayloadKind::Break,
        text: payload.text.clone(),
        tags: payload.tags.clone(),
        billable: payload.billable,
        losses: part.losses.iter().map(loss_words).collect(),
    }
}

fn loss_words(loss: &Loss) -> String {
    use words::losses as say;
    match loss {
        Loss::Rounded { seconds } => say::rounded(*seconds),
        Loss::BreakSubtracted { seconds } => say::break_subtracted(*seconds),
        Loss::NoDate => say::no_date(),
        Loss::NoClockTime => say::no_clock_time(),
        Loss::NoTags => say::no_tags(),
        Loss::TextChanged => say::text_changed(),
        Loss::TextCut { kept } => say::text_cut(*kept),
        Loss::Split { parts } => say::split(*parts),
        Loss::PastMidnight { records } => say::past_midnight(*records),
    }
}
