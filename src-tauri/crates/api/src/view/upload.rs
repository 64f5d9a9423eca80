//! Uploads and how far they have come.

use serde::{Deserialize, Serialize};

words! {
    /// How far an upload has come.
    UploadState {
        /// Waits for its turn.
        Queued,
        /// Being sent.
        InFlight,
        /// The answer was lost; Stint looks before it sends again.
        Unsure,
        /// The tracker holds it.
        Done,
        /// A person must act.
        Stuck,
    }
}

view! {
    /// One upload. `uploads --json`.
    Upload {
        /// Its id.
        id: String,
        /// The entry it speaks for.
        entry_id: String,
        /// The note of that entry.
        note: String,
        /// The connection's name.
        connection: String,
        /// `connection:key`.
        target: String,
        /// How far it has come.
        state: UploadState,
        /// The tracker's id of the record.
        remote_id: Option<String>,
        /// How often something was sent since it last was done.
        attempts: u32,
        /// When it is tried next.
        next_try: Option<String>,
        /// Why it needs a person, or waits.
        reason: Option<String>,
        /// What helps.
        remedy: Option<String>,
        /// The time it books, in seconds; null when it removes a record.
        seconds: Option<u32>,
        /// When the booked time began.
        start: Option<String>,
        /// Remote records that could be this upload's, when it is not clear which.
        candidates: Vec<String>,
    }
}
