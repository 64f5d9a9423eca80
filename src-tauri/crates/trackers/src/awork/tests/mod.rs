//! awork against recorded answers and against the sandbox.

mod looks;
mod recorded;
mod refusals;
mod sandbox;
mod script;
mod signed_in;
mod signing_in;

use std::sync::LazyLock;

use ::sandbox::awork::samples;
use domain::TargetId;
use domain::payload::Rounding;

use super::Awork;
use crate::contract::{World, contract};

/// Everything in Sandbox Studio that Mira may book on.
static TARGETS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let projects = [samples::WEBSITE, samples::INTERNAL, samples::UMLAUTS, samples::PRODUCT];
    let tasks = [
        format!("{}/{}", samples::WEBSITE, samples::LOGIN_FLOW),
        format!("{}/{}", samples::WEBSITE, samples::RETRY),
        format!("{}/{}", samples::INTERNAL, samples::STAND_UP),
        format!("private/{}", samples::EXPENSES),
    ];
    let stories = (1..=samples::PRODUCT_TASKS)
        .map(|number| format!("{}/{}", samples::PRODUCT, samples::product_task(number)));
    projects.into_iter().chain(tasks.into_iter().chain(stories).map(|name| &*name.leak())).collect()
});

fn world() -> World {
    let mut world = World::new(&Awork, "awork", samples::TOKEN);
    world.target = TargetId::new(format!("{}/{}", samples::WEBSITE, samples::LOGIN_FLOW));
    world.key = "WEB-12";
    world.words = "login flow";
    world.targets = &TARGETS;
    world
}

fn seconds(net_millis: i64, _: Rounding) -> Option<u32> {
    u32::try_from(net_millis / 1000).ok().filter(|seconds| *seconds > 0)
}

contract!(world(), seconds);
