//! Every fault on a real socket, read byte by byte as a client's kernel sees it.

use std::io::ErrorKind;

use sandbox::Connections;
use sandbox::clockify::samples::{KEY, WORKSPACE};
use sandbox::faults::{Fault, Outage, Rule};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Duration, Instant};

use crate::setting::{Setting, entries};

/// What arrived before the connection ended, and how it ended.
struct Heard {
    text: String,
    end: Result<(), ErrorKind>,
}

/// Creates an entry over TCP under the given rule.
async fn create_under(setting: &Setting, rule: Option<Rule>) -> Heard {
    rule.into_iter().for_each(|rule| setting.sandbox.faults().set(rule));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(sandbox::serve(setting.sandbox.clone(), listener, Connections::Closed));
    let body = r#"{"start":"2026-09-03T07:30:00Z","end":"2026-09-03T08:00:00Z"}"#;
    let path = entries(WORKSPACE);
    let request = format!(
        "POST /clockify/api/v1{path} HTTP/1.1\r\nHost: {address}\r\nX-Api-Key: {KEY}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    let end = stream.read_to_end(&mut bytes).await.map(drop).map_err(|error| error.kind());
    server.abort();
    Heard { text: String::from_utf8(bytes).unwrap(), end }
}

fn length(text: &str) -> usize {
    let head = text.to_lowercase();
    let after = head.split_once("content-length: ").unwrap().1;
    after.split("\r\n").next().unwrap().parse().unwrap()
}

fn body(text: &str) -> &str {
    text.split_once("\r\n\r\n").unwrap().1
}

#[tokio::test]
async fn without_a_fault_the_answer_is_whole() {
    let setting = Setting::new();
    let heard = create_under(&setting, None).await;
    assert!(heard.text.starts_with("HTTP/1.1 201"), "{}", heard.text);
    assert_eq!((heard.end, body(&heard.text).len()), (Ok(()), length(&heard.text)));
    assert_eq!(setting.sandbox.records().len(), 1);
}

#[tokio::test]
async fn refuse_resets_the_connection() {
    let setting = Setting::new();
    let heard = create_under(&setting, Some(Rule::always(Fault::Refuse))).await;
    assert_eq!((heard.text.as_str(), heard.end), ("", Err(ErrorKind::ConnectionReset)));
    assert!(setting.sandbox.records().is_empty());
}

#[tokio::test]
async fn an_outage_resets_the_connection_or_says_so() {
    let setting = Setting::new();
    let outage = |shows| Rule::always(Fault::Outage { after_seconds: 0, seconds: 60, shows });
    let heard = create_under(&setting, Some(outage(Outage::Refused))).await;
    assert_eq!((heard.text.as_str(), heard.end), ("", Err(ErrorKind::ConnectionReset)));
    let heard = create_under(&setting, Some(outage(Outage::Unavailable))).await;
    assert!(heard.text.starts_with("HTTP/1.1 503"), "{}", heard.text);
    assert!(setting.sandbox.records().is_empty());
}

#[tokio::test]
async fn the_date_is_the_sandboxs_and_is_told_once() {
    let setting = Setting::new();
    let heard = create_under(&setting, Some(Rule::always(Fault::ClockSkew { seconds: 60 }))).await;
    let dates: Vec<_> = heard.text.lines().filter(|line| line.to_lowercase().starts_with("date:")).collect();
    assert_eq!(dates, ["date: Thu, 03 Sep 2026 10:01:00 GMT"]);
}

#[tokio::test]
async fn drop_before_closes_in_silence_and_does_nothing() {
    let setting = Setting::new();
    let heard = create_under(&setting, Some(Rule::always(Fault::DropBefore))).await;
    assert_eq!((heard.text.as_str(), heard.end), ("", Ok(())));
    assert!(setting.sandbox.records().is_empty());
}

#[tokio::test]
async fn drop_after_closes_in_silence_with_the_work_done() {
    let setting = Setting::new();
    let heard = create_under(&setting, Some(Rule::always(Fault::DropAfter))).await;
    assert_eq!((heard.text.as_str(), heard.end), ("", Ok(())));
    assert_eq!(setting.sandbox.records().len(), 1);
}

#[tokio::test]
async fn truncate_promises_more_than_it_sends() {
    let setting = Setting::new();
    let heard = create_under(&setting, Some(Rule::always(Fault::Truncate))).await;
    assert!(heard.text.starts_with("HTTP/1.1 201"), "{}", heard.text);
    let (sent, promised) = (body(&heard.text).len(), length(&heard.text));
    assert_eq!(sent, promised / 2);
    assert!(promised > 100);
    assert_eq!(setting.sandbox.records().len(), 1);
}

#[tokio::test]
async fn error_after_answers_500_with_the_work_done() {
    let setting = Setting::new();
    let heard = create_under(&setting, Some(Rule::always(Fault::ErrorAfter))).await;
    assert!(heard.text.starts_with("HTTP/1.1 500"), "{}", heard.text);
    assert_eq!(setting.sandbox.records().len(), 1);
}

#[tokio::test]
async fn too_many_answers_429_with_the_time_to_wait() {
    let setting = Setting::new();
    let rule = Rule::always(Fault::TooMany { retry_after_seconds: 9 });
    let heard = create_under(&setting, Some(rule)).await;
    assert!(heard.text.starts_with("HTTP/1.1 429"), "{}", heard.text);
    assert!(heard.text.contains("retry-after: 9\r\n"), "{}", heard.text);
    assert!(setting.sandbox.records().is_empty());
}

#[tokio::test(start_paused = true)]
async fn slow_takes_its_time() {
    let setting = Setting::new();
    let before = Instant::now();
    let heard = create_under(&setting, Some(Rule::always(Fault::Slow { millis: 60_000 }))).await;
    assert!(heard.text.starts_with("HTTP/1.1 201"), "{}", heard.text);
    assert!(before.elapsed() >= Duration::from_secs(60));
}

#[tokio::test]
async fn the_control_routes_are_never_struck() {
    let setting = Setting::new();
    setting.sandbox.faults().set(Rule::always(Fault::Refuse));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut stream = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let server = tokio::spawn(sandbox::serve(setting.sandbox.clone(), listener, Connections::Closed));
    stream.write_all(b"DELETE /_sandbox/faults HTTP/1.1\r\nHost: sandbox\r\n\r\n").await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    assert!(text.starts_with("HTTP/1.1 204"), "{text}");
    assert!(setting.sandbox.faults().rules().is_empty());
    server.abort();
}

/// Lets the server run until the log of requests says this.
async fn until(setting: &Setting, what: impl Fn(&sandbox::LoggedRequest) -> bool) {
    let seen = async {
        while !setting.sandbox.requests().iter().any(&what) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), seen).await.expect("the log says so in the end");
}

