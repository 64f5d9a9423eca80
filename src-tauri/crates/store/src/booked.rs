//! What is shown of bookings: the names of targets and connections, and how far their uploads have come. One question,
//! because every list, and every start, asks all of it.

use std::collections::BTreeMap;

use domain::target::Identity;
use domain::upload::State;
use domain::{Connection, ConnectionId, EntryId, Policy, Target, TargetId, Timestamp, UploadId};
use serde::Deserialize;

use crate::row::{Columns, Id as _, id_list, json};
use crate::{KnownTarget, Pause, Reader, StoreError};

/// What is shown of some bookings.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Booked {
    /// By entry, connection, target and part.
    pub progress: Vec<Progress>,
    /// The targets that are known, also ones that are gone.
    pub targets: Vec<KnownTarget>,
    /// All connections that are in use.
    pub connections: Vec<Connection>,
    /// All that were removed.
    pub former: Vec<Connection>,
    /// The connections that are paused, and why.
    pub pauses: Vec<(ConnectionId, Pause)>,
}

/// How far one upload has come. An [`Upload`](domain::upload::Upload) holds what is sent up to three times besides, and
/// reading those takes longer than all the rest of a list.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(from = "ProgressRow")]
pub struct Progress {
    /// Which upload.
    pub id: UploadId,
    /// Of which entry.
    pub entry: EntryId,
    /// Where to.
    pub connection: ConnectionId,
    /// What it is booked on there.
    pub target: TargetId,
    /// Which of the records the booking is split into.
    pub part: u32,
    /// The record it has there; `None` = none is known.
    pub remote_id: Option<String>,
    /// How far.
    pub state: State,
}

/// Id, entry, connection, target, part, remote id, state.
#[derive(Deserialize)]
struct ProgressRow(UploadId, EntryId, ConnectionId, TargetId, u32, Option<String>, State);

impl From<ProgressRow> for Progress {
    fn from(row: ProgressRow) -> Self {
        let ProgressRow(id, entry, connection, target, part, remote_id, state) = row;
        Self { id, entry, connection, target, part, remote_id, state }
    }
}

/// Connection, id, key, title, parent, billable, mine, gone.
#[derive(Deserialize)]
struct TargetRow(ConnectionId, TargetId, String, String, Option<String>, Option<u8>, u8, u8);

impl From<TargetRow> for KnownTarget {
    fn from(row: TargetRow) -> Self {
        let TargetRow(connection, id, key, title, parent, billable, mine, gone) = row;
        let billable = billable.map(|billable| billable != 0);
        let target = Target { id, key, title, parent, billable, mine: mine != 0 };
        Self { connection, target, gone: gone != 0 }
    }
}

#[derive(Deserialize)]
struct ConnectionRow {
    id: ConnectionId,
    kind: String,
    name: String,
    base_url: String,
    workspace: Option<String>,
    settings: BTreeMap<String, String>,
    identity: Option<Identity>,
    policy: Policy,
    removed: u8,
    reason: Option<String>,
    detail: Option<String>,
    until: Option<Timestamp>,
}

impl Reader {
    /// What is shown of these entries' uploads and of bookings on these targets.
    pub async fn booked(
        &self,
        entries: &[EntryId],
        targets: &[(ConnectionId, TargetId)],
    ) -> Result<Booked, StoreError> {
        let targets: Vec<_> =
            targets.iter().map(|(id, target)| (id.to_uuid().simple().to_string(), target)).collect();
        let row = sqlx::query(
            "select
                 (select json_group_array(json_array(
                      hex(u.id), hex(u.entry), hex(u.connection), u.target, u.part, u.known ->> '$.remote_id',
                      json(u.state)))
                  from upload u where u.entry in (select unhex(value) from json_each(?1))),
                 (select json_group_array(json_array(
                      hex(t.connection), t.id, t.key, t.title, t.parent, t.billable, t.mine, t.gone))
                  from json_each(?2) wanted cross join target t
                      on t.connection = unhex(wanted.value ->> 0) and t.id = wanted.value ->> 1),
                 (select json_group_array(json_object(
                      'id', hex(c.id), 'kind', c.kind, 'name', c.name, 'base_url', c.base_url,
                      'workspace', c.workspace, 'settings', json(c.settings), 'identity', json(c.identity),
                      'policy', json(c.policy), 'removed', c.removed, 'reason', c.pause_reason,
                      'detail', c.pause_detail, 'until', c.pause_until_ms))
                  from connection c)",
        )
        .bind(id_list(entries))
        .bind(json(&targets))
        .fetch_one(&mut *self.ask().await?)
        .await?;
        let mut progress: Vec<Progress> = Columns::new(&row, "upload").json(0)?;
        progress.sort_unstable_by(|a, b| {
            (a.entry, a.connection, &a.target, a.part, a.id).cmp(&(
                b.entry,
                b.connection,
                &b.target,
                b.part,
                b.id,
            ))
        });
        let targets: Vec<TargetRow> = Columns::new(&row, "target").json(1)?;
        let connections: Vec<ConnectionRow> = Columns::new(&row, "connection").json(2)?;
        let mut booked = Booked {
            progress,
            targets: targets.into_iter().map(KnownTarget::from).collect(),
            ..Booked::default()
        };
        for row in connections {
            booked.take(row);
        }
        Ok(booked)
    }
}

impl Booked {
    fn take(&mut self, row: ConnectionRow) {
        let ConnectionRow { id, kind, name, base_url, workspace, settings, identity, policy, .. } = row;
        if let (Some(reason), Some(detail)) = (row.reason, row.detail) {
            self.pauses.push((id, Pause { reason, detail, until: row.until }));
        }
        let connection = Connection { id, kind, name, base_url, workspace, settings, identity, policy };
        if row.removed == 0 { self.connections.push(connection) } else { self.former.push(connection) }
    }
}
