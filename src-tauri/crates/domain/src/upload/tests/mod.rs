//! What the upload machine promises, over every state and random histories.

mod histories;
mod reconciling;
mod steps;
mod tracker;
