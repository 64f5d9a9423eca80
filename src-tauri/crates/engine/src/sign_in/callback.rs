//! The door the browser comes back to: one address on this computer, for one answer to one sign-in.
//!
//! Anything else that knocks is turned away and changes nothing, so that no page can end a sign-in it did not begin.

use std::io;
use std::net::Ipv4Addr;
use std::time::Duration;

use api::language::{Text, spoken};
use api::words::sign_in as words;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;
use trackers::{Redacted, Secret};
use url::{Url, form_urlencoded};

/// The one path that is known here.
const PATH: &str = "/callback";
/// The largest request head taken, in bytes.
const HEAD_MAX: usize = 8 * 1024;
/// The most header fields of a request; browsers send some twenty.
const FIELDS_MAX: usize = 64;
/// How long one request may take to arrive, and its answer to leave.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many may knock at once; browsers open a connection or two in advance.
const AT_ONCE: usize = 16;

/// What the browser brought.
#[derive(Debug)]
pub(super) enum Heard {
    /// The code for this sign-in.
    Code(Secret),
    /// A refusal, in the tracker's words.
    Refused(Redacted),
}

/// What one request was.
enum Knock {
    Answer(Heard),
    /// The answer to another sign-in.
    Other,
    /// Nothing of interest.
    Nothing,
}

/// The open door.
pub(super) struct Callback {
    listener: TcpListener,
    address: Url,
    knocks: JoinSet<Knock>,
    heard_another: bool,
}

impl Callback {
    /// Opens a port of this computer that nobody uses and no other computer can reach.
    pub(super) async fn open() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = format!("http://{}{PATH}", listener.local_addr()?);
        let address = Url::parse(&address).map_err(io::Error::other)?;
        Ok(Self { listener, address, knocks: JoinSet::new(), heard_another: false })
    }

    /// Where the browser is to come back to.
    pub(super) fn address(&self) -> &Url {
        &self.address
    }

    /// Whether somebody brought the answer to another sign-in.
    pub(super) fn heard_another(&self) -> bool {
        self.heard_another
    }

    /// Waits for the answer that carries this state. Whoever waits decides for how long.
    pub(super) async fn wait(&mut self, state: &str) -> Heard {
        loop {
            tokio::select! {
                Some(knock) = self.knocks.join_next() => match knock {
                    Ok(Knock::Answer(heard)) => return heard,
                    Ok(Knock::Other) => self.heard_another = true,
                    Ok(Knock::Nothing) | Err(_) => {}
                },
                accepted = self.listener.accept(), if self.knocks.len() < AT_ONCE => match accepted {
                    Ok((stream, _)) => {
                        let host = self.address.authority().to_owned();
                        self.knocks.spawn(answer(stream, host, state.to_owned()));
                    }
                    // Out of file descriptors, for instance: give others time to leave.
                    Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
                },
            }
        }
    }
}

/// Reads one request, answers it, and says what it was. The answer is on its way when this is known.
async fn answer(mut stream: TcpStream, host: String, state: String) -> Knock {
    let served = timeout(PATIENCE, async {
        let head = head(&mut stream).await?;
        let (page, knock) = read(&head, &host, &state);
        stream.write_all(page.text().as_bytes()).await?;
        stream.shutdown().await?;
        io::Result::Ok(knock)
    });
    served.await.ok().and_then(Result::ok).unwrap_or(Knock::Nothing)
}

/// The head of a request; as much of it as is taken.
async fn head(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(1024);
    let mut part = [0; 1024];
    while head.len() <= HEAD_MAX && !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut part).await? {
            0 => break,
            count => head.extend_from_slice(&part[..count]),
        }
    }
    Ok(head)
}

