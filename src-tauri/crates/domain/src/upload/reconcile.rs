//! From an entry's projection to its uploads: which rows stay, change, come and go.

use crate::{ConnectionId, EntryId, Payload, TargetId, UploadId};

use super::{Operation, Reason, State, Unsendable, Upload, operation};

/// What one booking of an entry is to become.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wish {
    /// The account.
    pub connection: ConnectionId,
    /// The booked target.
    pub target: TargetId,
    /// The records wished for, or why there can be none.
    pub parts: Result<Vec<Payload>, Unsendable>,
}

/// The upload rows of an entry after its wishes changed. Rows that are not needed any more and unknown to the
/// tracker are left out. `fresh` is asked for one id per row that did not exist.
///
/// A row whose remote side is an open question keeps its state: its new wish is looked at once that is answered.
pub fn reconcile(
    entry: EntryId,
    existing: &[Upload],
    wishes: &[Wish],
    mut fresh: impl FnMut() -> UploadId,
) -> Vec<Upload> {
    let mut result = Vec::new();
    let mut left: Vec<Upload> = existing.to_vec();
    for wish in wishes {
        let (mut mine, others): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|row| row.connection == wish.connection && row.target == wish.target);
        left = others;
        mine.sort_by_key(|row| row.part);
        match &wish.parts {
            Ok(parts) => match_parts(entry, wish, mine, parts, &mut fresh, &mut result),
            Err(what) => hold_back(entry, wish, mine, what, &mut fresh, &mut result),
        }
    }
    result.extend(left.into_iter().filter_map(|row| wished(row, None)));
    result
}

/// Gives each part a row: one whose record is or may be just that, or at least begins there, one that was to become
/// it, one whose record can be changed, any other, and at last a new one.
///
/// Trackers tell records apart by their start, so two rows of one entry should never create at the same one.
fn match_parts(
    entry: EntryId,
    wish: &Wish,
    mut rows: Vec<Upload>,
    parts: &[Payload],
    fresh: &mut impl FnMut() -> UploadId,
    result: &mut Vec<Upload>,
) {
    let mut pairs: Vec<Option<Upload>> = vec![None; parts.len()];
    let preferences: [fn(&Upload, &Payload) -> bool; 6] = [
        |row, part| may_hold(row).any(|payload| payload == part),
        |row, part| may_hold(row).any(|payload| (payload.start, payload.kind) == (part.start, part.kind)),
        |row, part| row.desired.as_ref() == Some(part),
        |row, _| row.state != State::Dropped && may_hold(row).next().is_some(),
        |row, _| row.state != State::Dropped,
        |_, _| true,
    ];
    for prefers in preferences {
        for (pair, part) in pairs.iter_mut().zip(parts).filter(|(pair, _)| pair.is_none()) {
            *pair = rows.iter().position(|row| prefers(row, part)).map(|place| rows.remove(place));
        }
    }
    for (index, (row, part)) in pairs.into_iter().zip(parts).enumerate() {
        let mut row = row.unwrap_or_else(|| new_row(entry, wish, fresh()));
        row.part = place(index);
        result.extend(wished(row, Some(part.clone())));
    }
    result.extend(rows.into_iter().filter_map(|row| wished(row, None)));
}

/// What the tracker may hold for this row.
fn may_hold(row: &Upload) -> impl Iterator<Item = &Payload> {
    let sent = match &row.state {
        State::InFlight { sent, .. } => sent.payload(),
        State::Unsure { sent, .. } => Some(sent),
        State::Queued | State::Done | State::Dropped | State::Stuck { .. } => None,
    };
    row.known.as_ref().map(|known| &known.payload).into_iter().chain(sent)
}

/// An entry that cannot be sent: what is there or on its way stays as it is, and one row says why.
fn hold_back(
    entry: EntryId,
    wish: &Wish,
    rows: Vec<Upload>,
    what: &Unsendable,
    fresh: &mut impl FnMut() -> UploadId,
    result: &mut Vec<Upload>,
) {
    let reason = || State::Stuck { reason: Reason::Unsendable { what: what.clone() } };
    let mut said = false;
    let mut index = 0;
    for mut row in rows {
        if !keeps_state(&row) {
            if said && row.known.is_none() {
                continue;
            }
            row.due = None;
            row.attempts = 0;
            row.state = if said { State::Done } else { reason() };
            said = true;
        }
        row.desired = may_hold(&row).last().cloned();
        row.part = place(index);
        index += 1;
        result.push(row);
    }
    if !said {
        let row = new_row(entry, wish, fresh());
        result.push(Upload { part: place(index), state: reason(), ..row });
    }
}

/// Whether the row has to say something of its own before it can say that its entry cannot be sent.
fn keeps_state(row: &Upload) -> bool {
    is_open_question(row) || row.state == State::Dropped || is_foreign(&row.state)
}

/// Whether somebody else changed or removed the record.
fn is_foreign(state: &State) -> bool {
    matches!(state, State::Stuck { reason: Reason::Changed { .. } | Reason::Gone })
}

/// Whether the tracker may hold a record of this row that is not known yet, or not hold one that is: until that is
/// answered, nothing may be sent.
fn is_open_question(row: &Upload) -> bool {
    matches!(
        row.state,
        State::InFlight { .. } | State::Unsure { .. } | State::Stuck { reason: Reason::Ambiguous { .. } }
    )
}

fn place(index: usize) -> u32 {
    u32::try_from(index).expect("an entry has fewer parts than u32::MAX")
}

fn new_row(entry: EntryId, wish: &Wish, id: UploadId) -> Upload {
    Upload {
        id,
        entry,
        connection: wish.connection,
        target: wish.target.clone(),
        part: 0,
        desired: None,
        known: None,
        state: State::Queued,
        attempts: 0,
        due: None,
    }
}

/// The row with a new wish; `None` when nothing is wished, known or under way.
fn wished(mut row: Upload, desired: Option<Payload>) -> Option<Upload> {
    let changed = row.desired != desired;
    row.desired = desired;
    if is_open_question(&row) {
        return Some(row);
    }
    if row.state == State::Dropped {
        return (row.desired.is_some() || row.known.is_some()).then_some(row);
    }
    if operation(row.desired.as_ref(), row.known.as_ref()) == Operation::Nothing {
        row.desired.as_ref()?;
        if is_foreign(&row.state) {
            // What we last knew is wished again, but it is not what the tracker holds.
            return Some(row);
        }
        row.settle();
        return Some(row);
    }
    match &row.state {
        State::Stuck { reason } if !changed && !matches!(reason, Reason::Unsendable { .. }) => {}
        State::Queued if !changed => {}
        _ => {
            row.attempts = 0;
            row.settle();
        }
    }
    Some(row)
}
