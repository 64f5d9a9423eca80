//! The form of an account: every field read and checked before anything is asked or kept.

use api::{AddTracker, ApiError, Policies, Topic, Tracker, words};
use domain::payload::{BreakPolicy, Rounding};
use domain::{Connection, ConnectionId, Policy};
use trackers::{Descriptor, Field, FieldKind, Secret};
use url::{Host, Url};

use crate::answer::form_words::said;
use crate::outbox::token_variable;
use crate::owner::Owner;
use crate::storage::storage_error;

/// The longest name of a connection, in characters.
const NAME_MAX: usize = 40;
/// Fields that only shape what is sent, so that they may change without asking the tracker.
const SHAPING: [&str; 2] = ["breaks", "round"];

impl Owner {
    /// The connection and secret of a filled-in form, or the first field that needs another answer.
    pub(super) async fn read_account(&self, account: &AddTracker) -> Result<(Connection, Secret), ApiError> {
        let connection = self.read_form(account).await?;
        if let Some(secret) = account.token.as_deref().map(Secret::new).filter(|secret| !secret.is_empty()) {
            return Ok((connection, secret));
        }
        let about = trackers::by_kind(&connection.kind).map(|tracker| tracker.about());
        let secret_name =
            about.map_or(words::checks::THE_TOKEN.said(), |about| said(about, about.secret_name));
        let missing = || words::trackers::token_missing(secret_name, &token_variable(&connection.name));
        let secret = self.secret_from_environment(&connection.name).ok_or_else(missing)?;
        Ok((connection, secret))
    }

    /// The connection of a form, whatever its secret will be.
    pub(crate) async fn read_form(&self, account: &AddTracker) -> Result<Connection, ApiError> {
        let tracker = trackers::by_kind(&account.kind).ok_or_else(|| {
            let known: Vec<&str> = trackers::all().iter().map(|tracker| tracker.about().kind).collect();
            words::trackers::unknown_kind(&account.kind, &known.join(", "))
        })?;
        let about = tracker.about();
        let name = account.name.trim();
        if name.is_empty()
            || name.chars().count() > NAME_MAX
            || name.chars().any(|c| c == ':' || c.is_whitespace() || c.is_control())
        {
            return Err(words::trackers::bad_name());
        }
        let connections = self.reader.connections().await.map_err(|error| storage_error(&error))?;
        if connections.iter().any(|connection| connection.name.eq_ignore_ascii_case(name)) {
            return Err(words::trackers::name_taken(name));
        }
        let url = account.url.as_deref().map(str::trim).filter(|url| !url.is_empty());
        let url = url.or(about.default_url).ok_or_else(|| words::trackers::url_missing(about.name))?;
        let base_url = safe_url(url)?.to_string();
        let workspace =
            account.workspace.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        if let Some(field) = about.workspace.filter(|field| field.required && workspace.is_none()) {
            return Err(words::trackers::field_missing("workspace", said(about, field.label)));
        }
        check_settings(about, account)?;
        Ok(Connection {
            id: ConnectionId::new(self.ports.clock.uuid()),
            kind: about.kind.to_owned(),
            name: name.to_owned(),
            base_url,
            workspace,
            settings: account
                .settings
                .iter()
                .filter(|(_, v)| !v.trim().is_empty())
                .map(|(k, v)| (k.clone(), v.trim().to_owned()))
                .collect(),
            identity: None,
            policy: match &account.policy {
                Some(policy) => read_policy(policy)?,
                None => about.policy(&account.settings),
            },
        })
    }
}

