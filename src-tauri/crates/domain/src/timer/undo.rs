//! `undo` and `redo`: the last changes the other way round, or once more.

use super::{Change, Changes, Notice, Refusal, State, Step, ledger};

/// Takes the last change back: what was after becomes before.
pub(super) fn undo(state: &State) -> Result<Step, Refusal> {
    let changes = state.undo.as_ref().ok_or(Refusal::NothingToUndo)?;
    ledger::checked(state, reversed(changes), Notice::Undone)
}

/// Does the change again that was taken back last.
pub(super) fn redo(state: &State) -> Result<Step, Refusal> {
    let changes = state.redo.as_ref().ok_or(Refusal::NothingToRedo)?;
    ledger::checked(state, changes.clone(), Notice::Redone)
}

fn reversed(changes: &Changes) -> Changes {
    let reverse = |change: &Change| Change {
        id: change.id,
        before: change.after.clone(),
        after: change.before.clone(),
    };
    changes.iter().map(reverse).collect()
}
