//! awork's contract kept once more with what a sign-in in the browser brings, and what only a sign-in has.

use super::seconds;
use crate::contract::world::key;
use crate::contract::{World, contract};
use crate::rehearsal::browser::Door;
use crate::{Applied, Kind, Pair, Retry, Secret};

fn door(world: &World) -> Door<'_> {
    let oauth = world.tracker.about().browser.unwrap();
    Door { oauth, account: &world.account, http: &world.network, now: world.now() }
}

/// A world for the token of a sign-in. The contract makes its worlds where no task can wait, so a thread does.
fn world() -> World {
    let world = super::world();
    let pair = std::thread::scope(|scope| {
        let signing_in = || {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            runtime.block_on(door(&world).sign_in(|_| {})).unwrap()
        };
        scope.spawn(signing_in).join().unwrap()
    });
    // So long ago that reads which lag know of it.
    world.pass(3600);
    world.with_token(pair.access.reveal())
}

contract!(world(), seconds);

async fn signed_in() -> (World, Pair) {
    let world = super::world();
    let pair = door(&world).sign_in(|_| {}).await.unwrap();
    (world, pair)
}

#[tokio::test]
async fn a_sign_in_books_as_its_person() {
    let (world, pair) = signed_in().await;
    let world = world.with_token(pair.access.reveal()).signed_in().await;
    let payload = world.payload("as Mira");
    world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
    assert_eq!(world.network.sandbox.records()[0].user, ::sandbox::awork::samples::USER);
}

#[tokio::test]
async fn an_access_token_that_ended_asks_to_sign_in_and_changed_nothing() {
    let (world, pair) = signed_in().await;
    let world = world.with_token(pair.access.reveal()).signed_in().await;
    let payload = world.payload("too late");
    world.pass(pair.ends.since(world.now()) / 1000 + 1);
    let error = world.tracker.create(&world.cx(), &payload, key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::SignIn, Applied::No, Retry::AfterSignIn));
    assert_eq!(world.held(), 0);
    let renewed = door(&world).renew(&pair).await.unwrap().unwrap();
    let world = world.with_token(renewed.access.reveal()).signed_in().await;
    world.tracker.create(&world.cx(), &payload, key()).await.unwrap();
}

#[tokio::test]
async fn what_was_lost_on_the_way_leaves_a_doubt_and_a_refusal_none() {
    use ::sandbox::faults::{Fault, Rule};
    let (world, pair) = signed_in().await;
    world.network.sandbox.faults().set(Rule::next(1, Fault::ErrorAfter).on("awork").writes());
    let error = door(&world).renew(&pair).await.unwrap().unwrap_err();
    assert_eq!((error.kind, error.applied), (Kind::Server, Applied::Maybe));
    let stranger = Pair { refresh: Secret::new("never-given-out"), ..pair };
    let error = door(&world).renew(&stranger).await.unwrap().unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::SignIn, Applied::No, Retry::AfterSignIn));
}
