//! Redmine against recorded answers and against the sandbox.

mod recorded;
mod refusals;
mod sandbox;

use std::sync::LazyLock;

use ::sandbox::redmine::samples;
use domain::TargetId;
use domain::payload::Rounding;

use super::Redmine;
use crate::contract::world::Net;
use crate::contract::{World, contract};

/// Every project that takes time, and every open issue of Mira's.
static TARGETS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let projects = [samples::WEBSITE, samples::INTERNAL, samples::UMLAUTS, samples::VAULT, samples::HANDBOOK];
    let projects = projects.map(|project| format!("projects/{project}"));
    let issues = [samples::LOGIN_FLOW, samples::RETRY].into_iter().chain(samples::MANY.0..=samples::MANY.1);
    projects.into_iter().chain(issues.map(|issue| issue.to_string())).map(|target| &*target.leak()).collect()
});

fn world() -> World {
    let mut world = World::new(&Redmine, "redmine", samples::KEY);
    world.target = TargetId::new(samples::LOGIN_FLOW.to_string());
    world.key = "#12";
    world.words = "flow rev";
    world.targets = &TARGETS;
    world.net = Net::ByDay;
    world
}

fn booked_on(target: &str) -> World {
    let mut world = world();
    world.target = TargetId::new(target);
    world
}

fn hundredths(net_millis: i64, rounding: Rounding) -> Option<u32> {
    const HUNDREDTH: i64 = 36_000;
    let hundredths = match rounding {
        Rounding::Nearest => (net_millis + HUNDREDTH / 2) / HUNDREDTH,
        Rounding::Up => (net_millis + HUNDREDTH - 1) / HUNDREDTH,
        Rounding::Down => (net_millis / HUNDREDTH).max(1),
    };
    u32::try_from(hundredths * 36).ok().filter(|seconds| *seconds > 0 && net_millis > 0)
}

contract!(world(), hundredths);
