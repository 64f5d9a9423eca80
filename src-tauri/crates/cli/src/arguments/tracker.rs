//! The commands below `stint tracker`, `stint target` and `stint uploads`.

use clap::Subcommand;

/// Connections.
#[derive(Subcommand, Debug)]
#[command(defer = true)]
pub(crate) enum Tracker {
    /// List the kinds of tracker and their settings
    Kinds {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List connections
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Test an account and keep it; the token goes to the keychain
    Add {
        /// The kind, such as clockify
        kind: String,
        /// Your name for it
        name: String,
        /// The root of the service, if not the vendor's
        #[arg(long)]
        url: Option<String>,
        /// The workspace, id or name
        #[arg(long)]
        workspace: Option<String>,
        /// A further setting, as KEY=VALUE; may be given several times
        #[arg(long = "set", value_name = "KEY=VALUE")]
        settings: Vec<String>,
        /// Read the token from standard input
        #[arg(long, conflicts_with = "token_env")]
        token_stdin: bool,
        /// Read the token from this environment variable
        #[arg(long, value_name = "VAR")]
        token_env: Option<String>,
        /// Sign in in the browser, where the tracker has that (such as awork); no token is needed
        #[arg(long, conflicts_with_all = ["token_stdin", "token_env"])]
        browser: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Test a connection
    Test {
        /// Its name
        name: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Give a connection a new token, or sign in in the browser again
    SignIn {
        /// Its name
        name: String,
        /// Read the token from this environment variable rather than standard input
        #[arg(long, value_name = "VAR")]
        token_env: Option<String>,
        /// Sign in in the browser, where the tracker has that
        #[arg(long, conflicts_with = "token_env")]
        browser: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Forget a connection and its token
    Remove {
        /// Its name
        name: String,
    },
    /// Fetch targets and rules again
    Refresh {
        /// Its name
        name: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// Targets.
#[derive(Subcommand, Debug)]
#[command(defer = true)]
pub(crate) enum Target {
    /// Search the kept targets
    Search {
        /// Text in key or title
        text: Vec<String>,
        /// Only of this connection
        #[arg(long, value_name = "NAME")]
        tracker: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

// What to do with uploads; a doc comment here would become the help of `stint uploads`.
#[derive(Subcommand, Debug)]
#[command(defer = true)]
pub(crate) enum UploadAction {
    /// Try it again now (all that wait, without an id; what somebody changed there waits for your choice)
    Retry {
        /// Which one
        id: Option<String>,
    },
    /// Somebody changed or removed it there: send mine over theirs, or make it anew
    KeepMine {
        /// Which one
        id: String,
    },
    /// Somebody changed or removed it there: the entry takes what the tracker holds (undo takes it back)
    TakeTheirs {
        /// Which one
        id: String,
    },
    /// Somebody changed or removed it there: leave both as they are
    Leave {
        /// Which one
        id: String,
    },
    /// Take a record there for this upload's
    Adopt {
        /// Which one
        id: String,
        /// The record's id there
        remote_id: Option<String>,
    },
    /// Give it up; the tracker is left as it is
    Drop {
        /// Which one
        id: String,
    },
    /// Send nothing more until resumed
    Pause {
        /// Only to this connection
        tracker: Option<String>,
    },
    /// Send again
    Resume {
        /// Only to this connection
        tracker: Option<String>,
    },
    /// Show how far the uploads of each connection are
    Progress,
}
