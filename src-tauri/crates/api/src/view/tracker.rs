//! Tracker kinds and their forms, connections and their health, targets.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

view! {
    /// One tracker kind and its form.
    TrackerKind {
        /// As typed: `clockify`.
        kind: String,
        /// As shown.
        name: String,
        /// One or two letters for the tile.
        monogram: String,
        /// A few words under the name.
        hint: String,
        /// Where its service lives; empty where every server is somebody's own, so that the address must be given.
        default_url: String,
        /// What the secret is called.
        secret_name: String,
        /// Where a person gets it.
        secret_url: String,
        /// Whether people can sign in in the browser instead.
        browser: bool,
        /// What the workspace is called; null = there is none.
        workspace: Option<FormField>,
        /// Further fields.
        fields: Vec<FormField>,
        /// The environment variable for the secret, with `<NAME>` for the connection's name.
        token_env: String,
    }
}

view! {
    /// One field of a tracker's form.
    FormField {
        /// As stored: `org_kind`.
        key: String,
        /// As shown.
        label: String,
        /// A short explanation.
        help: String,
        /// Whether it must be filled in.
        required: bool,
        /// The values to choose from, with labels; empty = free text.
        choices: Vec<Choice>,
    }
}

view! {
    /// One value of a field.
    Choice {
        /// As stored.
        value: String,
        /// As shown.
        label: String,
    }
}

view! {
    /// A sign-in that waits for the browser.
    BrowserSignIn {
        /// Its name, for finishing or cancelling it.
        id: String,
        /// Where the browser was sent; to be copied where none opened.
        address: String,
        /// Whether a browser was opened.
        opened: bool,
        /// How long Stint waits for it, in seconds.
        wait_seconds: u32,
    }
}

view! {
    /// One connection.
    Tracker {
        /// Its id.
        id: String,
        /// The person's name for it.
        name: String,
        /// The tracker kind.
        kind: String,
        /// The kind as shown.
        kind_name: String,
        /// One or two letters for the tile.
        monogram: String,
        /// The root of the service.
        url: String,
        /// The workspace as given.
        workspace: Option<String>,
        /// Further settings.
        settings: BTreeMap<String, String>,
        /// Who is signed in.
        account: Option<String>,
        /// Whether it works.
        health: Health,
        /// Why it does not, or until when it waits.
        reason: Option<String>,
        /// What helps.
        remedy: Option<String>,
        /// When the tracker last answered, as far as this run of the resident knows.
        answered: Option<String>,
        /// How many targets are kept.
        targets: u32,
        /// When they were fetched.
        refreshed: Option<String>,
        /// Where the secret comes from.
        secret: SecretSource,
        /// How entries are shaped for it.
        policy: crate::Policies,
    }
}

words! {
    /// Whether a connection works.
    Health {
        /// It does.
        Ok,
        /// It waits (quota, outage) and goes on by itself.
        Waiting,
        /// The person must sign in again.
        SignIn,
        /// It was never tested.
        Untested,
        /// A person paused its uploads.
        Paused,
    }
}

words! {
    /// Where a secret comes from.
    SecretSource {
        /// The keychain.
        Keychain,
        /// The environment.
        Environment,
        /// Nowhere: it is missing.
        Missing,
    }
}

view! {
    /// What a test of an account found, line by line.
    TrackerCheck {
        /// Whether it can be used.
        ok: bool,
        /// What was tried.
        lines: Vec<CheckLine>,
    }
}

view! {
    /// One thing that was tried.
    CheckLine {
        /// How it went.
        mark: CheckMark,
        /// What it was.
        text: String,
        /// More about it.
        detail: Option<String>,
    }
}

words! {
    /// How a check went.
    CheckMark {
        /// Good.
        Ok,
        /// Good, with something to know.
        Note,
        /// Not good; the text says what helps.
        Bad,
    }
}

view! {
    /// Something that can be booked on.
    Target {
        /// `connection:key`.
        target: String,
        /// The connection's name.
        connection: String,
        /// The tracker's monogram.
        monogram: String,
        /// The key alone.
        key: String,
        /// The title.
        title: String,
        /// What stands above it.
        parent: Option<String>,
        /// Whether it is assigned to the person.
        mine: bool,
    }
}
