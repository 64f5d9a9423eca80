//! Everything a fresh machine needs before the project can be built, run or tested.

mod node;
mod system;

use anyhow::Result;

pub(crate) use node::npm;
pub(crate) use system::{packages as system_packages, redmine};

/// What the machine is to be made ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum For {
    /// Building and opening the app.
    Building,
    /// That, and a virtual desktop with everything on it.
    Desktop,
}

/// Makes the machine ready: system packages, Node, and the packages of the user interface.
///
/// # Errors
/// With the exact command to run, where this program cannot run it itself.
pub(crate) fn machine(purpose: For) -> Result<()> {
    system::packages(purpose)?;
    node::check()?;
    node::packages()
}
