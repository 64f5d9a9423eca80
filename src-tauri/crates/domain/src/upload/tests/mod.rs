//! What the upload machine promises, over every state and random histories.

mod choices;
mod histories;
mod not_as_asked;
mod reconciling;
mod steps;
mod theirs;
mod tracker;
