//! Signing in in the browser: from the form to an upload, and every way it can end otherwise.

use std::net::Ipv4Addr;
use std::sync::Arc;

use api::{AddTracker, ApiError, BrowserSignIn, Code, Health, Request, SecretSource, Tracker, UploadState};
use sandbox::faults::{Fault, Rule};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use trackers::Http;

use super::world::{Life, World, account};
use crate::Browser;

/// A browser whose owner agrees to everything: it follows the tracker's redirect to where it leads.
struct Visitor(Arc<dyn Http>);

impl Browser for Visitor {
    fn open(&self, address: &str) -> bool {
        tokio::spawn(visit(self.0.clone(), address.to_owned()));
        true
    }
}

/// Goes to an address and on to where it redirects.
async fn visit(http: Arc<dyn Http>, address: String) -> String {
    knock(&consent(http, &address).await).await
}

/// Goes to an address, and says where it redirects.
async fn consent(http: Arc<dyn Http>, address: &str) -> String {
    let url = address.parse().expect("an address");
    let (method, headers, body) = (http::Method::GET, http::HeaderMap::new(), bytes::Bytes::new());
    let answer = http.send(trackers::Request { method, url, headers, body }).await.expect("an answer");
    answer.headers["location"].to_str().expect("text").to_owned()
}

/// Comes back to the loopback address; says what is shown there.
async fn knock(location: &str) -> String {
    let url: url::Url = location.parse().expect("an address");
    let port = url.port().expect("a port of this computer");
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.expect("somebody listens");
    let target = &url[url::Position::BeforePath..];
    let asked = format!("GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", url.authority());
    stream.write_all(asked.as_bytes()).await.expect("it is read");
    let mut said = String::new();
    stream.read_to_string(&mut said).await.expect("it is answered");
    said
}

pub(super) fn with_browser() -> World {
    let mut world = World::new();
    world.browser = Arc::new(Visitor(world.network()));
    world
}

pub(super) fn form() -> AddTracker {
    AddTracker { token: None, ..account("awork", "") }
}

impl Life<'_> {
    pub(super) async fn begin(&self) -> Result<BrowserSignIn, ApiError> {
        self.ask(Request::BrowserSignIn(form())).await
    }

    pub(super) async fn finish(&self, begun: BrowserSignIn) -> Result<Tracker, ApiError> {
        self.ask(Request::BrowserSignInFinish { id: begun.id }).await
    }

    pub(super) async fn sign_in(&self) -> Tracker {
        let begun = self.begin().await.expect("the sandbox registers everybody");
        self.finish(begun).await.expect("the person agrees")
    }

    pub(super) async fn tracker(&self) -> Tracker {
        let all: Vec<Tracker> = self.ask(Request::Trackers).await.expect("a list");
        all.into_iter().next().expect("the one that was added")
    }
}

/// What happens at the tracker's own pages.
pub(super) async fn at_awork(world: &World, method: &str, page: &str, body: &str) {
    let request = http::Request::builder().method(method).uri(format!("/_sandbox/awork/{page}"));
    let request = request.body(bytes::Bytes::copy_from_slice(body.as_bytes())).expect("a sound request");
    let answer = world.sandbox.call(request).await.expect("these pages are never struck");
    assert!(answer.status().is_success(), "{answer:?}");
}

fn message(result: Result<Tracker, ApiError>) -> String {
    let error = result.expect_err("it is not let in");
    assert!(error.remedy.is_some(), "{error}");
    error.message
}

#[test]
fn a_person_signs_in_and_books_as_themselves() {
    let world = with_browser();
    world.live(async |life| {
        let begun = life.begin().await.expect("it begins");
        assert!(begun.opened && begun.wait_seconds == 300);
        assert!(begun.address.starts_with("http://127.0.0.1:9/awork/api/v1/accounts/authorize?"));
        let tracker = life.finish(begun.clone()).await.expect("it is kept");
        assert_eq!((tracker.account.as_deref(), tracker.health), (Some("Mira Sand"), Health::Ok));
        assert_eq!(tracker.secret, SecretSource::Keychain);
        assert!(world.secrets.kept()[0].starts_with("stint-oauth:"));
        life.add_hour_at(&["awork:WEB-12"]).await;
        let uploads = life.settle(1).await;
        assert!(uploads.iter().all(|upload| upload.state == UploadState::Done), "{uploads:?}");
        assert_eq!(world.sandbox.records()[0].user, sandbox::awork::samples::USER);
        assert_eq!(life.finish(begun).await.expect_err("it is over").code, Code::NotFound);
    });
}

#[test]
fn no_token_is_written_anywhere_but_into_the_keychain() {
    let world = with_browser();
    world.live(async |life| {
        life.sign_in().await;
        life.add_hour_at(&["awork:WEB-12"]).await;
        life.settle(1).await;
    });
    let kept: serde_json::Value =
        serde_json::from_str(world.secrets.kept()[0].strip_prefix("stint-oauth:").expect("a pair"))
            .expect("JSON");
    let mut folders = vec![world.dir.path().to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("our own folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            files += 1;
            let bytes = std::fs::read(entry.path()).unwrap_or_default();
            for name in ["access", "refresh"] {
                let token = kept[name].as_str().expect("a token").as_bytes();
                assert!(!bytes.windows(token.len()).any(|part| part == token), "{:?}", entry.path());
            }
        }
    }
    assert!(files > 0);
    // Nor in an address.
    let asked = format!("{:?}", world.sandbox.requests());
    assert!(!asked.contains(kept["access"].as_str().expect("a token")));
    assert!(!asked.contains(kept["refresh"].as_str().expect("a token")));
}

