//! The session bus: one quiet connection that knows which services are there, and returns when the bus does.

use std::time::Duration;

use futures_util::StreamExt;
use tokio::sync::watch;
use tokio::time::timeout;
use zbus::fdo::DBusProxy;
use zbus::message::Type;
use zbus::names::BusName;
use zbus::zvariant::{OwnedValue, Value};
use zbus::{Connection, MatchRule, Message, MessageStream};

const TRAY_HOST: &str = "org.kde.StatusNotifierWatcher";
const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
const KEYCHAIN: &str = "org.freedesktop.secrets";
const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PORTAL_PATH: &str = "/org/freedesktop/portal/desktop";
const PORTAL_SETTINGS: &str = "org.freedesktop.portal.Settings";
const APPEARANCE: &str = "org.freedesktop.appearance";
const COLOR_SCHEME: &str = "color-scheme";
/// What the portal answers when the person prefers light colours.
const PREFERS_LIGHT: u32 = 2;

/// How long a bus may take to answer before it counts as gone.
const ANSWER: Duration = Duration::from_secs(5);
/// How long the look of the desktop may hold the tray icon back.
const LOOK: Duration = Duration::from_millis(100);
/// The pause before looking for a bus again, growing from the first to the last.
const PAUSE: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(60));

/// The session bus as seen last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Bus {
    /// Nobody looked yet.
    #[default]
    Unknown,
    /// There is none now.
    Gone,
    /// It is there.
    There(Services),
}

impl Bus {
    /// What is on it, if it is there.
    pub(crate) const fn services(&self) -> Option<&Services> {
        match self {
            Self::There(services) => Some(services),
            Self::Unknown | Self::Gone => None,
        }
    }
}

/// What the session bus offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Services {
    /// Counts the buses seen, so that a new one is not taken for the old.
    pub(crate) life: u32,
    /// A panel that shows tray icons.
    pub(crate) tray_host: bool,
    /// A program that shows notifications.
    pub(crate) notifications: bool,
    /// A keychain.
    pub(crate) keychain: bool,
    /// Whether the desktop prefers light colours.
    pub(crate) prefers_light: bool,
}

/// Follows the session bus until nobody wants to know any more.
pub(crate) async fn follow(seen: watch::Sender<Bus>) {
    let mut pause = PAUSE.0;
    let mut life = 0;
    while !seen.is_closed() {
        match Watch::start(life).await {
            Ok(mut watch) => {
                pause = PAUSE.0;
                life += 1;
                seen.send_replace(Bus::There(watch.services.clone()));
                while watch.next().await {
                    let now = Bus::There(watch.services.clone());
                    seen.send_if_modified(|before| {
                        let changed = *before != now;
                        *before = now;
                        changed
                    });
                }
                tracing::info!("the session bus went away");
            }
            Err(error) => tracing::debug!(%error, "there is no session bus"),
        }
        seen.send_replace(Bus::Gone);
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(PAUSE.1);
    }
}

/// A connection that hears only what concerns us.
struct Watch {
    connection: Connection,
    messages: MessageStream,
    services: Services,
}

impl Watch {
    async fn start(life: u32) -> zbus::Result<Self> {
        let late = || zbus::Error::InputOutput(std::sync::Arc::new(std::io::ErrorKind::TimedOut.into()));
        timeout(ANSWER, Self::connect(life)).await.map_err(|_| late())?
    }

