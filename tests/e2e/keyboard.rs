//! The window without a mouse: everything is reached, what has the focus is seen, and the focus is never lost.

use anyhow::{Context, Result, bail, ensure};

use super::{Flow, Ground};
use crate::stint::Stint;
use crate::webdriver::{CONTROL, ESCAPE, Page};

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    ("keyboard: Tab reaches everything on every screen, and what has the focus is seen", reaches),
    ("keyboard: what opens over the page gives the focus back to where it was", gives_back),
    ("keyboard: from an empty window to a booked entry without a mouse", whole_way),
];

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";

/// More stops than any screen has.
const STOPS: usize = 120;

/// The screens, by the digit that leads to each with Control, and what is there once it is shown.
const SCREENS: &[(&str, &str)] =
    &[("1", ".entry"), ("2", ".ev-hit"), ("3", ".reports table"), ("4", ".blank .btn"), ("5", ".subnav")];

/// Keeps what had the focus, and tells of everything that can have it whether it did; lists are one stop, whichever of
/// theirs it is.
const EYES: &str = r"
    const rooms = '[role=listbox], [role=grid], [role=radiogroup], [role=tablist], .list, .cal';
    const open = (el) => el.tabIndex >= 0 && !el.disabled && !el.closest('[inert]') && el.getClientRects().length > 0
        && el.checkVisibility({ visibilityProperty: true });
    const seen = (el) => {
        const box = el.getBoundingClientRect();
        return box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
            && box.top < innerHeight && box.left < innerWidth;
    };
    const rings = (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    const marked = (el) => {
        for (let at = el, up = 0; at && up < 4; at = at.parentElement, up += 1)
            if ([null, '::before', '::after'].some((part) => rings(getComputedStyle(at, part)))) return true;
        return false;
    };
    const named = (el) => `${el.tagName.toLowerCase()}.${el.className} “${(el.ariaLabel ?? el.textContent).trim().slice(0, 40)}”`;
    globalThis.eyes = {
        met: new Set(),
        look() {
            const el = document.activeElement;
            if (el === null || el === document.body) return 'out';
            if (this.met.has(el)) return 'round';
            this.met.add(el);
            if (!seen(el)) return `is not on the screen: ${named(el)}`;
            return marked(el) ? 'on' : `shows no focus: ${named(el)}`;
        },
        missed() {
            const group = (el) => (el.type === 'radio' ? `radio ${el.name}` : el.closest(rooms));
            const groups = new Set([...this.met].map(group).filter(Boolean));
            const all = document.querySelectorAll('a[href], button, input, select, textarea, [tabindex]');
            return [...all].filter((el) => open(el) && !this.met.has(el) && !groups.has(group(el))).map(named);
        },
    };
";

fn open(ground: &Ground<'_>, stint: &Stint<'_>) -> Result<Page> {
    Page::open(ground.desktop, &ground.programs.app, &[], &[("STINT_DATA_DIR", stint.data())])
}

fn reaches(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["add", "Support inbox", "--from", "yesterday 9:00", "--for", "30m", "--tag", "mail"])?;
    stint.say(&["add", "Release notes", "--from", "3h ago", "--for", "1h"])?;
    stint.say(&["start", "Login flow review", "--at", "20m ago"])?;
    let page = open(ground, &stint)?;
    let mut faults = Vec::new();
    for (digit, ready) in SCREENS {
        page.script("document.activeElement?.blur()")?;
        page.hold(CONTROL, &[digit])?;
        page.appears(ready)?;
        page.settle()?;
        page.script(EYES)?;
        let mut stops = 0;
        for _ in 0..STOPS {
            page.press(TAB)?;
            let found = page.script("return eyes.look()")?;
            match found.as_str().context("a word on the focus")? {
                "on" => stops += 1,
                "round" => break,
                // Past the last one the focus is the window's frame; the next Tab comes in again.
                "out" if stops > 0 => break,
                "out" => {}
                fault => faults.push(format!("screen {digit}: {fault}")),
            }
        }
        ensure!(stops > 3, "Tab goes round on screen {digit}: {stops} stops");
        let missed = page.script("return eyes.missed()")?;
        let missed = missed.as_array().context("a list")?.iter().filter_map(|name| name.as_str());
        faults.extend(missed.map(|name| format!("screen {digit}: never reached: {name}")));
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

fn gives_back(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    stint.say(&["add", "Support inbox", "--from", "yesterday 9:00", "--for", "30m"])?;
    stint.say(&["add", "Release notes", "--from", "yesterday 11:00", "--for", "1h"])?;
    let page = open(ground, &stint)?;
    page.counts(".entry", 2)?;
    page.press("j")?;
    until_focus(&page, ".entry .hit")?;
    for (held, key, layer) in [
        ("", "?", "dialog[open] .keys-list"),
        (CONTROL, "k", "dialog[open] input"),
        ("", "g", ".jump:popover-open .month"),
        ("", "f", "[role=searchbox]"),
        ("", "e", ".row-edit"),
    ] {
        if held.is_empty() {
            page.press(key)?
        } else {
            page.hold(held, &[key])?
        }
        page.appears(layer).with_context(|| format!("after {key}"))?;
        page.settle()?;
        page.press(ESCAPE)?;
        page.counts(layer, 0).with_context(|| format!("{key} and Escape"))?;
        until_focus(&page, ".entry .hit").with_context(|| format!("after {key} and Escape"))?;
    }
    Ok(())
}

fn whole_way(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.resident(&[])?;
    let page = open(ground, &stint)?;
    page.hold(CONTROL, &["4"])?;
    page.appears(".blank .btn.primary")?;
    tab_to(&page, ".blank .btn.primary")?;
    page.press(ENTER)?;
    page.appears(".cform")?;
    page.settle()?;
    tab_to(&page, "input[name=kind]")?;
    choose(&page, "clockify")?;
    tab_to(&page, ".cform > :nth-child(2) input")?;
    page.hold(CONTROL, &["a"])?;
    page.write(&format!("{}/clockify", ground.sandbox.url()))?;
    tab_to(&page, ".cform input[type=password]")?;
    page.write("clockify-sandbox-key")?;
    page.press(ENTER)?;
    page.counts(".conns > li", 1)?;
    page.counts("dialog[open]", 0)?;

    page.hold(CONTROL, &["1"])?;
    // Nothing was ever recorded: the field waits for the first note.
    until_focus(&page, "#quick")?;
    page.write("-40m Review @website/des")?;
    page.appears(".palette [role=option]")?;
    // The first one takes the target that is proposed.
    page.press(ENTER)?;
    page.settle()?;
    page.press(ENTER)?;
    stint.await_state("running")?;
    // The field lets go of the keys once the window has heard that it runs.
    page.counts("#quick:focus", 0)?;
    page.press("s")?;
    stint.await_state("stopped")?;
    stint.json(&["sync", "--wait", "30"])?;
    ensure!(stint.log()?[0]["note"] == "Review", "the note is what was typed: {}", stint.log()?);
    let records = ground.sandbox.records()?;
    ensure!(records.len() == 1, "it arrives: {records:?}; {}", stint.log()?);
    Ok(())
}

/// Presses Tab until the focus is there.
fn tab_to(page: &Page, css: &str) -> Result<()> {
    for _ in 0..STOPS {
        if page.has_focus(css)? {
            return Ok(());
        }
        page.press(TAB)?;
    }
    bail!("Tab does not lead to {css}");
}

/// Moves through a group of choices until this one is chosen.
fn choose(page: &Page, value: &str) -> Result<()> {
    const RIGHT: &str = "\u{e014}";
    for _ in 0..12 {
        if page.has_focus(&format!("input[value={value}]:checked"))? {
            return Ok(());
        }
        page.press(RIGHT)?;
    }
    bail!("arrows do not lead to {value}");
}

fn until_focus(page: &Page, css: &str) -> Result<()> {
    crate::clock::until("the focus", std::time::Duration::from_secs(5), || {
        Ok(page.has_focus(css)?.then_some(()))
    })
    .with_context(|| {
        format!(
            "on {css}; it is on {:?}",
            page.script("return document.activeElement?.outerHTML.slice(0, 120)")
        )
    })
}
