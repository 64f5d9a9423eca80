//! `decide`: undecided time becomes work or a break, or is cut out of its entry.

use crate::{Cause, Entry, EntryId, Kind, Resolution, Segment, Timestamp};

use super::{Ledger, Notice, Refusal, Step};

/// Decides the undecided segment at the instant, or all of the entry's undecided time.
pub(super) fn decide(
    mut ledger: Ledger<'_>,
    id: EntryId,
    at: Option<Timestamp>,
    resolution: Resolution,
) -> Result<Step, Refusal> {
    let entry = ledger.find(id)?;
    let meant = |segment: &Segment| {
        segment.kind == Kind::Undecided
            && at.is_none_or(|at| segment.start <= at && segment.end.is_none_or(|end| at < end))
    };
    if !entry.segments().iter().any(meant) {
        return Err(Refusal::NothingUndecided);
    }
    match resolution {
        Resolution::Work => turn(&mut ledger, entry, meant, Kind::Work)?,
        Resolution::Break => turn(&mut ledger, entry, meant, Kind::Break)?,
        Resolution::Cut => cut_out(&mut ledger, entry, meant)?,
    }
    ledger.close(Notice::Decided)
}

/// Gives the segments a kind; an open one stays open.
fn turn(
    ledger: &mut Ledger<'_>,
    entry: &Entry,
    meant: impl Fn(&Segment) -> bool,
    kind: Kind,
) -> Result<(), Refusal> {
    let decided = |segment: &Segment| Segment { kind, cause: Cause::User, ..*segment };
    let segments =
        entry.segments().iter().map(|segment| if meant(segment) { decided(segment) } else { *segment });
    ledger.set(entry.with_segments(segments.collect())?);
    Ok(())
}

/// Takes the segments out. What is left in one piece keeps the name; every further piece is a new entry, and the
/// last one runs on if the entry ran. Cutting an open segment ends the entry where it began.
fn cut_out(ledger: &mut Ledger<'_>, entry: &Entry, meant: impl Fn(&Segment) -> bool) -> Result<(), Refusal> {
    let mut pieces = entry.segments().split(|segment| meant(segment)).filter(|piece| !piece.is_empty());
    match pieces.next() {
        Some(first) => ledger.set(entry.with_segments(first.to_vec())?),
        None => ledger.remove(entry.id),
    }
    for piece in pieces {
        let mut further = entry.with_segments(piece.to_vec())?;
        further.id = ledger.fresh()?;
        ledger.set(further);
    }
    Ok(())
}