impl Owner {
    /// Changes how entries are shaped for an account; what is booked from now on follows it.
    pub(crate) async fn tracker_shape(
        &mut self,
        name: &str,
        key: &str,
        value: &str,
    ) -> Result<Tracker, ApiError> {
        let mut connection = self.connection_named(name).await?;
        let unknown = || words::trackers::unknown_kind(&connection.kind, "");
        let about = trackers::by_kind(&connection.kind).map(|tracker| tracker.about()).ok_or_else(unknown)?;
        let shapes = |field: &&Field| SHAPING.contains(&field.key);
        let Some(field) = about.fields.iter().filter(shapes).find(|field| field.key == key) else {
            let all: Vec<&str> = about.fields.iter().filter(shapes).map(|field| field.key).collect();
            return Err(words::trackers::unknown_field(key, &all.join(", ")));
        };
        let value = value.trim();
        if let FieldKind::Choice(choices) = field.kind
            && !value.is_empty()
            && choices.iter().all(|(known, _)| *known != value)
        {
            let known: Vec<&str> = choices.iter().map(|(value, _)| *value).collect();
            return Err(words::trackers::bad_choice(key, &known.join(", ")));
        }
        match value {
            "" => connection.settings.remove(key),
            _ => connection.settings.insert(key.to_owned(), value.to_owned()),
        };
        connection.policy = about.policy(&connection.settings);
        self.store.put_connection(&connection).await.map_err(|error| storage_error(&error))?;
        self.tell(&[Topic::Trackers], None).await;
        self.tracker_view(&connection).await
    }
}

/// An address that may carry a token: encrypted, or this machine itself; without anything secret in it.
fn safe_url(text: &str) -> Result<Url, ApiError> {
    let url = Url::parse(text).map_err(|_| words::trackers::bad_url(text))?;
    let Some(host) = url.host() else { return Err(words::trackers::bad_url(text)) };
    if !url.username().is_empty()
        || url.password().is_some()
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err(words::trackers::url_with_secret());
    }
    let loopback = match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    match url.scheme() {
        "https" => Ok(url),
        "http" if loopback => Ok(url),
        "http" => Err(words::trackers::insecure_url()),
        _ => Err(words::trackers::bad_url(text)),
    }
}

fn check_settings(about: &Descriptor, account: &AddTracker) -> Result<(), ApiError> {
    for field in about.fields {
        let value =
            account.settings.get(field.key).map(|value| value.trim()).filter(|value| !value.is_empty());
        match (value, field.kind) {
            (None, _) if field.required => {
                return Err(words::trackers::field_missing(field.key, said(about, field.label)));
            }
            (Some(value), FieldKind::Choice(choices)) if choices.iter().all(|(known, _)| *known != value) => {
                let known: Vec<&str> = choices.iter().map(|(value, _)| *value).collect();
                return Err(words::trackers::bad_choice(field.key, &known.join(", ")));
            }
            (None | Some(_), _) => {}
        }
    }
    let known = |key: &str| about.fields.iter().any(|field| field.key == key);
    match account.settings.keys().find(|key| !known(key)) {
        Some(key) => {
            let all: Vec<&str> = about.fields.iter().map(|field| field.key).collect();
            Err(words::trackers::unknown_field(key, &all.join(", ")))
        }
        None => Ok(()),
    }
}

fn read_policy(policy: &Policies) -> Result<Policy, ApiError> {
    let breaks = match policy.breaks.as_str() {
        "gap" => BreakPolicy::Gap,
        "entry" => BreakPolicy::Entry,
        "subtract" => BreakPolicy::Subtract,
        _ => return Err(words::trackers::bad_choice("policy.breaks", "gap, entry, subtract")),
    };
    let rounding = match policy.rounding.as_str() {
        "nearest" => Rounding::Nearest,
        "up" => Rounding::Up,
        "down" => Rounding::Down,
        _ => return Err(words::trackers::bad_choice("policy.rounding", "nearest, up, down")),
    };
    Ok(Policy { breaks, rounding })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        for good in
            ["https://api.clockify.me", "http://127.0.0.1:9/x", "http://localhost:1", "http://[::1]:8"]
        {
            assert!(safe_url(good).is_ok(), "{good}");
        }
        for bad in [
            "http://example.org",
            "http://localhost.example.org",
            "ftp://127.0.0.1",
            "clockify",
            "http://10.0.0.1",
        ] {
            assert_eq!(safe_url(bad).err().and_then(|error| error.field).as_deref(), Some("url"), "{bad}");
        }
    }

    #[test]
    fn an_address_holds_no_secret() {
        for bad in ["https://me:pass@example.org", "https://example.org?token=1", "https://example.org#k"] {
            assert!(safe_url(bad).is_err(), "{bad}");
        }
    }
}
