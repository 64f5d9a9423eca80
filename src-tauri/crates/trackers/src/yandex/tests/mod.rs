//! Yandex Tracker against recorded answers and against the sandbox.

mod recorded;
mod sandbox;

use ::sandbox::yandex::samples;
use domain::TargetId;
use domain::payload::Rounding;

use super::Yandex;
use crate::contract::{World, contract};

fn world() -> World {
    let mut world = World::new(&Yandex, "yandex", samples::TOKEN);
    world.account.settings.insert("org".to_owned(), samples::ORG.to_owned());
    world.target = TargetId::new(samples::LOGIN_FORM_ID);
    world.key = samples::LOGIN_FORM;
    world.words = "wrong message";
    world.targets = &[
        samples::LOGIN_FORM_ID,
        "515ec9eae4b09cfa98400002",
        "515ec9eae4b09cfa98400003",
        "515ec9eae4b09cfa98400004",
        "515ec9eae4b09cfa98400006",
        "515ec9eae4b09cfa98400007",
        "515ec9eae4b09cfa98400008",
    ];
    world
}

fn minutes(net_millis: i64, rounding: Rounding) -> Option<u32> {
    let minutes = match rounding {
        Rounding::Nearest => (net_millis + 30_000) / 60_000,
        Rounding::Up => (net_millis + 59_999) / 60_000,
        Rounding::Down => net_millis / 60_000,
    };
    u32::try_from(minutes * 60).ok().filter(|_| net_millis >= 60_000)
}

contract!(world(), minutes);
