//! What a resident shows and hears without a toolkit: tray, notifications, hotkeys, secrets.
//!
//! Every part comes and goes on its own: a panel that starts late, a session bus or an X server that dies and
//! returns, a desktop that has none of them. The timer never notices. What works, and what helps where
//! something does not, is told to the engine as one [`engine::DesktopReport`].
//!
//! This crate decides nothing: a click, a key or a button becomes a verb, and the engine answers.

mod autostart;
mod browser;
mod bus;
mod deed;
mod desk;
pub mod hotkeys;
mod notify;
mod options;
mod report;
mod resident;
mod secrets;
mod session;
mod tray;
mod window;
pub mod words;

pub use autostart::autostart;
pub use browser::browser;
pub use options::{HotkeyHost, Options, Panel};
pub use resident::run;
pub use secrets::secrets;
pub use window::{View, WindowError, WindowProgram};
