//! A way to a server that can stop answering: connections are taken, and nothing ever comes back.

use std::io;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::{Context, Result};

/// A relay on loopback. It goes with the process.
pub(super) struct Line {
    url: String,
    hangs: Arc<AtomicBool>,
}

impl Line {
    /// A line to a server at `http://HOST:PORT`.
    pub(super) fn to(server: &str) -> Result<Self> {
        let server = server.strip_prefix("http://").context("a server is named by its address")?.to_owned();
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}", listener.local_addr()?);
        let hangs = Arc::new(AtomicBool::new(false));
        let stuck = Arc::clone(&hangs);
        thread::spawn(move || {
            let mut kept = Vec::new();
            for client in listener.incoming().map_while(Result::ok) {
                if stuck.load(Ordering::SeqCst) {
                    kept.push(client);
                } else if let Ok(server) = TcpStream::connect(&server) {
                    relay(client, server);
                }
            }
        });
        Ok(Self { url, hangs })
    }

    /// Its address.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// From now on nothing is answered.
    pub(super) fn hang(&self) {
        self.hangs.store(true, Ordering::SeqCst);
    }
}

/// Both ways, each in a thread of its own until one side ends.
fn relay(client: TcpStream, server: TcpStream) {
    for (from, to) in [(client.try_clone(), server.try_clone()), (Ok(server), Ok(client))] {
        let (Ok(mut from), Ok(mut to)) = (from, to) else { return };
        thread::spawn(move || {
            // Whoever breaks the line off has seen enough of it.
            drop(io::copy(&mut from, &mut to));
            drop(to.shutdown(Shutdown::Write));
        });
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_line_carries_both_ways_until_it_hangs() {
        let server = TcpListener::bind("127.0.0.1:0").expect("a port");
        let line = Line::to(&format!("http://{}", server.local_addr().expect("bound"))).expect("a line");
        thread::spawn(move || {
            for mut stream in server.incoming().map_while(Result::ok) {
                let mut word = [0; 4];
                stream.read_exact(&mut word).expect("a word");
                stream.write_all(&word).expect("the same word");
            }
        });
        let address = line.url().strip_prefix("http://").expect("an address").to_owned();
        let mut client = TcpStream::connect(&address).expect("taken");
        client.write_all(b"ping").expect("sent");
        let mut word = String::new();
        client.read_to_string(&mut word).expect("answered and closed");
        assert_eq!(word, "ping");
        line.hang();
        let mut client = TcpStream::connect(&address).expect("still taken");
        client.write_all(b"ping").expect("sent");
        client.set_read_timeout(Some(Duration::from_millis(50))).expect("set");
        assert!(client.read(&mut [0; 4]).is_err(), "nothing comes back, and it is not closed");
    }
}
