//! Links between targets: what naming one proposes at another connection.

use serde::{Deserialize, Serialize};

view! {
    /// One link.
    Link {
        /// `connection:key`, or a family of keys: `plane:PROJ-*`.
        from: String,
        /// What is proposed: `connection:key`.
        to: String,
        /// The monogram of the tracker it leads from.
        from_monogram: String,
        /// The monogram of the tracker it leads to.
        to_monogram: String,
        /// The title of what is proposed.
        title: String,
        /// Whether a person set it; then nothing is learned over it.
        by_hand: bool,
        /// How often it was taught of late, 1 to 3; 0 = by hand.
        times: u32,
        /// When it was taught or set last.
        at: String,
    }
}

view! {
    /// A target that a link proposes.
    Proposal {
        /// `connection:key`.
        target: String,
        /// The connection's name.
        connection: String,
        /// The tracker's monogram, for the tile.
        monogram: String,
        /// The key alone.
        key: String,
        /// The target's title.
        title: String,
    }
}

view! {
    /// Something to know about a booking before anything is sent.
    Warning {
        /// The booking it is about: `connection:key`.
        target: String,
        /// What it is.
        message: String,
        /// What helps.
        remedy: Option<String>,
    }
}
