//! Clockify against recorded answers and against the sandbox.

mod looks;
mod recorded;
mod refusals;
mod sandbox;
mod script;
mod tags;

use ::sandbox::clockify::samples;
use domain::TargetId;
use domain::payload::Rounding;

use super::Clockify;
use crate::contract::{World, contract};

fn world() -> World {
    let mut world = World::new(&Clockify, "clockify", samples::KEY);
    world.target = TargetId::new(format!("{}/{}", samples::WEBSITE, samples::DESIGN));
    world.key = "Website/Design";
    world.words = "design";
    world.targets = &[
        samples::WEBSITE,
        "65f0000000000000000000c1/65f0000000000000000000d1",
        "65f0000000000000000000c1/65f0000000000000000000d2",
        samples::INTERNAL,
        samples::UMLAUTS,
        "65f0000000000000000000c3/65f0000000000000000000d4",
    ];
    world
}

fn seconds(net_millis: i64, _: Rounding) -> Option<u32> {
    u32::try_from(net_millis / 1000).ok().filter(|seconds| *seconds > 0)
}

contract!(world(), seconds);
