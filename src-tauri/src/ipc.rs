//! The one list of commands and events between page and window, and the TypeScript made from it.

use serde::{Deserialize, Serialize};
use tauri::Runtime;
use tauri::ipc::Invoke;

use crate::first::First;

/// The list. `$use` is the macro that makes something of it; `$of` fills in the window system where a type needs it.
macro_rules! commands {
    ($($use:ident)::+ $(, $of:path)?) => {
        $($use)::+![
            commands::timer::say,
            commands::timer::status,
            commands::timer::suggest,
            commands::timer::recent,
            commands::timer::read,
            commands::entries::log,
            commands::entries::days,
            commands::entries::entry,
            commands::entries::search,
            commands::entries::history,
            commands::entries::preview,
            commands::entries::preview_edit,
            commands::entries::edited_entry,
            commands::links::proposals,
            commands::links::links,
            commands::links::link_add,
            commands::links::link_forget,
            commands::reports::report,
            commands::reports::save_export $(::<$of>)?,
            commands::trackers::tracker_kinds,
            commands::trackers::trackers,
            commands::trackers::tracker_check,
            commands::trackers::tracker_add,
            commands::trackers::tracker_test,
            commands::trackers::tracker_sign_in,
            commands::trackers::browser_sign_in,
            commands::trackers::browser_sign_in_again,
            commands::trackers::browser_sign_in_finish,
            commands::trackers::browser_sign_in_cancel,
            commands::trackers::tracker_remove,
            commands::trackers::tracker_refresh,
            commands::trackers::tracker_shape,
            commands::trackers::targets,
            commands::uploads::uploads,
            commands::uploads::upload_retry,
            commands::uploads::upload_adopt,
            commands::uploads::upload_drop,
            commands::uploads::upload_choose,
            commands::uploads::uploads_pause,
            commands::uploads::uploads_resume,
            commands::uploads::uploads_progress,
            commands::uploads::sync,
            commands::imports::import_check,
            commands::imports::import_apply,
            commands::settings::settings,
            commands::settings::set_setting,
            commands::settings::doctor,
            commands::settings::backup,
            commands::settings::backups,
            commands::settings::restore,
            commands::window::painted $(::<$of>)?,
            commands::window::close $(::<$of>)?,
            commands::window::open_data_folder,
            commands::window::fit $(::<$of>)?,
            commands::window::drag $(::<$of>)?,
            commands::window::show $(::<$of>)?,
        ]
    };
}

use crate::commands;

/// Hands a call of the page to its command.
pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    commands!(tauri::generate_handler)
}

/// The commands of the list as (area, name), for tests that go through all of them.
#[cfg(test)]
pub(crate) fn names() -> Vec<(&'static str, &'static str)> {
    macro_rules! names {
        ($(commands::$area:ident::$name:ident,)*) => { vec![$((stringify!($area), stringify!($name))),*] };
    }
    commands!(names)
}

/// Event `changed`: something changed in the resident.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(specta::Type, tauri_specta::Event), tauri_specta(event_name = "changed"))]
pub struct ChangeHeard(pub api::Changed);

/// Event `view`: somebody asked for a view of the open window. A new window finds it behind the `#` of its address.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(specta::Type, tauri_specta::Event), tauri_specta(event_name = "view"))]
pub struct ViewAsked(pub String);

/// Event `back`: the closed window is wanted again. Its page catches up and says “painted”.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(specta::Type, tauri_specta::Event), tauri_specta(event_name = "back"))]
pub struct ComesBack {
    /// Which view; none = as a new window.
    pub view: Option<String>,
    /// What there is to show, if something happened meanwhile and the resident answers soon.
    pub first: Option<First>,
    /// Whether something happened meanwhile.
    pub stale: bool,
}

/// Event `leaves`: the window was closed. Its page empties itself and says “painted”.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(specta::Type, tauri_specta::Event), tauri_specta(event_name = "leaves"))]
pub struct Leaves;

/// Event `typed`: what was typed into the quick entry before its page heard keys.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(specta::Type, tauri_specta::Event), tauri_specta(event_name = "typed"))]
pub struct Typed(pub String);

/// Event `resident`: whether the resident is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(specta::Type, tauri_specta::Event), tauri_specta(event_name = "resident"))]
pub enum ResidentIs {
    /// It answers; ask again for everything that is shown.
    Here,
    /// It does not; the next request starts it.
    Away,
}

impl ChangeHeard {
    /// As the page listens for it.
    pub const NAME: &str = "changed";
}

impl ViewAsked {
    /// As the page listens for it.
    pub const NAME: &str = "view";
}

impl ComesBack {
    /// As the page listens for it.
    pub const NAME: &str = "back";
}

impl Leaves {
    /// As the page listens for it.
    pub const NAME: &str = "leaves";
}

impl Typed {
    /// As the page listens for it.
    pub const NAME: &str = "typed";
}

impl ResidentIs {
    /// As the page listens for it.
    pub const NAME: &str = "resident";
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Where the page imports them from.
    const BINDINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/lib/bindings.ts");

    #[test]
    fn bindings_are_fresh() {
        let made = bindings();
        if std::env::var_os("STINT_WRITE_BINDINGS").is_some() {
            std::fs::create_dir_all(Path::new(BINDINGS).parent().unwrap()).unwrap();
            std::fs::write(BINDINGS, &made).unwrap();
        }
        let kept = std::fs::read_to_string(BINDINGS).unwrap_or_default();
        assert!(kept == made, "{BINDINGS} is not fresh; write it with: cargo xtask bindings");
    }

    fn bindings() -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bindings.ts");
        tauri_specta::Builder::<tauri::Wry>::new()
            .commands(commands!(tauri_specta::collect_commands, tauri::Wry))
            .events(tauri_specta::collect_events![
                ChangeHeard,
                ViewAsked,
                ComesBack,
                Leaves,
                Typed,
                ResidentIs
            ])
            .error_handling(tauri_specta::ErrorHandlingMode::Throw)
            .disable_serde_phases()
            .typ::<api::ApiError>()
            .typ::<crate::first::First>()
            .export(specta_typescript::Typescript::default(), &file)
            .unwrap();
        std::fs::read_to_string(file).unwrap()
    }
}
