//! What the timer does, and today so far.

use serde::{Deserialize, Serialize};

use crate::{Entry, NoticeKind, Proposal, Warning};

words! {
    /// What the timer does.
    TimerState {
        /// Working.
        Running,
        /// On a break.
        Break,
        /// Running, with undecided time going on.
        Undecided,
        /// Nothing runs.
        Stopped,
    }
}

view! {
    /// The timer, today, and the uploads. `status --json`.
    Status {
        /// What the timer does.
        state: TimerState,
        /// The running entry.
        entry: Option<Entry>,
        /// The entry `continue` would go on with.
        last: Option<Entry>,
        /// Today so far, in the machine's zone.
        today: Today,
        /// How many uploads are in which state.
        uploads: UploadCounts,
        /// Now, as the resident sees it.
        now: String,
        /// The revision of this snapshot.
        rev: u32,
    }
}

view! {
    /// Today so far.
    Today {
        /// Work in seconds.
        work_seconds: u32,
        /// Breaks in seconds.
        break_seconds: u32,
        /// Undecided time in seconds.
        undecided_seconds: u32,
    }
}

view! {
    /// Uploads by state.
    UploadCounts {
        /// Queued or being sent.
        waiting: u32,
        /// Being looked for.
        unsure: u32,
        /// Waiting for a person.
        stuck: u32,
        /// Done.
        done: u32,
    }
}

view! {
    /// What a verb did.
    VerbAnswer {
        /// What happened.
        notice: NoticeKind,
        /// Whether anything changed.
        changed: bool,
        /// The timer afterwards.
        status: Status,
        /// The entries it changed, as they are now; of very many the first 500.
        entries: Vec<Entry>,
        /// Where links booked it too, beside the targets that were named.
        linked: Vec<Proposal>,
        /// What to know about its bookings before anything is sent.
        warnings: Vec<Warning>,
    }
}

view! {
    /// Something done before, to do again.
    Suggestion {
        /// The note.
        note: String,
        /// Tags.
        tags: Vec<String>,
        /// Whether it was billable.
        billable: bool,
        /// Targets as `connection:key`.
        on: Vec<String>,
        /// When it was last done.
        last: String,
        /// An entry like it, for `continue`.
        entry_id: Option<String>,
    }
}

view! {
    /// How a typed time or duration is read.
    Reading {
        /// The instant, when it is one.
        at: Option<String>,
        /// The seconds, when it is a duration.
        seconds: Option<u32>,
        /// A second reading people may mean.
        hint: Option<String>,
    }
}
