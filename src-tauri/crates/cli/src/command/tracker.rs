//! `stint tracker` and `stint target`: connecting trackers, and what can be booked on.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::process::ExitCode;

use api::client::Client;
use api::{
    AddTracker, ApiError, BrowserSignIn, CheckMark, Request, Target, Tracker, TrackerCheck, TrackerKind,
};

use crate::arguments;
use crate::command::answer;
use crate::words;

/// The longest token read, in bytes.
const TOKEN_MAX: u64 = 64 * 1024;

pub(super) async fn run(client: &mut Client, action: arguments::Tracker) -> Result<ExitCode, ApiError> {
    use arguments::Tracker as Action;
    match action {
        Action::Kinds { json } => {
            answer(client, Request::TrackerKinds, json, |kinds: &Vec<TrackerKind>| {
                kinds.iter().map(kind_lines).collect::<Vec<_>>().join("\n")
            })
            .await
        }
        Action::List { json } => {
            answer(client, Request::Trackers, json, |trackers: &Vec<Tracker>| {
                if trackers.is_empty() {
                    return words::NO_CONNECTIONS_HELP.into();
                }
                trackers.iter().map(tracker_line).collect::<Vec<_>>().join("\n")
            })
            .await
        }
        Action::Add { kind, name, url, workspace, settings, token_stdin, token_env, browser, json } => {
            let token = token(token_stdin, token_env)?;
            let settings = pairs(&settings)?;
            let account = AddTracker { kind, name, url, workspace, settings, token, policy: None };
            if browser {
                return in_browser(client, Request::BrowserSignIn(account), json).await;
            }
            answer(client, Request::TrackerAdd(account), json, |tracker: &Tracker| {
                words::connected(&tracker_line(tracker))
            })
            .await
        }
        Action::Test { name, json } => check(client, Request::TrackerTest { name }, json).await,
        Action::SignIn { name, browser: true, json, .. } => {
            in_browser(client, Request::BrowserSignInAgain { name }, json).await
        }
        Action::SignIn { name, token_env, browser: false, json } => {
            let token = token(token_env.is_none(), token_env)?.unwrap_or_default();
            check(client, Request::TrackerSignIn { name, token }, json).await
        }
        Action::Remove { name } => {
            answer(client, Request::TrackerRemove { name }, false, |(): &()| words::DISCONNECTED.into()).await
        }
        Action::Refresh { name, json } => {
            answer(client, Request::TrackerRefresh { name }, json, tracker_line).await
        }
    }
}

pub(super) async fn targets(client: &mut Client, action: arguments::Target) -> Result<ExitCode, ApiError> {
    let arguments::Target::Search { text, tracker, json } = action;
    let request = Request::Targets { text: text.join(" "), tracker, limit: Some(50) };
    answer(client, request, json, |targets: &Vec<Target>| {
        if targets.is_empty() {
            return words::NO_TARGETS.into();
        }
        targets
            .iter()
            .map(|target| format!("{:<40} {}", target.target, target.title))
            .collect::<Vec<_>>()
            .join("\n")
    })
    .await
}

/// Begins a sign-in, says where the browser is to go, and waits for it. What is said meanwhile goes to the side, so
/// that the answer stays alone on standard output.
async fn in_browser(client: &mut Client, begin: Request, json: bool) -> Result<ExitCode, ApiError> {
    let BrowserSignIn { id, address, opened, wait_seconds } = client.call(begin).await?;
    eprintln!("{}", words::sign_in_at(opened, &address, wait_seconds / 60));
    answer(client, Request::BrowserSignInFinish { id }, json, |tracker: &Tracker| {
        words::connected(&tracker_line(tracker))
    })
    .await
}

async fn check(client: &mut Client, request: Request, json: bool) -> Result<ExitCode, ApiError> {
    let mut works = true;
    let code = answer(client, request, json, |check: &TrackerCheck| {
        works = check.ok;
        let lines = check.lines.iter().map(|line| {
            let mark = match line.mark {
                CheckMark::Ok => "✓",
                CheckMark::Note => "≈",
                CheckMark::Bad => "✗",
            };
            format!("{mark} {}  {}", line.text, line.detail.as_deref().unwrap_or_default())
        });
        lines.collect::<Vec<_>>().join("\n")
    })
    .await?;
    Ok(if works { code } else { ExitCode::FAILURE })
}

/// The token from where the person said; `None` = the resident's environment may bring it.
fn token(from_stdin: bool, from_variable: Option<String>) -> Result<Option<String>, ApiError> {
    if let Some(variable) = from_variable {
        return std::env::var(&variable).map(Some).map_err(|_| words::no_variable(&variable));
    }
    if !from_stdin {
        return Ok(None);
    }
    let mut text = String::new();
    let read = std::io::stdin().take(TOKEN_MAX).read_to_string(&mut text);
    read.map_err(|error| words::no_token(&error.to_string()))?;
    Ok(Some(text.trim().to_owned()))
}

fn pairs(settings: &[String]) -> Result<BTreeMap<String, String>, ApiError> {
    settings
        .iter()
        .map(|pair| match pair.split_once('=') {
            Some((key, value)) if !key.trim().is_empty() => {
                Ok((key.trim().to_owned(), value.trim().to_owned()))
            }
            _ => Err(words::no_pair(pair)),
        })
        .collect()
}

fn tracker_line(tracker: &Tracker) -> String {
    let trouble = match (&tracker.reason, &tracker.remedy) {
        (Some(reason), Some(remedy)) => format!("\n  {reason} {remedy}"),
        _ => String::new(),
    };
    let Tracker { kind_name, account, targets, refreshed, .. } = tracker;
    let what = words::tracker(kind_name, account.as_deref(), *targets, refreshed.as_deref());
    words::of(&tracker.name, &what) + &trouble
}

fn kind_lines(kind: &TrackerKind) -> String {
    let place = match kind.default_url.as_str() {
        "" => words::NEEDS_ADDRESS.to_string(),
        url => words::usual_address(url),
    };
    let mut text = format!("{:<10} {}  {place}", kind.kind, kind.name);
    if kind.browser {
        text.push_str(&format!("\n  {:<12} {}", "--browser", words::BROWSER));
    }
    for field in kind.workspace.iter().chain(&kind.fields) {
        let needed = if field.required { words::NEEDED } else { words::OPTIONAL };
        let choices: Vec<&str> = field.choices.iter().map(|choice| choice.value.as_str()).collect();
        let choices = if choices.is_empty() { String::new() } else { format!(" [{}]", choices.join("|")) };
        text.push_str(&format!("\n  {:<12} {}{choices}, {needed}. {}", field.key, field.label, field.help));
    }
    text
}
