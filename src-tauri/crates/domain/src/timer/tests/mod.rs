//! What the timer promises, verb by verb and over random histories.

mod absent;
mod adding;
mod breaking;
mod changing;
mod deciding;
mod histories;
mod importing;
mod many;
mod moving;
mod starting;
mod stopping;
mod undoing;
pub(crate) mod world;
