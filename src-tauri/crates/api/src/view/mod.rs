//! What a resident shows: plain values, ready for `--json` and for the window.

/// A view: a struct of plain values that goes over the wire.
macro_rules! view {
    ($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        pub struct $name { $($(#[$fdoc])* pub $field: $type,)* }
    };
}

/// A closed set of words that goes over the wire in snake case.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        pub enum $name { $($(#[$vdoc])* $variant,)* }
    };
}

mod desktop;
mod entry;
mod import;
mod link;
mod timer;
mod tracker;
mod upload;

pub use desktop::*;
pub use entry::*;
pub use import::*;
pub use link::*;
pub use timer::*;
pub use tracker::*;
pub use upload::*;
