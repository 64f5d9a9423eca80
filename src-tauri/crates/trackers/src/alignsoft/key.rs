//! The `Idempotency-Key` of a create: the same for the same content of the same upload, another for any other.

use domain::UploadId;
use uuid::Uuid;

use super::wire::NewTimeEntry;

/// The key of this content. The service gives the answer to a key again for a day without looking at the body, so a
/// corrected body must not come under an earlier key, and a repeat must come under its own.
pub(super) fn of(upload: UploadId, content: &NewTimeEntry<'_>) -> Uuid {
    let fields = [
        content.user_id,
        content.fields.work_date.as_str(),
        &content.fields.minutes.to_string(),
        content.fields.description.unwrap_or_default(),
        if content.fields.billable { "billable" } else { "" },
        content.fields.entry_id.unwrap_or_default(),
    ];
    // Each field in front of its length, so that no two contents read alike.
    let mut name = Vec::new();
    for field in fields {
        name.extend(field.as_bytes());
        name.extend(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
    }
    Uuid::new_v5(&upload.uuid(), &name)
}

/// The key to go on with when the answer to `key` speaks of a record that was removed since.
pub(super) fn after(key: Uuid, removed: &str) -> Uuid {
    Uuid::new_v5(&key, removed.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::wire::{ExternalRef, Fields};
    use super::*;

    fn content(text: &str, minutes: u32) -> NewTimeEntry<'_> {
        let fields = Fields {
            work_date: "2026-11-20".to_owned(),
            minutes,
            description: Some(text),
            billable: true,
            entry_id: None,
        };
        NewTimeEntry { user_id: "69ec", fields, external_ref: ExternalRef::of(UploadId::new(Uuid::nil())) }
    }

    #[test]
    fn a_repeat_has_the_same_key_and_a_correction_another() {
        let upload = UploadId::new(Uuid::from_u128(7));
        let key = of(upload, &content("a", 60));
        assert_eq!(key, of(upload, &content("a", 60)));
        let others = [
            of(upload, &content("b", 60)),
            of(upload, &content("a", 75)),
            of(UploadId::new(Uuid::from_u128(8)), &content("a", 60)),
            after(key, "3fa8"),
        ];
        assert!(others.iter().all(|other| *other != key));
        // Written down: a program of tomorrow repeats what one of today has sent.
        assert_eq!(key.to_string(), "41abb477-3d10-58e1-9464-0bf188313a64");
    }
}
