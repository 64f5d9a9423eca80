//! Which commands were asked to speak JSON, for their errors too.

use super::{Command, Link, Target, Tracker};

impl Command {
    /// Whether errors are wanted as JSON too.
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::Stop(at)
            | Self::Break(at)
            | Self::Resume(at)
            | Self::Toggle(at)
            | Self::ToggleBreak(at) => at.json,
            Self::Start { at, .. } | Self::Continue { at, .. } => at.json,
            Self::Discard { json }
            | Self::Status { json }
            | Self::Log { json, .. }
            | Self::Add { json, .. }
            | Self::Edit { json, .. }
            | Self::Move { json, .. }
            | Self::Split { json, .. }
            | Self::Merge { json, .. }
            | Self::Duplicate { json, .. }
            | Self::Delete { json, .. }
            | Self::Undo { json, .. }
            | Self::Redo { json, .. }
            | Self::Preview { json, .. }
            | Self::Sync { json, .. }
            | Self::Uploads { json, .. }
            | Self::Report { json, .. }
            | Self::Set { json, .. }
            | Self::Doctor { json }
            | Self::Backup { json, .. }
            | Self::Link(Link::List { json } | Link::Add { json, .. } | Link::Forget { json, .. })
            | Self::Target(Target::Search { json, .. })
            | Self::Tracker(
                Tracker::Kinds { json }
                | Tracker::List { json }
                | Tracker::Add { json, .. }
                | Tracker::Test { json, .. }
                | Tracker::SignIn { json, .. }
                | Tracker::Refresh { json, .. },
            ) => *json,
            Self::Import(import) => import.json,
            Self::Tracker(Tracker::Remove { .. })
            | Self::Export { .. }
            | Self::Restore { .. }
            | Self::Completions { .. }
            | Self::Show { .. }
            | Self::Quick
            | Self::Resident(_)
            | Self::Quit => false,
        }
    }
}