/// What a request is, and what to show for it.
fn read(head: &[u8], host: &str, state: &str) -> (Page, Knock) {
    if head.len() > HEAD_MAX {
        return (Page::TOO_LONG, Knock::Nothing);
    }
    let mut fields = [httparse::EMPTY_HEADER; FIELDS_MAX];
    let mut request = httparse::Request::new(&mut fields);
    if !request.parse(head).is_ok_and(|status| status.is_complete()) {
        return (Page::UNREADABLE, Knock::Nothing);
    }
    let hosts: Vec<_> =
        request.headers.iter().filter(|field| field.name.eq_ignore_ascii_case("host")).collect();
    // A page elsewhere whose name was pointed at this computer says another host.
    if !matches!(hosts[..], [one] if one.value == host.as_bytes()) {
        return (Page::UNREADABLE, Knock::Nothing);
    }
    let target = request.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    if path != PATH {
        return (Page::NOT_HERE, Knock::Nothing);
    }
    if request.method != Some("GET") {
        return (Page::NO_METHOD, Knock::Nothing);
    }
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    // What is there twice means nothing.
    let one = |name: &str| {
        let mut found = pairs.iter().filter(|(key, value)| key == name && !value.is_empty());
        found.next().filter(|_| found.next().is_none()).map(|(_, value)| value.as_str())
    };
    if one("state") != Some(state) {
        return (Page::OTHER, Knock::Other);
    }
    match (one("code"), one("error")) {
        (Some(code), None) => (Page::DONE, Knock::Answer(Heard::Code(Secret::new(code)))),
        (None, Some(error)) => {
            let said = one("error_description").unwrap_or(error);
            (Page::REFUSED, Knock::Answer(Heard::Refused(Redacted::new(said, &Secret::new(state)))))
        }
        _ => (Page::UNREADABLE, Knock::Nothing),
    }
}

/// A short page that loads nothing and says nothing of what was asked.
struct Page {
    status: &'static str,
    says: Text,
}

impl Page {
    const DONE: Self = Self::new("200 OK", words::PAGE_DONE);
    const REFUSED: Self = Self::new("200 OK", words::PAGE_REFUSED);
    const OTHER: Self = Self::new("400 Bad Request", words::PAGE_OTHER);
    const UNREADABLE: Self = Self::new("400 Bad Request", words::PAGE_UNREADABLE);
    const NOT_HERE: Self = Self::new("404 Not Found", words::PAGE_NOTHING);
    const NO_METHOD: Self = Self::new("405 Method Not Allowed", words::PAGE_NOTHING);
    const TOO_LONG: Self = Self::new("431 Request Header Fields Too Large", words::PAGE_TOO_LONG);

    const fn new(status: &'static str, says: Text) -> Self {
        Self { status, says }
    }

