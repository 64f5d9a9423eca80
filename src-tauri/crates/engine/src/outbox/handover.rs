//! A record that a look gave to the wrong one of two uploads alike, handed over once the tracker says whose it is.

use domain::UploadId;
use domain::upload::{State, Upload, hand_over};
use store::StoreError;

use crate::owner::Owner;

impl Owner {
    /// The upload after its answer, as sole owner of its record. A tracker that knows uploads by our key may answer to
    /// a create with a record that another upload, the claimant, took for its own after a look; that one starts anew.
    pub(super) async fn with_its_record(
        &mut self,
        after: Upload,
        before: &Upload,
        claimant: Option<UploadId>,
    ) -> Result<Upload, StoreError> {
        let (State::InFlight { .. }, None, Some(_), Some(other)) =
            (&before.state, &before.known, &after.known, claimant)
        else {
            return Ok(after);
        };
        let Some(other) = self.reader.upload(other).await? else { return Ok(after) };
        let (from, to) = hand_over(&other, &after);
        tracing::warn!(from = %from.id, to = %to.id, "a record is handed over to the upload it was made for");
        // First, so that no moment knows two owners; the other is in flight until its own row is written.
        self.store.put_uploads(&[from], &[]).await?;
        Ok(to)
    }
}
