//! Align against recorded answers and against the sandbox.

mod recorded;
mod sandbox;

use ::sandbox::alignsoft::samples;
use domain::TargetId;
use domain::payload::Rounding;

use super::Alignsoft;
use crate::contract::world::Net;
use crate::contract::{World, contract};

fn world() -> World {
    by(World::new(&Alignsoft, "alignsoft", samples::KEY))
}

/// The sample target and everything that can be booked on, in a world made elsewhere.
fn by(mut world: World) -> World {
    world.target = TargetId::new(format!("{}/{}", samples::WEBSITE, samples::LOGIN_FLOW));
    world.key = "Website/Login flow review";
    world.words = "flow rev";
    world.targets = &[
        samples::WEBSITE,
        "9a8b0000-0000-4000-a000-0000000000c1/3fa80000-0000-4000-a000-0000000000d1",
        "9a8b0000-0000-4000-a000-0000000000c1/3fa80000-0000-4000-a000-0000000000d2",
        samples::INTERNAL,
        samples::UMLAUTS,
        "9a8b0000-0000-4000-a000-0000000000c3/3fa80000-0000-4000-a000-0000000000d3",
    ];
    world.net = Net::ByDay;
    world
}

fn quarters(net_millis: i64, rounding: Rounding) -> Option<u32> {
    const QUARTER: i64 = 900_000;
    let quarters = match rounding {
        Rounding::Nearest => (net_millis + QUARTER / 2) / QUARTER,
        Rounding::Up => (net_millis + QUARTER - 1) / QUARTER,
        Rounding::Down => (net_millis / QUARTER).max(1),
    };
    u32::try_from(quarters * 900).ok().filter(|seconds| *seconds > 0 && net_millis > 0)
}

contract!(world(), quarters);
