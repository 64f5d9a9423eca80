//! The table `tag`: the tags of an entry, in the order given.

use domain::EntryId;

use crate::batch::Batch;
use crate::row::{Id as _, json};

/// Writes the tags of an entry that is there.
pub(crate) fn insert(batch: &mut Batch, entry: EntryId, tags: &[String]) {
    if !tags.is_empty() {
        batch
            .say(
                "insert into tag (entry, place, tag)
                 select (select n from entry where id = ?), key, value from json_each(?)",
            )
            .bind(entry.blob())
            .bind(json(tags));
    }
}
