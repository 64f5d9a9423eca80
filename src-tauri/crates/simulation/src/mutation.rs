//! Mutations: the two mistakes that would lose or double hours, made from outside, to see that the simulation sees them.
//!
//! The product holds no switch for this. A look that is skipped is a row moved from `unsure` to `queued` behind the
//! engine's back; an `in_flight` written too late is a crash that finds the file as it was just before that commit.

use std::str::FromStr;

use anyhow::{Result, bail};
use api::Place;
use domain::Timestamp;
use domain::upload::{State, Upload};
use store::{Paths, Store};

use crate::kept::open_uploads;

/// A mistake to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutation {
    /// A create whose answer was lost is simply sent again.
    Look,
    /// `in_flight` is written after the request has left.
    Late,
}

impl FromStr for Mutation {
    type Err = anyhow::Error;

    fn from_str(word: &str) -> Result<Self> {
        match word {
            "look" => Ok(Self::Look),
            "late" => Ok(Self::Late),
            _ => bail!("a mutation is “look” or “late”"),
        }
    }
}

/// A second hand on the file of a running engine.
pub(crate) struct Hand(Store);

impl Hand {
    pub(crate) async fn on(place: &Place, now: Timestamp) -> Result<Self> {
        let paths = Paths { file: place.database(), backups: place.backups() };
        Ok(Self(Store::open(paths, now).await?))
    }

    /// Queues every unsure create again, as if there were nothing to look for.
    pub(crate) async fn skip_looks(&mut self) -> Result<()> {
        let open = open_uploads(&self.0.reader()).await?;
        let again: Vec<Upload> = open
            .into_iter()
            .filter(|upload| matches!(upload.state, State::Unsure { .. }))
            .map(|upload| Upload { state: State::Queued, due: None, ..upload })
            .collect();
        if !again.is_empty() {
            self.0.put_uploads(&again, &[]).await?;
        }
        Ok(())
    }
}
