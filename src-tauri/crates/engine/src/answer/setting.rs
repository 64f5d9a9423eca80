//! Settings as clients see them, and changing one.

use api::language::Language;
use api::{ApiError, Hotkey, HotkeyState, Settings, Topic, words};

use crate::owner::Owner;
use crate::settings;
use crate::storage::storage_error;

impl Owner {
    /// All settings, with what the desktop makes of them.
    pub(crate) async fn settings(&self) -> Result<Settings, ApiError> {
        // All at once: this is asked for at every start, and each question costs more than all the values.
        let chosen = self.reader.settings().await.map_err(|error| storage_error(&error))?;
        let setting = |key: &str| value(key, chosen.get(key).map(String::as_str));
        let mut hotkeys = Vec::new();
        for (key, action) in settings::ALL
            .iter()
            .filter_map(|setting| Some((setting.key, setting.key.strip_prefix("hotkeys.")?)))
        {
            let value = setting(key);
            let keys = if value == "none" { String::new() } else { value };
            let report = self.desktop.hotkeys.iter().find(|(name, _, _)| name == action);
            let (state, reason) = match report {
                _ if keys.is_empty() => (HotkeyState::Unset, None),
                Some((_, state, reason)) => (*state, reason.clone()),
                None => (HotkeyState::Unavailable, Some(self.desktop.desktop.hotkeys.detail.clone())),
            };
            hotkeys.push(Hotkey { action: action.into(), keys, state, reason });
        }
        Ok(Settings {
            hotkeys,
            theme: setting("theme"),
            language: setting("language"),
            warm_seconds: setting("warm_seconds").parse().unwrap_or(60),
            mini_timer: setting("mini_timer") == "on",
            mini_place: setting("mini_place"),
            autostart: self.ports.autostart.is_on(),
            letters: setting("keys.letters") == "on",
            first_day: setting("week.first_day"),
            clock: setting("format.clock"),
            durations: setting("format.durations"),
            away_seconds: setting("away.threshold_seconds").parse().unwrap_or(300),
            goal_week_minutes: setting("goal.week_minutes").parse().unwrap_or(0),
            goal_days: settings::weekdays(&setting("goal.days")).unwrap_or_default(),
            desktop: self.desktop.desktop.clone(),
        })
    }

    /// Changes a setting; an empty value brings the default back.
    pub(crate) async fn set_setting(&mut self, key: &str, value: &str) -> Result<Settings, ApiError> {
        if key == "autostart" {
            return self.set_autostart(value).await;
        }
        let setting = settings::by_key(key).ok_or_else(|| words::other::unknown_setting(key))?;
        let value =
            if value.trim().is_empty() { setting.default.to_owned() } else { setting.accept(value)? };
        self.store
            .put_setting(key, &serde_json::Value::from(value).to_string())
            .await
            .map_err(|error| storage_error(&error))?;
        if key == "language" {
            self.speak().await;
        }
        self.tell(&[Topic::Settings], None).await;
        self.settings().await
    }

    /// Makes the resident start with the session, or not. Kept by the desktop, not by Stint.
    async fn set_autostart(&mut self, value: &str) -> Result<Settings, ApiError> {
        let on = match value.trim() {
            "on" => true,
            "off" | "" => false,
            _ => return Err(words::other::bad_setting("autostart", words::other::takes_on_or_off())),
        };
        if self.ports.autostart.is_on().is_none() {
            return Err(words::other::no_autostart());
        }
        self.ports.autostart.set(on).map_err(|error| {
            tracing::warn!(%error, "autostart");
            words::other::autostart(&error.to_string())
        })?;
        self.tell(&[Topic::Settings], None).await;
        self.settings().await
    }

    /// Speaks the language of the setting, or the system's.
    pub(crate) async fn speak(&self) {
        let setting = self.setting("language").await;
        Language::of_setting(&setting, |name| (self.ports.environment)(name)).speak();
    }

    /// The value of a setting, or its default.
    pub(crate) async fn setting(&self, key: &str) -> String {
        match self.reader.setting(key).await {
            Ok(kept) => value(key, kept.as_deref()),
            Err(error) => {
                tracing::error!(%error, key, "a setting could not be read");
                value(key, None)
            }
        }
    }
}

/// A setting as it is kept, as JSON so that a later one may be more than text; or its default.
fn value(key: &str, kept: Option<&str>) -> String {
    let kept = kept.and_then(|json| serde_json::from_str(json).ok());
    kept.unwrap_or_else(|| settings::by_key(key).map_or("", |setting| setting.default).to_owned())
}
