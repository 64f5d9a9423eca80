//! Uploads and how far they have come.

use serde::{Deserialize, Serialize};

use crate::PartTime;

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
        /// How much of that the tracker keeps.
        time: PartTime,
        /// Remote records that could be this upload's, when it is not clear which.
        candidates: Vec<String>,
        /// What those records hold, as far as it is known; in the same order.
        records: Vec<RemoteRecord>,
        /// Both versions, when somebody changed or removed the record there.
        conflict: Option<Conflict>,
    }
}

view! {
    /// What a tracker holds, or is to hold.
    RemoteRecord {
        /// The tracker's id of the record; null where there is none.
        remote_id: Option<String>,
        /// `connection:key`; null when it is not known.
        target: Option<String>,
        /// When the booked time began; null when it is not known.
        start: Option<String>,
        /// How much of that the tracker keeps.
        time: PartTime,
        /// The booked time in seconds.
        seconds: Option<u32>,
        /// The booked time in the tracker's own unit: `1:30:00`, `90 min`.
        shown: Option<String>,
        /// The text.
        text: Option<String>,
        /// Tags.
        tags: Vec<String>,
        /// The billable mark; null where the tracker keeps none.
        billable: Option<bool>,
    }
}

view! {
    /// A record that somebody changed or removed there.
    Conflict {
        /// What happened to it.
        kind: ConflictKind,
        /// What it is to hold; null when it is to be removed.
        mine: Option<RemoteRecord>,
        /// What it holds now; null when it was removed.
        theirs: Option<RemoteRecord>,
    }
}

words! {
    /// What somebody did to a record.
    ConflictKind {
        /// They changed it.
        Changed,
        /// They removed it.
        Gone,
    }
}

view! {
    /// What a choice between ours and theirs did.
    UploadChosen {
        /// What it did.
        outcome: ChoiceOutcome,
        /// The upload afterwards; null when there is none any more.
        upload: Option<Upload>,
    }
}

words! {
    /// What a choice between ours and theirs did.
    ChoiceOutcome {
        /// Ours is on its way.
        Sending,
        /// The entry was changed; undo takes it back.
        Edited,
        /// The entry is not booked there any more; undo takes it back.
        Unbooked,
        /// Both stay as they are.
        Left,
    }
}

view! {
    /// How far the uploads of a connection are.
    UploadProgress {
        /// The connection's name.
        connection: String,
        /// Waiting for their turn.
        waiting: u32,
        /// Being sent now.
        sending: u32,
        /// Being looked for.
        unsure: u32,
        /// Waiting for a person.
        stuck: u32,
        /// Done since the last time nothing waited.
        done: u32,
        /// Whether a person paused them.
        paused: bool,
    }
}
