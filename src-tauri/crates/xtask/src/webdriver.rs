//! A hand inside the window: the W3C WebDriver protocol, spoken to WebKitWebDriver.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::clock::until;
use crate::desktop::{Daemon, Desktop};
use crate::http;

/// How long the page may take to show what is looked for.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long a script may take; a busy machine takes its time for all rules of axe.
const SCRIPT_MILLIS: u32 = 120_000;

/// WebDriver's codes for keys without a letter.
pub(crate) const ESCAPE: &str = "\u{e00c}";
/// Held down with another one.
pub(crate) const CONTROL: &str = "\u{e009}";

/// The name under which WebDriver hands elements over.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A driven window. It closes when the value is dropped.
pub(crate) struct Page {
    session: String,
    // Ended after the session.
    _driver: Daemon,
}

impl Page {
    /// Starts the program under the driver; returns when its page is there.
    pub(crate) fn open(
        desktop: &Desktop,
        program: &Path,
        arguments: &[&str],
        env: &[(&str, &Path)],
    ) -> Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut command = desktop.command("WebKitWebDriver");
        command.arg(format!("--port={port}")).arg("--host=127.0.0.1");
        command.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        command.envs(env.iter().copied());
        let mut driver = desktop.daemon(&mut command)?;
        driver.ready(|| Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()))?;
        let base = format!("http://127.0.0.1:{port}/session");
        let options = json!({ "binary": program, "args": arguments });
        let always = json!({ "webkitgtk:browserOptions": options, "timeouts": { "script": SCRIPT_MILLIS } });
        let wanted = json!({ "capabilities": { "alwaysMatch": always } });
        let answer = say("POST", &base, Some(&wanted)).context("WebKitWebDriver opens the window")?;
        let id = answer["sessionId"].as_str().context("a session has an id")?;
        let page = Self { session: format!("{base}/{id}"), _driver: driver };
        until("the window's page", PATIENCE, || Ok(page.arrive().ok()))?;
        Ok(page)
    }

    /// Turns to the window and makes sure that its page is loaded; an error means: not yet.
    fn arrive(&self) -> Result<()> {
        let handles = say("GET", &format!("{}/window/handles", self.session), None)?;
        let handle = handles.as_array().and_then(|all| all.first()).context("there is a window")?;
        self.post("window", &json!({ "handle": handle }))?;
        ensure!(self.script("return document.readyState")? == "complete", "the page still loads");
        Ok(())
    }

    /// The elements that match a CSS selector now.
    fn all(&self, css: &str) -> Result<Vec<String>> {
        let how = json!({ "using": "css selector", "value": css });
        let found = self.post("elements", &how)?;
        let ids = found.as_array().into_iter().flatten().filter_map(|element| element[ELEMENT].as_str());
        Ok(ids.map(str::to_owned).collect())
    }

    /// Waits until so many elements match.
    pub(crate) fn counts(&self, css: &str, wanted: usize) -> Result<()> {
        let found = until(&format!("{wanted} × {css}"), PATIENCE, || {
            Ok((self.all(css)?.len() == wanted).then_some(()))
        });
        found.with_context(|| format!("the page shows: {}", self.text("main").unwrap_or_default()))
    }

    fn one(&self, css: &str) -> Result<String> {
        until(&format!("{css} in the page"), PATIENCE, || Ok(self.all(css)?.into_iter().next()))
    }

    /// Waits for an element and clicks it. One that the page drew anew in between is looked for again.
    pub(crate) fn click(&self, css: &str) -> Result<()> {
        until(&format!("a click on {css}"), PATIENCE, || {
            let id = self.one(css)?;
            match self.post(&format!("element/{id}/click"), &json!({})) {
                Err(error) if error.to_string().contains("stale element") => Ok(None),
                clicked => clicked.map(|_| Some(())),
            }
        })
    }

    /// Waits for an element and types into it, in place of what is there.
    pub(crate) fn fill(&self, css: &str, text: &str) -> Result<()> {
        self.fill_nth(css, 0, text)
    }

    /// The same for a later one of several that match, counted from 0.
    pub(crate) fn fill_nth(&self, css: &str, nth: usize, text: &str) -> Result<()> {
        let id = until(&format!("{css} in the page"), PATIENCE, || Ok(self.all(css)?.into_iter().nth(nth)))?;
        self.post(&format!("element/{id}/clear"), &json!({}))?;
        self.post(&format!("element/{id}/value"), &json!({ "text": text })).map(drop)
    }

    /// Ticks a box or chooses a round button that is drawn by its label.
    pub(crate) fn check(&self, css: &str) -> Result<()> {
        self.one(css)?;
        self.script(&format!("document.querySelector({}).click()", json!(css))).map(drop)
    }

    /// Types where the focus is.
    pub(crate) fn write(&self, text: &str) -> Result<()> {
        let strike = |letter: char| {
            let letter = letter.to_string();
            [json!({ "type": "keyDown", "value": letter }), json!({ "type": "keyUp", "value": letter })]
        };
        let presses: Vec<Value> = text.chars().flat_map(strike).collect();
        let hands = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": presses }] });
        self.post("actions", &hands).map(drop)
    }

    /// Presses one key where the focus is: a letter, or a WebDriver key code such as `\u{e007}` for Enter.
    pub(crate) fn press(&self, key: &str) -> Result<()> {
        self.write(key)
    }

    /// Waits until an element matches.
    pub(crate) fn appears(&self, css: &str) -> Result<()> {
        self.one(css).map(drop)
    }

    /// Waits until nothing moves in the page any more, what moves for ever aside.
    pub(crate) fn settle(&self) -> Result<()> {
        until("the page to stand still", PATIENCE, || {
            let moving = self.script(
                "return document.getAnimations().some((one) =>
                     one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity)",
            )?;
            Ok((moving == false).then_some(()))
        })
    }

    /// Presses keys one after the other while another one is held, then lets go of it.
    pub(crate) fn hold(&self, held: &str, keys: &[&str]) -> Result<()> {
        let key = |kind: &str, key: &str| json!({ "type": kind, "value": key });
        let strokes = keys.iter().flat_map(|one| [key("keyDown", one), key("keyUp", one)]);
        let actions: Vec<Value> =
            std::iter::once(key("keyDown", held)).chain(strokes).chain([key("keyUp", held)]).collect();
        let hands = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.post("actions", &hands).map(drop)
    }

    /// Whether the focus is on an element that matches.
    pub(crate) fn has_focus(&self, css: &str) -> Result<bool> {
        let script = format!("return document.activeElement?.matches({}) ?? false", json!(css));
        Ok(self.script(&script)? == true)
    }

    /// The text of all elements that match, also where the page cuts it off.
    pub(crate) fn text(&self, css: &str) -> Result<String> {
        let script = format!(
            "return [...document.querySelectorAll({})].map((e) => e.textContent).join(' ')",
            json!(css)
        );
        Ok(self.script(&script)?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the elements that match hold a text.
    pub(crate) fn shows(&self, css: &str, text: &str) -> Result<()> {
        let found = until(&format!("“{text}” in {css}"), PATIENCE, || {
            Ok(self.text(css)?.contains(text).then_some(()))
        });
        found.with_context(|| format!("the page shows: {}", self.text("main").unwrap_or_default()))
    }

    /// Runs JavaScript in the page; gives what it returns.
    pub(crate) fn script(&self, script: &str) -> Result<Value> {
        self.post("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs JavaScript that calls its last argument when it is done; gives what it calls it with.
    pub(crate) fn script_later(&self, script: &str, arguments: &Value) -> Result<Value> {
        self.post("execute/async", &json!({ "script": script, "args": arguments }))
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        say("POST", &format!("{}/{path}", self.session), Some(body))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // The driver is ended right after, and the window with it.
        drop(say("DELETE", &self.session, None));
    }
}

fn say(method: &str, url: &str, body: Option<&Value>) -> Result<Value> {
    let (status, mut answer) = http::ask(method, url, body)?;
    let value = answer["value"].take();
    if status != 200 {
        bail!("the page says {}: {}", value["error"], value["message"]);
    }
    Ok(value)
}
