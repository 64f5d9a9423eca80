//! The window of Stint: a client of the resident's socket that shows and forwards, and decides nothing.

#[cfg(target_os = "linux")]
pub mod appearance;
pub mod arguments;
pub mod client;
pub mod commands;
pub mod door;
pub mod early;
pub mod first;
#[cfg(target_os = "linux")]
pub mod font;
pub mod host;
pub mod hotkeys;
pub mod ipc;
pub mod lifetime;
pub mod links;
pub mod listen;
pub mod placing;
pub mod program;
pub mod renderer;
pub mod save;
pub mod small;
pub mod standing;
pub mod view;
pub mod window;

#[cfg(test)]
mod fake_resident;
#[cfg(test)]
mod ipc_tests;
