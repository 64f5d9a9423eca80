//! The resident's socket, asked the way every client asks it, without a client's own weight.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::clock::Stopwatch;
use crate::stint::Stint;

/// An open connection.
pub(crate) struct Socket {
    reader: BufReader<UnixStream>,
    writer: UnixStream,
    calls: u64,
}

impl Socket {
    /// Connects to the resident of a data directory.
    pub(crate) fn connect(stint: &Stint<'_>) -> Result<Self> {
        let doctor = stint.json(&["doctor"])?;
        let path = doctor["socket"].as_str().context("the doctor names the socket")?;
        let writer = UnixStream::connect(path).with_context(|| format!("{path} takes connections"))?;
        Ok(Self { reader: BufReader::new(writer.try_clone()?), writer, calls: 0 })
    }

    /// Asks once; gives the answer and how long it took.
    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> Result<(Value, Duration)> {
        self.calls += 1;
        let mut call = json!({ "jsonrpc": "2.0", "id": self.calls, "surface": "cli", "method": method });
        if !params.is_null() {
            call["params"] = params.clone();
        }
        let line = format!("{call}\n");
        let mut answer = String::new();
        let watch = Stopwatch::start();
        self.writer.write_all(line.as_bytes())?;
        self.reader.read_line(&mut answer)?;
        let took = watch.elapsed();
        let answer: Value = serde_json::from_str(&answer)?;
        ensure!(answer["error"].is_null(), "{method}: {}", answer["error"]);
        Ok((answer["result"].clone(), took))
    }
}
