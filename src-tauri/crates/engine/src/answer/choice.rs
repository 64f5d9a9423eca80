//! The choice between ours and theirs, when somebody changed or removed a record at its tracker.

use api::{ApiError, ChoiceOutcome, Surface, UploadChoice, UploadChosen, words};
use domain::upload::{NotTaken, State, Taken, Upload, take_theirs};
use domain::{Overlap, Verb};
use store::StoreError;

use crate::answer::verb::Beside;
use crate::owner::Owner;
use crate::storage::storage_error;

impl Owner {
    /// Does what a person chose.
    pub(crate) async fn upload_choose(
        &mut self,
        surface: Surface,
        id: &str,
        choice: UploadChoice,
    ) -> Result<UploadChosen, ApiError> {
        let row = self.upload_named(id).await?;
        let (outcome, after) = match choice {
            UploadChoice::Mine => (ChoiceOutcome::Sending, row.kept()),
            UploadChoice::Both => (ChoiceOutcome::Left, row.left()),
            UploadChoice::Theirs => return self.take_theirs(surface, row).await,
        };
        let after = after.ok_or_else(words::trackers::no_conflict)?;
        Ok(UploadChosen { outcome, upload: Some(self.write_one(after).await?) })
    }

    /// The entry takes what the tracker holds, as an edit of its own.
    async fn take_theirs(&mut self, surface: Surface, row: Upload) -> Result<UploadChosen, ApiError> {
        let fail = |error: StoreError| storage_error(&error);
        let entry = self.reader.entry(row.entry).await.map_err(fail)?;
        let entry = entry.ok_or_else(words::trackers::not_booked_any_more)?;
        let mut parts = self.reader.uploads_of(&[row.entry]).await.map_err(fail)?;
        parts.retain(|part| part.connection == row.connection && part.target == row.target);
        let Taken { patch, row: taken } = take_theirs(&entry, &row, &parts).map_err(not_taken)?;
        let outcome = if taken.known.is_some() { ChoiceOutcome::Edited } else { ChoiceOutcome::Unbooked };
        // Theirs may cover other entries; nothing of those is given up for it.
        let verb = Verb::Edit { entry: row.entry, patch, overlap: Overlap::Keep };
        let beside = Beside { taken: Some(&taken), ..Beside::default() };
        let (_, changed) = self.commit_beside(surface, "take-theirs", &verb, beside).await?;
        if changed.is_empty() {
            // The entry says so already: only what is known of the record is news.
            match &taken.known {
                None => drop(self.store.put_uploads(&[], &[row.id]).await.map_err(fail)?),
                Some(_) => {
                    let known = Upload { desired: row.desired, state: State::Queued, ..taken };
                    self.write_one(known.in_their_words()).await?;
                }
            }
        }
        let after = self.reader.upload(row.id).await.map_err(fail)?;
        let upload = match after {
            Some(after) => Some(self.upload_view(after).await?),
            None => None,
        };
        Ok(UploadChosen { outcome, upload })
    }
}

fn not_taken(why: NotTaken) -> ApiError {
    use words::trackers as say;
    match why {
        NotTaken::Nothing => say::no_conflict(),
        NotTaken::NotWished => say::not_booked_any_more(),
        NotTaken::Runs => say::theirs_runs(),
        NotTaken::OneOfSeveral => say::theirs_is_one_of_several(),
    }
}