#[tokio::test]
async fn a_client_that_goes_away_before_its_answer_is_noted() {
    let setting = Setting::new();
    setting.sandbox.faults().set(Rule::always(Fault::Slow { millis: 60_000 }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(sandbox::serve(setting.sandbox.clone(), listener, Connections::Closed));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request =
        format!("GET /clockify/api/v1/user HTTP/1.1\r\nHost: {address}\r\nX-Api-Key: {KEY}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    until(&setting, |request| request.status == Some(200) && !request.abandoned).await;
    drop(stream);
    until(&setting, |request| request.abandoned).await;
    server.abort();
}

#[tokio::test]
async fn a_client_that_waits_for_a_late_answer_has_not_gone_away() {
    let setting = Setting::new();
    let heard = create_under(&setting, Some(Rule::always(Fault::Slow { millis: 10 }))).await;
    assert!(heard.text.starts_with("HTTP/1.1 201"), "{}", heard.text);
    assert!(setting.sandbox.requests().iter().all(|request| !request.abandoned));
}

#[tokio::test]
async fn a_kept_connection_takes_one_request_after_the_other() {
    let setting = Setting::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(sandbox::serve(setting.sandbox.clone(), listener, Connections::Kept));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request =
        format!("GET /clockify/api/v1/user HTTP/1.1\r\nHost: {address}\r\nX-Api-Key: {KEY}\r\n\r\n");
    for _ in 0..2 {
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut text = String::new();
        while !text.contains("\r\n\r\n") || body(&text).len() < length(&text) {
            let mut some = [0; 4096];
            let read = stream.read(&mut some).await.unwrap();
            assert!(read > 0, "the connection stays: {text}");
            text.push_str(std::str::from_utf8(&some[..read]).unwrap());
        }
        assert!(text.starts_with("HTTP/1.1 200"), "{text}");
    }
    assert_eq!(setting.sandbox.requests().len(), 2);
    server.abort();
}
