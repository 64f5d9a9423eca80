//! Accounts: testing one, keeping one, signing in again, fetching its catalogue. All run beside the owner.

use api::{AddTracker, ApiError, CheckLine, CheckMark, Policies, TrackerCheck, words};
use domain::payload::{BreakPolicy, Rounding};
use domain::target::Identity;
use domain::{Connection, ConnectionId, Policy, Target};
use trackers::{Descriptor, FieldKind, Secret, TargetQuery, TrackerError, WorkspaceRules};
use url::{Host, Url};

use crate::handle::{Input, Reply};
use crate::outbox::{Line, token_variable, tracker_words};
use crate::owner::Owner;
use crate::storage::storage_error;

/// The longest name of a connection, in characters.
const NAME_MAX: usize = 40;
/// The most targets kept of one connection.
pub(crate) const TARGETS_MAX: usize = 50_000;

/// What a tested account said, with what is to be done now.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(super) connection: Connection,
    pub(super) secret: Option<Secret>,
    pub(super) purpose: Purpose,
    pub(super) result: Result<Facts, TrackerError>,
    pub(super) reply: Option<Reply>,
}

/// Why an account was tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Only to say whether it works.
    Check,
    /// To keep it.
    Add,
    /// To test one that is kept.
    Test,
    /// To replace its secret.
    SignIn,
    /// To fetch its catalogue again.
    Refresh,
}

/// What a tracker says about an account.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(super) identity: Identity,
    pub(super) rules: WorkspaceRules,
    pub(super) targets: Vec<Target>,
    pub(super) millis: u64,
}

impl Facts {
    /// What a tracker said; a target that was named twice counts once.
    pub(crate) fn new(identity: Identity, rules: WorkspaceRules, mut targets: Vec<Target>) -> Self {
        let mut seen = std::collections::HashSet::new();
        targets.retain(|target| seen.insert(target.id.clone()));
        Self { identity, rules, targets, millis: 0 }
    }
}

impl Checked {
    /// A kept account whose catalogue was fetched anew by itself.
    pub(crate) fn refreshed(connection: Connection, facts: Facts) -> Self {
        Self { connection, secret: None, purpose: Purpose::Refresh, result: Ok(facts), reply: None }
    }
}

impl Owner {
    /// Tests an account without keeping anything.
    pub(crate) async fn tracker_check(&mut self, account: AddTracker, reply: Reply) {
        match self.read_account(&account).await {
            Ok((connection, secret)) => self.examine(connection, secret, Purpose::Check, Some(reply)),
            Err(error) => reply.send(Err::<(), _>(error)),
        }
    }

    /// Tests an account and keeps it.
    pub(crate) async fn tracker_add(&mut self, account: AddTracker, reply: Reply) {
        match self.read_account(&account).await {
            Ok((connection, secret)) => self.examine(connection, secret, Purpose::Add, Some(reply)),
            Err(error) => reply.send(Err::<(), _>(error)),
        }
    }

    /// Tests a kept account.
    pub(crate) async fn tracker_test(&mut self, name: &str, reply: Reply) {
        self.examine_kept(name, Purpose::Test, reply).await;
    }

    /// Fetches targets and rules of a kept account again.
    pub(crate) async fn tracker_refresh(&mut self, name: &str, reply: Reply) {
        self.examine_kept(name, Purpose::Refresh, reply).await;
    }

    /// Tests a new secret of a kept account, and keeps it if it works.
    pub(crate) async fn tracker_sign_in(&mut self, name: &str, token: &str, reply: Reply) {
        let secret = Secret::new(token);
        match self.connection_named(name).await {
            Ok(connection) if secret.is_empty() => {
                let variable = token_variable(&connection.name);
                reply.send(Err::<(), _>(words::trackers::token_missing("The token", &variable)));
            }
            Ok(connection) => self.examine(connection, secret, Purpose::SignIn, Some(reply)),
            Err(error) => reply.send(Err::<(), _>(error)),
        }
    }

