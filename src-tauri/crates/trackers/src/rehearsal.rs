//! Every call of a tracker played through once, its good ends and its bad ones, with each request and answer kept.
//!
//! Knows no tracker: what is booked on is the first target of the listing that takes an entry. Snapshots of the
//! requests and the check against the vendors' own descriptions are made of this.

pub(crate) mod browser;

use std::sync::Mutex;

use async_trait::async_trait;
use domain::entry::Draft;
use domain::payload::BreakPolicy;
use domain::target::Identity;
use domain::{
    Booking, Cause, ConnectionId, Entry, EntryId, Kind as Stretch, Part, Payload, Policy, Segment, Target,
    TargetId, Timestamp, UploadId,
};
use uuid::Uuid;

use browser::Door;

use crate::{
    Account, Cx, Found, Http, Kind, Remote, Request, Response, Secret, TargetQuery, Tracker, TrackerError,
    TransportError, WorkspaceRules,
};

/// Pages of a listing read at most.
const PAGES_MAX: usize = 100;
const HOUR: i64 = 3_600_000;

/// One request and its answer.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// What was being done.
    pub step: &'static str,
    /// What was asked.
    pub request: Request,
    /// The answer; None when none came.
    pub answer: Option<Response>,
}

/// What was played.
#[derive(Clone, Debug, Default)]
pub struct Rehearsal {
    /// Everything asked, in order.
    pub exchanges: Vec<Exchange>,
    /// The ids of the records that were made.
    pub records: Vec<String>,
}

/// Plays every call of a tracker against a service with sample data.
///
/// # Errors
/// When a step did not end as it has to, with the step and what it ended in.
pub async fn rehearse(
    tracker: &dyn Tracker,
    mut account: Account,
    secret: &Secret,
    http: &dyn Http,
    now: Timestamp,
) -> Result<Rehearsal, String> {
    let recorder = Recorder { http, kept: Mutex::default() };
    let line = Line { tracker, account: &account, secret, recorder: &recorder, now };
    let identity = line.sign_in().await?;
    account.identity = Some(identity);
    let records = Line { tracker, account: &account, secret, recorder: &recorder, now }.play().await?;
    let kept = recorder.kept.into_inner().map_err(|_| "a call panicked".to_owned())?;
    Ok(Rehearsal { exchanges: kept.exchanges, records })
}

/// The account, and the way on which everything is kept.
#[derive(Clone, Copy)]
struct Line<'a> {
    tracker: &'a dyn Tracker,
    account: &'a Account,
    secret: &'a Secret,
    recorder: &'a Recorder<'a>,
    now: Timestamp,
}

