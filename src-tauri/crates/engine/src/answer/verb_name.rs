//! Names and notices of verbs: as the history keeps them, and as clients hear of them.

use api::{Notice, NoticeKind, Surface, VerbRequest};
use domain::{Entry, Timestamp, timer};

/// The sentence's facts about what a verb did to an entry.
pub(super) fn notice_of(kind: NoticeKind, surface: Surface, entry: &Entry, now: Timestamp) -> Notice {
    let work = entry.totals(now).work / 1000;
    Notice {
        kind,
        surface,
        note: entry.note.clone(),
        work_seconds: u32::try_from(work).unwrap_or(u32::MAX),
        entry_id: Some(entry.id.to_string()),
    }
}

/// What a verb did, for clients.
pub(super) fn notice_kind(notice: timer::Notice) -> NoticeKind {
    use timer::Notice as From;
    match notice {
        From::Started => NoticeKind::Started,
        From::Switched => NoticeKind::Switched,
        From::OnBreak => NoticeKind::OnBreak,
        From::Resumed => NoticeKind::Resumed,
        From::Stopped => NoticeKind::Stopped,
        From::Discarded => NoticeKind::Discarded,
        From::Added => NoticeKind::Added,
        From::Edited => NoticeKind::Edited,
        From::Moved => NoticeKind::Moved,
        From::Split => NoticeKind::Split,
        From::Merged => NoticeKind::Merged,
        From::Deleted => NoticeKind::Deleted,
        From::Decided => NoticeKind::Decided,
        From::Recovered => NoticeKind::Recovered,
        From::Imported => NoticeKind::Imported,
        From::Undone => NoticeKind::Undone,
        From::Redone => NoticeKind::Redone,
        From::Already => NoticeKind::Already,
    }
}

/// A verb as the history keeps it.
pub(super) fn verb_name(request: &VerbRequest) -> &'static str {
    match request {
        VerbRequest::Start { .. } => "start",
        VerbRequest::Break { .. } => "break",
        VerbRequest::Resume { .. } => "resume",
        VerbRequest::Stop { .. } => "stop",
        VerbRequest::Toggle { .. } => "toggle",
        VerbRequest::ToggleBreak { .. } => "toggle-break",
        VerbRequest::Continue { .. } => "continue",
        VerbRequest::Discard => "discard",
        VerbRequest::Add { .. } => "add",
        VerbRequest::Edit { .. } => "edit",
        VerbRequest::Move { .. } => "move",
        VerbRequest::Resize { .. } => "resize",
        VerbRequest::Split { .. } => "split",
        VerbRequest::Merge { .. } => "merge",
        VerbRequest::Delete { .. } => "delete",
        VerbRequest::EditMany { .. } => "edit-many",
        VerbRequest::Duplicate { .. } => "duplicate",
        VerbRequest::Decide { .. } => "decide",
        VerbRequest::Undo { .. } => "undo",
        VerbRequest::Redo { .. } => "redo",
    }
}

/// A surface as the history keeps it.
pub(super) fn surface_name(surface: Surface) -> &'static str {
    match surface {
        Surface::Window => "window",
        Surface::Tray => "tray",
        Surface::Hotkey => "hotkey",
        Surface::Notification => "notification",
        Surface::Cli => "cli",
        Surface::Link => "link",
        Surface::System => "system",
    }
}