    async fn examine_kept(&mut self, name: &str, purpose: Purpose, reply: Reply) {
        let connection = match self.connection_named(name).await {
            Ok(connection) => connection,
            Err(error) => return reply.send(Err::<(), _>(error)),
        };
        match self.secret_of(&connection).await {
            Ok(secret) => self.examine(connection, secret, purpose, Some(reply)),
            Err(_) => {
                let variable = token_variable(&connection.name);
                reply.send(Err::<(), _>(words::trackers::keychain("The keychain gave no token", &variable)));
            }
        }
    }

    /// Asks the tracker in a task of its own; the result comes back as an input.
    fn examine(&self, connection: Connection, secret: Secret, purpose: Purpose, reply: Option<Reply>) {
        let Some(me) = self.me.upgrade() else { return };
        let line = match self.line_with(&connection, secret.clone()) {
            Ok(line) => line,
            Err(_) => {
                if let Some(reply) = reply {
                    reply.send(Err::<(), _>(words::trackers::bad_url(&connection.base_url)));
                }
                return;
            }
        };
        tokio::spawn(async move {
            let result = facts(line).await;
            let secret = Some(secret);
            let checked = Checked { connection, secret, purpose, result, reply };
            // The engine may be ending; then the reply is dropped and says so.
            let _ending = me.send(Input::Checked(Box::new(checked))).await;
        });
    }

    /// The connection and secret of a filled-in form, or the first field that needs another answer.
    async fn read_account(&self, account: &AddTracker) -> Result<(Connection, Secret), ApiError> {
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
        let url =
            account.url.as_deref().map(str::trim).filter(|url| !url.is_empty()).unwrap_or(about.default_url);
        let base_url = safe_url(url)?.to_string();
        let workspace =
            account.workspace.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        if let Some(field) = about.workspace.filter(|field| field.required && workspace.is_none()) {
            return Err(words::trackers::field_missing("workspace", field.label));
        }
        check_settings(about, account)?;
        let secret = match account.token.as_deref().map(Secret::new).filter(|secret| !secret.is_empty()) {
            Some(secret) => secret,
            None => self
                .secret_from_environment(name)
                .ok_or_else(|| words::trackers::token_missing(about.secret_name, &token_variable(name)))?,
        };
        let connection = Connection {
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
        };
        Ok((connection, secret))
    }

    /// Does what an account was tested for.
    pub(crate) async fn take_checked(&mut self, checked: Checked) {
        let Checked { mut connection, secret, purpose, result, reply } = checked;
        let facts = match result {
            Ok(facts) => facts,
            Err(error) => {
                let Some(reply) = reply else { return };
                let words = tracker_words(&connection.name, &error);
                return match purpose {
                    Purpose::Check | Purpose::Test => reply.send(Ok(bad_check(&words))),
                    Purpose::Add | Purpose::SignIn | Purpose::Refresh => reply.send(Err::<(), _>(words)),
                };
            }
        };
        let check = good_check(&facts);
        if purpose == Purpose::Check {
            if let Some(reply) = reply {
                reply.send(Ok(check));
            }
            return;
        }
        connection.identity = Some(facts.identity.clone());
        let kept = self.keep(&connection, secret, purpose, &facts).await;
        let Some(reply) = reply else { return };
        match (kept, purpose) {
            (Err(error), _) => reply.send(Err::<(), _>(error)),
            (Ok(()), Purpose::Add | Purpose::Refresh) => {
                let view = self.tracker_view(&connection).await;
                reply.send(view);
            }
            (Ok(()), Purpose::Check | Purpose::Test | Purpose::SignIn) => reply.send(Ok(check)),
        }
    }

