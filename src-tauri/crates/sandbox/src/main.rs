//! Serves the sandbox on loopback until it is told to end: `sandbox [--port N] [--port-file FILE] [--zone ZONE] [--seed N]
//! [--connections closed|kept]`.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use sandbox::{Connections, Options, Sandbox};
use tokio::net::TcpListener;

const USAGE: &str =
    "usage: sandbox [--port N] [--port-file FILE] [--zone ZONE] [--seed N] [--connections closed|kept]
  --port N          listen on 127.0.0.1:N; 0, the default, takes a free port
  --port-file FILE  write the port there once the sandbox answers
  --zone ZONE       the time zone of the sample accounts (default Europe/Berlin)
  --seed N          the seed for ids (default 1)
  --connections HOW closed after each answer, so that every request can be refused (the default), or kept";

#[derive(Default)]
struct Arguments {
    port: u16,
    port_file: Option<PathBuf>,
    options: Options,
    connections: Connections,
}

fn arguments(mut words: impl Iterator<Item = String>) -> Result<Arguments> {
    let mut arguments = Arguments::default();
    while let Some(word) = words.next() {
        let value = words.next().with_context(|| format!("{word} wants a value"))?;
        match word.as_str() {
            "--port" => arguments.port = value.parse().context("--port wants a number from 0 to 65535")?,
            "--port-file" => arguments.port_file = Some(value.into()),
            "--zone" => {
                arguments.options.account_zone =
                    value.parse().context("--zone wants a name such as Europe/Berlin")?;
            }
            "--seed" => arguments.options.seed = value.parse().context("--seed wants a whole number")?,
            "--connections" => {
                arguments.connections = match value.as_str() {
                    "closed" => Connections::Closed,
                    "kept" => Connections::Kept,
                    _ => bail!("--connections wants closed or kept"),
                }
            }
            _ => bail!("{word} is not known here"),
        }
    }
    Ok(arguments)
}

fn main() -> Result<ExitCode> {
    if std::env::args().nth(1).as_deref() == Some("--help") {
        println!("{USAGE}");
        return Ok(ExitCode::SUCCESS);
    }
    match arguments(std::env::args().skip(1)) {
        Ok(arguments) => run(arguments).map(|()| ExitCode::SUCCESS),
        Err(problem) => {
            eprintln!("{problem}\n{USAGE}");
            Ok(ExitCode::from(2))
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn run(arguments: Arguments) -> Result<()> {
    // The binary is the outer edge: here, and only here, the sandbox meets the real clock.
    #[allow(clippy::disallowed_methods)]
    let sandbox = Sandbox::new(arguments.options, Arc::new(|| std::time::SystemTime::now().into()));
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port));
    let listener = TcpListener::bind(address).await.with_context(|| format!("{address} is not free"))?;
    let port = listener.local_addr()?.port();
    if let Some(file) = &arguments.port_file {
        announce(file, port).with_context(|| format!("{} cannot be written", file.display()))?;
    }
    println!("http://127.0.0.1:{port}");
    tokio::select! {
        served = sandbox::serve(sandbox, listener, arguments.connections) => served.context("the listener is gone"),
        ended = told_to_end() => ended.context("signals cannot be heard"),
    }
}

/// Written aside and renamed, so that nobody reads half a number.
fn announce(file: &Path, port: u16) -> std::io::Result<()> {
    let aside = file.with_extension("part");
    std::fs::write(&aside, format!("{port}\n"))?;
    std::fs::rename(aside, file)
}

#[cfg(unix)]
async fn told_to_end() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        pressed = tokio::signal::ctrl_c() => pressed,
    }
}

#[cfg(not(unix))]
async fn told_to_end() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