    async fn connect(life: u32) -> zbus::Result<Self> {
        let connection = Connection::session().await?;
        let messages = MessageStream::from(&connection);
        let bus = DBusProxy::new(&connection).await?;
        for name in [TRAY_HOST, NOTIFICATIONS, KEYCHAIN, PORTAL] {
            let rule = MatchRule::builder()
                .msg_type(Type::Signal)
                .sender("org.freedesktop.DBus")?
                .interface("org.freedesktop.DBus")?
                .member("NameOwnerChanged")?
                .arg(0, name)?
                .build();
            bus.add_match_rule(rule).await?;
        }
        let look = MatchRule::builder()
            .msg_type(Type::Signal)
            .interface(PORTAL_SETTINGS)?
            .member("SettingChanged")?
            .arg(0, APPEARANCE)?
            .build();
        bus.add_match_rule(look).await?;

        let startable = bus.list_activatable_names().await?;
        let mut services = Services { life, ..Services::default() };
        for name in [TRAY_HOST, NOTIFICATIONS, KEYCHAIN] {
            let there = bus.name_has_owner(BusName::try_from(name)?).await?
                || (name != TRAY_HOST && startable.iter().any(|startable| startable.as_str() == name));
            services.note(name, there);
        }
        if bus.name_has_owner(BusName::try_from(PORTAL)?).await? {
            services.prefers_light = prefers_light(&connection).await;
        }
        Ok(Self { connection, messages, services })
    }

    /// Waits for the next change. `false` = the bus is gone.
    async fn next(&mut self) -> bool {
        let Some(Ok(message)) = self.messages.next().await else { return false };
        let header = message.header();
        match header.member().map(|member| member.as_str()) {
            Some("NameOwnerChanged") => {
                let Ok((name, _, owner)) = message.body().deserialize::<(String, String, String)>() else {
                    return true;
                };
                if name == PORTAL && !owner.is_empty() {
                    self.services.prefers_light = prefers_light(&self.connection).await;
                }
                // A service that can be started on demand is still there when its process ends.
                if !owner.is_empty() || name == TRAY_HOST || !self.startable(&name).await {
                    self.services.note(&name, !owner.is_empty());
                }
            }
            Some("SettingChanged") => {
                if let Some(light) = light_of(&message) {
                    self.services.prefers_light = light;
                }
            }
            _ => {}
        }
        true
    }

    async fn startable(&self, name: &str) -> bool {
        let Ok(bus) = DBusProxy::new(&self.connection).await else { return false };
        let names = timeout(ANSWER, bus.list_activatable_names()).await;
        names.is_ok_and(|names| names.is_ok_and(|names| names.iter().any(|known| known.as_str() == name)))
    }
}

impl Services {
    fn note(&mut self, name: &str, there: bool) {
        match name {
            TRAY_HOST => self.tray_host = there,
            NOTIFICATIONS => self.notifications = there,
            KEYCHAIN => self.keychain = there,
            _ => {}
        }
    }
}

async fn prefers_light(connection: &Connection) -> bool {
    let asked = connection.call_method(
        Some(PORTAL),
        PORTAL_PATH,
        Some(PORTAL_SETTINGS),
        "Read",
        &(APPEARANCE, COLOR_SCHEME),
    );
    let Ok(Ok(answer)) = timeout(LOOK, asked).await else { return false };
    answer.body().deserialize::<OwnedValue>().is_ok_and(|value| number(&value) == Some(PREFERS_LIGHT))
}

fn light_of(message: &Message) -> Option<bool> {
    let body = message.body();
    let (_, key, value) = body.deserialize::<(String, String, OwnedValue)>().ok()?;
    (key == COLOR_SCHEME).then(|| number(&value) == Some(PREFERS_LIGHT))
}

/// The number in a value; the portal's older method wraps it twice.
fn number(value: &Value<'_>) -> Option<u32> {
    match value {
        Value::U32(number) => Some(*number),
        Value::Value(inner) => number(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_its_wrappings() {
        assert_eq!(number(&Value::from(2_u32)), Some(2));
        assert_eq!(number(&Value::Value(Box::new(Value::Value(Box::new(Value::from(1_u32)))))), Some(1));
        assert_eq!(number(&Value::from("dark")), None);
    }

    #[test]
    fn each_name_is_its_own_service() {
        let mut services = Services::default();
        services.note(NOTIFICATIONS, true);
        services.note("org.example.Other", true);
        assert_eq!(services, Services { notifications: true, ..Services::default() });
    }
}
