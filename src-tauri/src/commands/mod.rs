//! What the window may ask: one function per request of the promise, each only passes it on.

pub mod entries;
pub mod imports;
pub mod links;
pub mod reports;
pub mod settings;
pub mod timer;
pub mod trackers;
pub mod uploads;
pub mod window;

/// The answer to a command.
type Answer<T> = Result<T, api::ApiError>;

/// The connection to the resident, as Tauri hands it to a command.
type Resident<'a> = tauri::State<'a, crate::client::Resident>;
