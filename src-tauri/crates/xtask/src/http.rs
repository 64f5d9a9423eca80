//! Plain HTTP to programs on this machine: one request, one JSON answer.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// An answer that takes longer never comes.
const LIMIT: Duration = Duration::from_secs(60);

/// Asks `http://127.0.0.1:PORT/…` and gives status and body; an empty body is `null`.
///
/// # Errors
/// When nobody answers, or not in HTTP.
pub(crate) fn ask(method: &str, url: &str, body: Option<&Value>) -> Result<(u16, Value)> {
    let answer = exchange(method, url, body)?;
    parse(&answer).with_context(|| format!("{url} answered something else"))
}

/// Goes to an address as a browser does, and on to wherever it is sent; gives the last status.
///
/// # Errors
/// When nobody answers, or one is sent on without end.
pub(crate) fn visit(url: &str) -> Result<u16> {
    let mut url = url.to_owned();
    for _ in 0..5 {
        let answer = exchange("GET", &url, None)?;
        let text = String::from_utf8_lossy(&answer);
        let head = text.split("\r\n\r\n").next().unwrap_or_default();
        let status = head.split(' ').nth(1).context("an answer has a status")?.parse()?;
        let fields = head.lines().filter_map(|line| line.split_once(": "));
        match fields.filter(|(name, _)| name.eq_ignore_ascii_case("location")).map(|(_, to)| to).next() {
            Some(on) => url = on.to_owned(),
            None => return Ok(status),
        }
    }
    bail!("{url} sends one on without end");
}

/// One request; gives the whole answer as it came.
fn exchange(method: &str, url: &str, body: Option<&Value>) -> Result<Vec<u8>> {
    let rest = url.strip_prefix("http://").with_context(|| format!("{url} is not plain HTTP"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream = TcpStream::connect(host).with_context(|| format!("nobody answers at {url}"))?;
    stream.set_read_timeout(Some(LIMIT))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let head = format!("{method} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    let kind = format!("Content-Type: application/json\r\nContent-Length: {}\r\n\r\n", body.len());
    stream.write_all([head, kind, body].concat().as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).with_context(|| format!("the answer of {url} broke off"))?;
    Ok(answer)
}

/// The same, when anything but success is the end of it.
///
/// # Errors
/// When nobody answers, or with a status of 400 or above.
pub(crate) fn get(url: &str) -> Result<Value> {
    let (status, body) = ask("GET", url, None)?;
    if status >= 400 {
        bail!("{url} answered {status}: {body}");
    }
    Ok(body)
}

fn parse(answer: &[u8]) -> Result<(u16, Value)> {
    let end =
        answer.windows(4).position(|window| window == b"\r\n\r\n").context("it has no end of the head")?;
    let head = std::str::from_utf8(&answer[..end])?.to_ascii_lowercase();
    let status = head.split(' ').nth(1).context("it has no status")?.parse()?;
    let body = &answer[end + 4..];
    let body = if head.contains("transfer-encoding: chunked") { unchunk(body)? } else { body.to_vec() };
    let value = if body.is_empty() { Value::Null } else { serde_json::from_slice(&body)? };
    Ok((status, value))
}

fn unchunk(mut rest: &[u8]) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = rest.windows(2).position(|window| window == b"\r\n").context("a chunk has no size")?;
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..line])?.trim(), 16)?;
        if size == 0 {
            return Ok(body);
        }
        body.extend_from_slice(rest.get(line + 2..line + 2 + size).context("a chunk is cut")?);
        rest = rest.get(line + 4 + size..).context("a chunk is cut")?;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::parse;

    #[test]
    fn whole_and_chunked_answers_are_read() {
        let whole = b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{\"a\":1}";
        let chunked =
            b"HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n";
        assert_eq!(parse(whole).unwrap(), (200, json!({"a": 1})));
        assert_eq!(parse(chunked).unwrap(), (404, json!({"a": 1})));
        assert!(parse(b"garbage").is_err());
    }
}
