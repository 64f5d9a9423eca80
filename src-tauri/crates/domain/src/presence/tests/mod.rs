//! What presence promises: sign by sign, and over thousands of scripted days.

mod bench;
mod life;
mod signs;