    fn text(&self) -> String {
        let Self { status, says } = self;
        let language = spoken().code();
        let body = format!(
            "<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><title>Stint</title><p>{says}</p></html>\n"
        );
        let length = body.len();
        let allow = if status.starts_with("405") { "Allow: GET\r\n" } else { "" };
        format!(
            "HTTP/1.1 {status}\r\n{allow}Content-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\
             Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'\r\n\
             Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n\
             Cross-Origin-Opener-Policy: same-origin\r\nConnection: close\r\n\r\n{body}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATE: &str = "s-1";

    /// What is said to a request, over a real connection.
    async fn knock(address: &Url, request: &str) -> io::Result<String> {
        let port = address.port().expect("it has one");
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
        // A door that has heard enough may close before everything is written.
        let _closed = stream.write_all(request.as_bytes()).await;
        let mut said = Vec::new();
        let _reset = stream.read_to_end(&mut said).await;
        Ok(String::from_utf8_lossy(&said).into_owned())
    }

    fn get(address: &Url, target: &str) -> String {
        format!("GET {target} HTTP/1.1\r\nHost: {}\r\nAccept: */*\r\n\r\n", address.authority())
    }

    #[tokio::test]
    async fn the_code_comes_through_once_and_then_the_door_is_gone() {
        let mut callback = Callback::open().await.expect("a port");
        let address = callback.address().clone();
        assert_eq!(address.host_str(), Some("127.0.0.1"));
        let asked = get(&address, "/callback?code=c0de%2B1&state=s-1");
        let (heard, said) = tokio::join!(callback.wait(STATE), knock(&address, &asked));
        assert!(matches!(heard, Heard::Code(code) if code.reveal() == "c0de+1"));
        let said = said.expect("an answer");
        assert!(said.starts_with("HTTP/1.1 200") && said.contains("You can close this tab."), "{said}");
        for rule in ["default-src 'none'", "no-referrer", "nosniff", "no-store", "Connection: close"] {
            assert!(said.contains(rule), "{rule}");
        }
        assert!(!said.contains("c0de") && !said.contains("http://") && !said.contains("https://"));
        drop(callback);
        assert!(knock(&address, &asked).await.is_err(), "it is used once");
    }

    #[tokio::test]
    async fn whatever_else_knocks_is_turned_away_and_changes_nothing() {
        let mut callback = Callback::open().await.expect("a port");
        let address = callback.address().clone();
        let host = address.authority().to_owned();
        let long = "x".repeat(2 * HEAD_MAX);
        let good = "/callback?code=c&state=s-1";
        let strangers = [
            (get(&address, "/callback?code=c&state=other"), "400"),
            (get(&address, "/callback?code=c"), "400"),
            (get(&address, "/callback?code=c&state=s-1&state=s-1"), "400"),
            (get(&address, "/callback?code=c&code=d&state=s-1"), "400"),
            (get(&address, "/callback?code=c&error=e&state=s-1"), "400"),
            (get(&address, "/callback?state=s-1"), "400"),
            (get(&address, "/callback/?code=c&state=s-1"), "404"),
            (get(&address, "/favicon.ico"), "404"),
            (get(&address, &format!("/callback?code={long}&state=s-1")), "431"),
            (format!("POST {good} HTTP/1.1\r\nHost: {host}\r\n\r\n"), "405"),
            (format!("GET {good} HTTP/1.1\r\nHost: evil.example\r\n\r\n"), "400"),
            (format!("GET {good} HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n"), "400"),
            (format!("GET {good} HTTP/1.1\r\n\r\n"), "400"),
            ("\u{16}\u{3}\u{1} a TLS greeting\r\n\r\n".to_owned(), "400"),
        ];
        let asking = async {
            for (request, status) in &strangers {
                let said = knock(&address, request).await.expect("an answer");
                // What was not read to its end may be answered by nothing but a reset.
                let reset = said.is_empty() && *status == "431";
                assert!(reset || said.starts_with(&format!("HTTP/1.1 {status}")), "{status}: {said}");
            }
            // One that only connects holds nobody up.
            let silent = TcpStream::connect((Ipv4Addr::LOCALHOST, address.port().expect("one"))).await;
            let said = knock(&address, &get(&address, good)).await.expect("an answer");
            assert!(said.starts_with("HTTP/1.1 200"), "{said}");
            drop(silent);
        };
        let (heard, ()) = tokio::join!(callback.wait(STATE), asking);
        assert!(matches!(heard, Heard::Code(code) if code.reveal() == "c"));
        assert!(callback.heard_another());
    }

    #[test]
    fn a_refusal_is_told_in_the_trackers_words() {
        let head = |query: &str| format!("GET /callback?{query} HTTP/1.1\r\nHost: h\r\n\r\n");
        for (query, said) in [
            ("error=access_denied&state=s-1", "access_denied"),
            ("error=e&error_description=not%20today&state=s-1", "not today"),
        ] {
            let (page, knock) = read(head(query).as_bytes(), "h", STATE);
            assert!(matches!(knock, Knock::Answer(Heard::Refused(told)) if told.as_str() == said), "{query}");
            assert!(!page.text().contains(said));
        }
        let (_, knock) = read(head("error=access_denied&state=other").as_bytes(), "h", STATE);
        assert!(matches!(knock, Knock::Other), "nobody else refuses it");
    }

    proptest::proptest! {
        #[test]
        fn no_request_without_the_state_is_an_answer(query in "[a-z=&%0-9]{0,60}", rest in ".{0,60}") {
            let head = format!("GET /callback?{query} HTTP/1.1\r\nHost: h\r\n{rest}\r\n\r\n");
            let (_, knock) = read(head.as_bytes(), "h", "a-state-of-its-own");
            proptest::prop_assert!(!matches!(knock, Knock::Answer(_)));
        }
    }
}