#[test]
fn a_refusal_in_the_browser_keeps_nothing() {
    let world = with_browser();
    world.live(async |life| {
        at_awork(&world, "POST", "sign-in", r#"{"refuses": true}"#).await;
        let begun = life.begin().await.expect("it begins");
        let said = message(life.finish(begun).await);
        assert!(said.contains("refused in the browser (access_denied)"), "{said}");
        assert_eq!(life.ask::<Vec<Tracker>>(Request::Trackers).await.expect("a list"), []);
        assert_eq!(world.secrets.kept(), [""; 0]);
        // The same name is free, and another try is as good as the first.
        at_awork(&world, "POST", "sign-in", "{}").await;
        life.sign_in().await;
    });
}

#[test]
fn a_browser_that_never_comes_back_is_given_up_after_five_minutes() {
    for stranger in [false, true] {
        let world = World::new();
        world.live(async |life| {
            let begun = life.begin().await.expect("it begins");
            assert!(!begun.opened);
            if stranger {
                let url: url::Url = begun.address.parse().expect("an address");
                let back = url.query_pairs().find(|(name, _)| name == "redirect_uri").expect("one").1;
                let said = knock(&format!("{back}?code=c&state=of-another")).await;
                assert!(said.contains("another sign-in"), "{said}");
            }
            let (said, ()) = tokio::join!(async { message(life.finish(begun).await) }, async {
                // The question comes first, so that somebody waits.
                let _hello: api::Hello = life.ask(Request::Hello { protocol: 1 }).await.expect("it is there");
                world.clock.advance(299_000);
                tokio::task::yield_now().await;
                let list: Vec<Tracker> = life.ask(Request::Trackers).await.expect("nobody is held up");
                assert_eq!(list, []);
                world.clock.advance(1_000);
            });
            let sentence = if stranger { "the answer to another sign-in" } else { "within 5 minutes" };
            assert!(said.contains(sentence), "{said}");
        });
    }
}

#[test]
fn a_sign_in_can_be_cancelled_and_its_door_is_closed() {
    let world = World::new();
    world.live(async |life| {
        let begun = life.begin().await.expect("it begins");
        let (id, address) = (begun.id.clone(), begun.address.clone());
        let (said, ()) = tokio::join!(async { message(life.finish(begun).await) }, async {
            life.ask::<()>(Request::BrowserSignInCancel { id: id.clone() }).await.expect("it waits");
        });
        assert!(said.contains("given up"), "{said}");
        let again = life.ask::<()>(Request::BrowserSignInCancel { id }).await.expect_err("it is gone");
        assert_eq!(again.code, Code::NotFound);
        let url: url::Url = address.parse().expect("an address");
        let back = url.query_pairs().find(|(name, _)| name == "redirect_uri").expect("one").1.into_owned();
        let port = back.parse::<url::Url>().expect("an address").port().expect("a port");
        for _ in 0..100 {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
                return;
            }
            tokio::task::yield_now().await;
        }
        panic!("the door is still open");
    });
}

#[test]
fn a_tracker_that_is_out_of_reach_is_told_before_any_browser_opens() {
    let world = with_browser();
    world.live(async |life| {
        world.sandbox.faults().set(Rule::next(1, Fault::Refuse).on("awork").writes());
        let error = life.begin().await.expect_err("nobody is there");
        assert_eq!((error.code, error.field.as_deref()), (Code::Unreachable, Some("url")));
        life.sign_in().await;
    });
}

#[test]
fn a_code_whose_tokens_were_lost_is_told_and_another_sign_in_is_as_good_as_the_first() {
    let world = World::new();
    world.live(async |life| {
        let begun = life.begin().await.expect("it begins");
        let location = consent(world.network(), &begun.address).await;
        world.sandbox.faults().set(Rule::next(1, Fault::DropAfter).on("awork").writes());
        knock(&location).await;
        let said = message(life.finish(begun).await);
        assert!(said.contains("did not complete the sign-in"), "{said}");
        assert_eq!(world.secrets.kept(), [""; 0]);
        let begun = life.begin().await.expect("it begins");
        knock(&consent(world.network(), &begun.address).await).await;
        life.finish(begun).await.expect("what came before does no harm");
    });
}

#[test]
fn a_token_in_the_environment_is_used_and_keeps_sign_ins_out() {
    let mut world = with_browser();
    let token = sandbox::awork::samples::TOKEN;
    world.environment = Arc::new(move |name| (name == "STINT_TOKEN_AWORK").then(|| token.to_owned()));
    world.live(async |life| {
        let error = life.begin().await.expect_err("it would not be used");
        assert!(error.message.contains("STINT_TOKEN_AWORK"), "{error}");
        let tracker: Tracker = life.ask(Request::TrackerAdd(form())).await.expect("by its token");
        assert_eq!(tracker.secret, SecretSource::Environment);
        assert_eq!(world.secrets.kept(), [""; 0]);
    });
}

#[test]
fn a_tracker_without_such_a_sign_in_says_so() {
    let world = with_browser();
    world.live(async |life| {
        let account = AddTracker { token: None, ..account("clockify", "") };
        let error =
            life.ask::<BrowserSignIn>(Request::BrowserSignIn(account)).await.expect_err("it has none");
        assert_eq!((error.code, error.field.as_deref()), (Code::BadInput, Some("browser")));
    });
}
