//! The catalogue of a connection fetched anew by itself: page by page, at the tracker's pace, behind its uploads.
//!
//! Only a whole catalogue replaces the old one.

use std::sync::Arc;

use domain::target::Identity;
use domain::{ConnectionId, Target};
use store::StoreError;
use trackers::{TargetQuery, TrackerError, WorkspaceRules};

use crate::answer::account::{Checked, Facts, TARGETS_MAX};
use crate::handle::Input;
use crate::outbox::verdict::{Patience, read_verdict};
use crate::outbox::{Line, Paced};
use crate::owner::Owner;

/// When a catalogue that could not be fetched is tried again.
const AGAIN_MILLIS: i64 = 6 * 60 * 60 * 1000;

/// As much of a catalogue as was fetched.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    identity: Option<Identity>,
    rules: Option<WorkspaceRules>,
    targets: Vec<Target>,
    cursor: Option<String>,
}

/// What one call for a catalogue brought.
#[derive(Debug)]
pub(crate) struct Fetched {
    connection: ConnectionId,
    /// How long the connection rests now: its pace, for each request that it took.
    rest_millis: u32,
    patience: Patience,
    /// The catalogue so far, and whether it is whole.
    result: Result<(Catalogue, bool), TrackerError>,
}

impl Owner {
    /// Starts the next call for a catalogue. `false` = none is being fetched.
    pub(super) async fn start_catalogue(&mut self, id: ConnectionId) -> Result<bool, StoreError> {
        let lane = self.outbox.lane(id);
        let Some(catalogue) = lane.catalogue.take() else { return Ok(false) };
        let failures = lane.failures;
        let line = match self.line_to(id).await {
            Ok(line) => line,
            Err(error) => {
                self.pause_for(id, &error).await?;
                return Ok(true);
            }
        };
        let Some(me) = self.me.upgrade() else { return Ok(true) };
        let patience = Patience { failures, jitter: self.ports.clock.uuid().as_u128() };
        self.outbox.lane(id).busy = true;
        tokio::spawn(async move {
            let pace_millis = line.tracker.about().pace_millis;
            let counted = Arc::new(Paced::counting(line.http.clone(), line.clock.clone()));
            let result = step(Line { http: counted.clone(), ..line }, catalogue).await;
            let rest_millis = pace_millis.saturating_mul(counted.sent().max(1));
            let fetched = Fetched { connection: id, rest_millis, patience, result };
            // The engine may be ending; the old catalogue stays.
            let _ending = me.send(Input::Fetched(Box::new(fetched))).await;
        });
        Ok(true)
    }

    /// Goes on with a catalogue, keeps it when it is whole, and leaves the old one when it is not to be had.
    pub(crate) async fn take_fetched(&mut self, fetched: Fetched) {
        let Fetched { connection, rest_millis, patience, result } = fetched;
        self.free_lane(connection, rest_millis, result.is_err());
        match result {
            Ok((catalogue, false)) => self.outbox.lane(connection).catalogue = Some(catalogue),
            Ok((catalogue, true)) => self.keep_catalogue(connection, catalogue).await,
            Err(error) => {
                let now = self.now();
                tracing::info!(%connection, kind = ?error.kind, "the catalogue stays as it was");
                self.outbox.lane(connection).catalogue_after = Some(now.plus_millis(AGAIN_MILLIS));
                let pause = read_verdict(&error, now, patience).pause;
                if let Err(error) = self.write_pause(connection, pause, None).await {
                    tracing::error!(%error, "a pause could not be written");
                }
            }
        }
    }

    async fn keep_catalogue(&mut self, id: ConnectionId, catalogue: Catalogue) {
        let Catalogue { identity: Some(identity), rules: Some(rules), targets, .. } = catalogue else {
            return;
        };
        let connection = match self.reader.connection(id).await {
            Ok(Some(connection)) => connection,
            // It was removed meanwhile.
            Ok(None) => return,
            Err(error) => return tracing::error!(%error, "a catalogue could not be kept"),
        };
        self.take_checked(Checked::refreshed(connection, Facts::new(identity, rules, targets))).await;
    }
}

/// One call: who we are, then what the workspace demands, then the targets page by page.
async fn step(mut line: Line, mut catalogue: Catalogue) -> Result<(Catalogue, bool), TrackerError> {
    let Some(identity) = &catalogue.identity else {
        catalogue.identity = Some(line.tracker.whoami(&line.cx()).await?);
        return Ok((catalogue, false));
    };
    line.account.identity = Some(identity.clone());
    if catalogue.rules.is_none() {
        catalogue.rules = Some(line.tracker.rules(&line.cx()).await?);
        return Ok((catalogue, false));
    }
    let query = TargetQuery { text: String::new(), cursor: catalogue.cursor.take() };
    let page = line.tracker.targets(&line.cx(), query).await?;
    catalogue.targets.extend(page.items);
    catalogue.cursor = page.next;
    let whole = catalogue.cursor.is_none() || catalogue.targets.len() >= TARGETS_MAX;
    Ok((catalogue, whole))
}