impl Line<'_> {
    async fn sign_in(&self) -> Result<Identity, String> {
        self.step("sign in with a wrong token");
        ends_in(self.tracker.whoami(&self.cx_with(&Secret::new("no-such-token"))).await, Kind::SignIn)?;
        self.step("sign in");
        done("sign in", self.tracker.whoami(&self.cx()).await)
    }

    async fn play(&self) -> Result<Vec<String>, String> {
        let tracker = self.tracker;
        self.step("targets");
        let targets = done("targets", self.targets("").await)?;
        self.step("targets by text");
        let first = targets.first().ok_or("there is no target")?;
        done("targets by text", self.targets(&first.title).await)?;
        self.step("targets by key");
        done("targets by key", self.targets(&first.key).await)?;
        self.step("rules");
        let rules = done("rules", tracker.rules(&self.cx()).await)?;

        let mut records = Vec::new();
        let tags: Vec<String> = rules.tags.keys().take(1).cloned().chain(new_tag(&rules)).collect();
        let fewest = if rules.tag_required { tags.as_slice() } else { &[] };
        let (target, made) = self.book(&targets, &rules, &tags).await?;
        let (remote, payload) = made.first().ok_or("an entry became nothing")?;
        records.extend(made.iter().map(|(remote, _)| remote.id.clone()));
        self.step("read");
        done("read", tracker.read(&self.cx(), &remote.id, payload).await)?.ok_or("it cannot be read")?;
        self.step("look for what is there");
        match done("look", tracker.find(&self.cx(), payload, self.now).await)? {
            Found::One(found) if found.id == remote.id => {}
            other => return Err(format!("the look found {other:?}")),
        }
        self.step("look for what is not there");
        let elsewhere = self.project(&entry("another day", self.now, 3, fewest), &target, &rules)?;
        match done("look", tracker.find(&self.cx(), &elsewhere[0].payload, self.now).await)? {
            Found::Absent => {}
            other => return Err(format!("the look for nothing found {other:?}")),
        }
        self.step("change");
        let changed = self.project(&entry("changed\n<words>", self.now, 0, fewest), &target, &rules)?;
        let change = Payload { start: payload.start, ..changed[0].payload.clone() };
        done("change", tracker.update(&self.cx(), &remote.id, payload, &change).await)?;
        self.refusals(payload, &remote.id).await?;
        self.removal(&remote.id, &change).await?;
        self.browser().await?;
        Ok(records)
    }

    /// Books two stretches of work with a break between them on the first target that takes them.
    async fn book(
        &self,
        targets: &[Target],
        rules: &WorkspaceRules,
        tags: &[String],
    ) -> Result<(TargetId, Vec<(Remote, Payload)>), String> {
        self.step("create");
        let worked = entry("API client: a < b, größer 日本", self.now, 0, tags);
        let mut last = "no target takes an entry".to_owned();
        for target in targets {
            let Ok(parts) = self.project(&worked, &target.id, rules) else { continue };
            let mut made = Vec::new();
            for part in parts {
                let key = UploadId::new(Uuid::from_u128(1 + made.len() as u128));
                match self.tracker.create(&self.cx(), &part.payload, key).await {
                    Ok(remote) => made.push((remote, part.payload)),
                    Err(error) => last = format!("create: {error}"),
                }
            }
            if !made.is_empty() {
                return Ok((target.id.clone(), made));
            }
        }
        Err(last)
    }

    /// What is not let through: a token nobody knows, a target and a record that do not exist.
    async fn refusals(&self, payload: &Payload, id: &str) -> Result<(), String> {
        let tracker = self.tracker;
        let stranger = Secret::new("no-such-token");
        let key = UploadId::new(Uuid::from_u128(900));
        self.step("create with a wrong token");
        ends_in(tracker.create(&self.cx_with(&stranger), payload, key).await, Kind::SignIn)?;
        self.step("look with a wrong token");
        ends_in(tracker.find(&self.cx_with(&stranger), payload, self.now).await, Kind::SignIn)?;
        self.step("change with a wrong token");
        ends_in(tracker.update(&self.cx_with(&stranger), id, payload, payload).await, Kind::SignIn)?;
        self.step("create where nothing is");
        let nowhere = Payload { target: TargetId::new(other(payload.target.as_str())), ..payload.clone() };
        match tracker.create(&self.cx(), &nowhere, UploadId::new(Uuid::from_u128(901))).await {
            Ok(made) => Err(format!("a target that does not exist took {}", made.id)),
            Err(_) => Ok(()),
        }
    }

    async fn removal(&self, id: &str, payload: &Payload) -> Result<(), String> {
        let tracker = self.tracker;
        self.step("remove");
        let removed = tracker.delete(&self.cx(), id, payload).await;
        if !tracker.about().can.delete {
            return ends_in(removed, Kind::Unsupported);
        }
        done("remove", removed)?;
        self.step("read what is gone");
        if done("read", tracker.read(&self.cx(), id, payload).await)?.is_some() {
            return Err("a removed record can be read".to_owned());
        }
        self.step("change what is gone");
        let change = Payload { text: "too late".to_owned(), ..payload.clone() };
        ends_in(tracker.update(&self.cx(), id, payload, &change).await, Kind::NotFound)?;
        self.step("remove what is gone");
        done("remove again", tracker.delete(&self.cx(), id, payload).await)
    }

    /// A sign-in in the browser and its renewal, where the tracker has that.
    async fn browser(&self) -> Result<(), String> {
        let Some(oauth) = self.tracker.about().browser else { return Ok(()) };
        let door = Door { oauth, account: self.account, http: self.recorder, now: self.now };
        let pair = door.sign_in(|step| self.step(step)).await?;
        self.step("say who signed in");
        done("sign in", self.tracker.whoami(&self.cx_with(&pair.access)).await)?;
        self.step("renew the sign-in");
        let renewed = done("renew", door.renew(&pair).await?)?;
        done("sign in", self.tracker.whoami(&self.cx_with(&renewed.access)).await)?;
        self.step("renew with what is used up");
        ends_in(door.renew(&pair).await?, Kind::SignIn)
    }

    async fn targets(&self, text: &str) -> Result<Vec<Target>, TrackerError> {
        let mut items = Vec::new();
        let mut cursor = None;
        for _ in 0..PAGES_MAX {
            let query = TargetQuery { text: text.to_owned(), cursor };
            let page = self.tracker.targets(&self.cx(), query).await?;
            items.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        Ok(items)
    }

    fn project(&self, entry: &Entry, target: &TargetId, rules: &WorkspaceRules) -> Result<Vec<Part>, String> {
        let about = self.tracker.about();
        let breaks = match about.can.break_entries && rules.break_entries {
            true => BreakPolicy::Entry,
            false => about.default_policy.breaks,
        };
        let policy = Policy { breaks, ..about.default_policy };
        let booking = Booking { connection: ConnectionId::new(Uuid::nil()), target: target.clone() };
        self.tracker.project(entry, &booking, &policy, rules).map_err(|refused| refused.to_string())
    }

    fn cx(&self) -> Cx<'_> {
        self.cx_with(self.secret)
    }

    fn cx_with<'a>(&'a self, secret: &'a Secret) -> Cx<'a> {
        Cx {
            http: self.recorder,
            account: self.account,
            secret,
            now: self.now,
            zone: chrono_tz::Europe::Berlin,
        }
    }

    fn step(&self, step: &'static str) {
        self.recorder.with(|kept| kept.step = step);
    }
}