    async fn keep(
        &mut self,
        connection: &Connection,
        secret: Option<Secret>,
        purpose: Purpose,
        facts: &Facts,
    ) -> Result<(), ApiError> {
        let from_environment = self.secret_from_environment(&connection.name).is_some();
        if let Some(secret) = secret.filter(|_| matches!(purpose, Purpose::Add | Purpose::SignIn)) {
            if !from_environment {
                self.ports.secrets.put(connection.id, &secret).await.map_err(|error| {
                    let what = match error {
                        crate::SecretError::Locked => "The keychain is locked",
                        crate::SecretError::Missing => "There is no keychain on this desktop",
                        crate::SecretError::Unanswered => "The keychain does not answer",
                    };
                    words::trackers::keychain(what, &token_variable(&connection.name))
                })?;
            }
            self.known_secrets.insert(connection.id, secret);
        }
        let now = self.now();
        let fail = |error: store::StoreError| storage_error(&error);
        let rules = serde_json::to_string(&facts.rules).unwrap_or_else(|_| "{}".into());
        self.store.put_connection(connection).await.map_err(fail)?;
        self.store.put_rules(connection.id, &rules, now).await.map_err(fail)?;
        self.store.put_targets(connection.id, &facts.targets, now).await.map_err(fail)?;
        self.lift(connection.id, false).await.map_err(fail)?;
        self.outbox.take_care_in_a_day(now);
        if matches!(purpose, Purpose::Test | Purpose::SignIn) {
            self.read_back_now(Some(connection.id)).await.map_err(fail)?;
        }
        self.tell(&[api::Topic::Trackers, api::Topic::Uploads], None).await;
        Ok(())
    }
}

/// Asks a tracker who we are, what it demands, and what can be booked on.
async fn facts(line: Line) -> Result<Facts, TrackerError> {
    let begun = line.clock.monotonic_millis();
    let identity = line.tracker.whoami(&line.cx()).await?;
    let millis = line.clock.monotonic_millis().saturating_sub(begun);
    let mut line = line;
    line.account.identity = Some(identity.clone());
    let rules = line.tracker.rules(&line.cx()).await?;
    let mut targets: Vec<Target> = Vec::new();
    let mut cursor = None;
    loop {
        let query = TargetQuery { text: String::new(), cursor };
        let page = line.tracker.targets(&line.cx(), query).await?;
        targets.extend(page.items);
        cursor = page.next;
        if cursor.is_none() || targets.len() >= TARGETS_MAX {
            break;
        }
    }
    Ok(Facts { millis, ..Facts::new(identity, rules, targets) })
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
                return Err(words::trackers::field_missing(field.key, field.label));
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

fn good_check(facts: &Facts) -> TrackerCheck {
    let line = |mark, text: &str, detail: String| CheckLine { mark, text: text.into(), detail: Some(detail) };
    let mut lines = vec![
        line(
            CheckMark::Ok,
            &format!("Signed in as {}", facts.identity.display),
            format!("{} ms", facts.millis),
        ),
        line(CheckMark::Ok, &format!("{} targets found", facts.targets.len()), {
            let mine = facts.targets.iter().filter(|target| target.mine).count();
            if mine > 0 { format!("{mine} assigned to you") } else { String::new() }
        }),
    ];
    if facts.rules.live_only {
        lines.push(line(
            CheckMark::Note,
            "The workspace takes only live timers",
            "finished entries are refused there".into(),
        ));
    }
    for (required, what) in [
        (facts.rules.note_required, "a note"),
        (facts.rules.project_required, "a project"),
        (facts.rules.task_required, "a task"),
        (facts.rules.tag_required, "a tag"),
    ] {
        if required {
            lines.push(line(
                CheckMark::Note,
                &format!("Every entry needs {what} there"),
                "Stint asks for it in time".into(),
            ));
        }
    }
    TrackerCheck { ok: true, lines }
}

fn bad_check(error: &ApiError) -> TrackerCheck {
    let line = CheckLine { mark: CheckMark::Bad, text: error.message.clone(), detail: error.remedy.clone() };
    TrackerCheck { ok: false, lines: vec![line] }
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
