//! Plane against recorded answers and against the sandbox.

mod listing;
mod recorded;
mod refusals;
mod sandbox;
mod script;

use std::sync::LazyLock;

use ::sandbox::plane::samples;
use domain::TargetId;
use domain::payload::Rounding;

use super::Plane;
use crate::contract::{World, contract};

/// Every open item of the two projects that time can be logged in.
static TARGETS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let closed = [samples::COMPLETED, samples::CANCELLED];
    let product = (1..=samples::PRODUCT_ITEMS).filter(|number| !closed.contains(number));
    let product = product.map(|number| target(samples::PRODUCT, number));
    let website = (1..=12).map(|number| target(samples::WEBSITE, number));
    product.chain(website).map(|target| &*target.leak()).collect()
});

fn target(project: &str, number: u32) -> String {
    format!("{project}/{}", samples::item_id(project, number))
}

fn world() -> World {
    at_home(World::new(&Plane, "plane", samples::KEY))
}

/// In the workspace with everything, on PROJ-12.
fn at_home(mut world: World) -> World {
    world.account.workspace = Some(samples::WORKSPACE.to_owned());
    world.target = TargetId::new(target(samples::PRODUCT, samples::LOGIN_FLOW));
    world.key = "PROJ-12";
    world.words = "login flow";
    world.targets = &TARGETS;
    world
}

fn minutes(net_millis: i64, rounding: Rounding) -> Option<u32> {
    let minutes = match rounding {
        Rounding::Nearest => (net_millis + 30_000) / 60_000,
        Rounding::Up => (net_millis + 59_999) / 60_000,
        Rounding::Down => net_millis / 60_000,
    };
    let fits = (60_000..=24 * 60 * 60_000).contains(&net_millis);
    u32::try_from(minutes * 60).ok().filter(|_| fits)
}

contract!(world(), minutes);