fn done<T>(step: &str, result: Result<T, TrackerError>) -> Result<T, String> {
    result.map_err(|error| format!("{step}: {error}"))
}

fn ends_in<T>(result: Result<T, TrackerError>, kind: Kind) -> Result<(), String> {
    match result {
        Err(error) if error.kind == kind => Ok(()),
        Err(error) => Err(format!("{kind:?} was to come, it was {error}")),
        Ok(_) => Err(format!("{kind:?} was to come, it went well")),
    }
}

fn new_tag(rules: &WorkspaceRules) -> Option<String> {
    rules.new_tags.then(|| "rehearsed".to_owned())
}

/// An id of the same form that is another one.
fn other(id: &str) -> String {
    let turn = |c: char| match c {
        '0'..='8' => char::from(c as u8 + 1),
        '9' => '8',
        other => other,
    };
    id.chars().map(turn).collect()
}

/// A day's work that ended `days` and a few hours before `now`: an hour, a break, and half an hour.
fn entry(note: &str, now: Timestamp, days: i64, tags: &[String]) -> Entry {
    let mut at = now.plus_millis(-days * 24 * HOUR - 5 * HOUR);
    let mut segments = Vec::new();
    for (kind, millis) in [(Stretch::Work, HOUR), (Stretch::Break, HOUR / 4), (Stretch::Work, HOUR / 2)] {
        let end = at.plus_millis(millis);
        segments.push(Segment { kind, start: at, end: Some(end), cause: Cause::User });
        at = end;
    }
    let draft = Draft {
        id: EntryId::new(Uuid::from_u128(1)),
        note: note.to_owned(),
        tags: tags.to_vec(),
        billable: true,
        bookings: Vec::new(),
        zone: chrono_tz::Europe::Berlin,
        segments,
    };
    Entry::try_from(draft).expect("three stretches that touch make an entry")
}

/// Keeps what goes by.
struct Recorder<'a> {
    http: &'a dyn Http,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    step: &'static str,
    exchanges: Vec<Exchange>,
}

impl Recorder<'_> {
    fn with(&self, work: impl FnOnce(&mut Kept)) {
        work(&mut self.kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }
}

#[async_trait]
impl Http for Recorder<'_> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let answer = self.http.send(request.clone()).await;
        let kept = answer.as_ref().ok().cloned();
        self.with(|all| all.exchanges.push(Exchange { step: all.step, request, answer: kept }));
        answer
    }
}
