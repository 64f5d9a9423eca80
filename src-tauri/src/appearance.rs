//! Dark or light: follows the desktop portal, which GTK 3 does not do by itself.

use tauri::Theme;
use zbus::Connection;
use zbus::zvariant::OwnedValue;

/// Where the portal keeps it.
const KEY: (&str, &str) = ("org.freedesktop.appearance", "color-scheme");

/// The portal's settings.
#[zbus::proxy(
    interface = "org.freedesktop.portal.Settings",
    default_service = "org.freedesktop.portal.Desktop",
    default_path = "/org/freedesktop/portal/desktop"
)]
trait Settings {
    /// One setting.
    fn read_one(&self, namespace: &str, key: &str) -> zbus::Result<OwnedValue>;

    /// A setting has another value now.
    #[zbus(signal)]
    fn setting_changed(&self, namespace: &str, key: &str, value: OwnedValue) -> zbus::Result<()>;
}

/// Tells the wish of the desktop now and whenever it changes. `None` = it has none. Ends where there is no portal.
pub async fn follow(tell: impl Fn(Option<Theme>)) -> zbus::Result<()> {
    use std::pin::pin;

    use futures_util::StreamExt as _;

    let bus = Connection::session().await?;
    let settings = SettingsProxy::new(&bus).await?;
    let mut changes = pin!(settings.receive_setting_changed().await?);
    tell(theme(&settings.read_one(KEY.0, KEY.1).await?));
    while let Some(change) = changes.next().await {
        let change = change.args()?;
        if (change.namespace, change.key) == KEY {
            tell(theme(&change.value));
        }
    }
    Ok(())
}

/// 1 = dark, 2 = light, anything else = no wish.
fn theme(value: &OwnedValue) -> Option<Theme> {
    match u32::try_from(value) {
        Ok(1) => Some(Theme::Dark),
        Ok(2) => Some(Theme::Light),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_and_two_are_wishes() {
        let wishes = [0, 1, 2, 3].map(|value: u32| theme(&OwnedValue::from(value)));
        assert_eq!(wishes, [None, Some(Theme::Dark), Some(Theme::Light), None]);
        assert_eq!(theme(&OwnedValue::from(true)), None);
    }
}
