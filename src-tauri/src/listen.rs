//! Hears what the resident tells, over a connection of its own, and comes back when it does.

use std::time::Duration;

use api::client::Client;
use api::{ApiError, Changed, Hello, Request};

use crate::client::Resident;

/// The pause before looking again for a resident that went away, growing from the first to the last.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// After it has just gone.
    pub first: Duration,
    /// After it could not be started several times.
    pub last: Duration,
}

impl Pace {
    /// Quick enough to go unnoticed after a crash, slow enough to cost nothing.
    pub const WINDOW: Self = Self { first: Duration::from_millis(250), last: Duration::from_secs(10) };
}

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The resident is there; whatever is shown may be old.
    Here,
    /// Something changed.
    Changed(Changed),
    /// The resident is gone.
    Away,
}

/// Listens for as long as the process lives. Starts a resident at first and after a crash; one that was ended on
/// purpose took its socket along, and is only waited for.
pub async fn listen(resident: Resident, pace: Pace, mut hear: impl FnMut(Heard)) {
    let mut pause = pace.first;
    loop {
        let connection = match resident.wake().await {
            Ok(()) => subscribe(&resident).await,
            Err(error) => Err(error),
        };
        if let Ok(mut client) = connection {
            pause = pace.first;
            hear(Heard::Here);
            while let Ok(change) = client.event().await {
                hear(Heard::Changed(change));
            }
        }
        hear(Heard::Away);
        loop {
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(pace.last);
            if resident.place().socket().exists() {
                break;
            }
        }
    }
}

async fn subscribe(resident: &Resident) -> Result<Client, ApiError> {
    let mut client = resident.connect().await?;
    let _hello: Hello = client.call(Request::Subscribe).await?;
    Ok(client)
}
