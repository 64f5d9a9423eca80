//! One test binary for what no single crate can check: the arrows between the crates and the rules of the house.

mod arrows;
mod files;
mod house;
mod links;
mod lock_file;
mod words;
