/** A window that was closed and comes back: as a new one would, as things are now, and with nothing typed lost. */
import { screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";
import { comeBack } from "../src/back";
import type { First } from "../src/lib/bindings";
import { FAKE_NOW, friday } from "../src/lib/fake/data";
import type { FakeHost } from "../src/lib/host.fake";
import { type Opened, open, row, toastSays } from "./window";

const NEXT_DAY = 24 * 3_600_000;

/** What the page shows at the moment it says that it may be seen. */
function seenWhenPainted(host: FakeHost): Promise<string> {
  return new Promise((resolve) => {
    host.painted = async () => resolve(document.body.textContent ?? "");
  });
}

async function now(host: FakeHost): Promise<First> {
  return {
    status: await host.status(),
    entries: await host.log("2026-11-19", "2026-11-20", null),
    recent: await host.recent(6),
    trackers: await host.trackers(),
    uploads: await host.uploads(),
    progress: await host.uploadsProgress(),
    settings: await host.settings(),
  };
}

/** All questions so far. */
function questions(host: FakeHost): number {
  return (["status", "log", "recent", "report", "trackers", "uploads", "settings"] as const)
    .map((name) => host.calls(name))
    .reduce((sum, count) => sum + count, 0);
}

let opened: Opened;
beforeEach(async () => {
  opened = await open();
});

describe("a window that comes back", () => {
  it("asks for nothing when nothing happened", async () => {
    const { app, host } = opened;
    const asked = questions(host);
    const seen = seenWhenPainted(host);
    host.emit("back", { view: null, first: null, stale: false });
    expect(await seen).toContain("Stand-up");
    expect(questions(host)).toBe(asked);
    expect(app.nav.screen).toBe("today");
  });

  it("shows what happened meanwhile before it is seen", async () => {
    const { host } = opened;
    await host.say({ verb: "stop", at: null });
    const [entry] = friday();
    const first = await now(host);
    const entries = [
      { ...first.entries[1], ...entry, id: "new", note: "Done elsewhere", end: "2026-11-20T13:00:00Z" },
    ];
    const seen = seenWhenPainted(host);
    host.emit("back", { view: null, first: { ...first, entries } as First, stale: true });
    expect(await seen).toContain("Done elsewhere");
  });

  it("asks before it is seen where the resident was too slow", async () => {
    const { host } = opened;
    const asked = host.calls("status");
    const seen = seenWhenPainted(host).then(() => host.calls("status"));
    host.emit("back", { view: null, first: null, stale: true });
    expect(await seen).toBeGreaterThan(asked);
  });

  it("goes where it is asked to, and else to today", async () => {
    const { app, host } = opened;
    await comeBack(app, { view: "settings/about", first: null, stale: false });
    expect([app.nav.screen, app.nav.settings]).toEqual(["settings", "about"]);
    await comeBack(app, { view: null, first: null, stale: false });
    expect(app.nav.screen).toBe("today");
    expect(host.calls("painted")).toBeGreaterThan(0);
  });

  it("has no dialog open in which nothing was typed, and the focus is nowhere", async () => {
    const { app, user } = opened;
    await user.keyboard("?");
    await screen.findByRole("dialog", { name: "All keys" });
    await comeBack(app, { view: null, first: null, stale: false });
    expect(app.nav.layer).toBeNull();
    expect(document.activeElement).toBe(document.body);
  });

  it("keeps what was typed into a dialog, open as it was", async () => {
    const { app, user } = opened;
    const entry = app.log.entries.find((one) => one.end !== null);
    if (entry) app.edit(entry);
    const note = await screen.findByLabelText("Note");
    await user.type(note, " and more");
    await comeBack(app, { view: null, first: null, stale: true });
    expect(screen.getByLabelText("Note")).toHaveValue(`${entry?.note} and more`);
  });

  it("keeps what was typed for a new entry", async () => {
    const { app, user } = opened;
    await user.type(screen.getByRole("combobox"), "Half a thought");
    await comeBack(app, { view: null, first: null, stale: true });
    expect(screen.getByRole("combobox")).toHaveValue("Half a thought");
  });

  it("leaves a row as it found it when nothing was typed in it", async () => {
    const { app, user } = opened;
    await user.click(row("Stand-up"));
    await screen.findByLabelText("Note");
    await comeBack(app, { view: null, first: null, stale: false });
    await expect.poll(() => app.cursor.editing).toBeNull();
  });

  it("takes a toast away that is older than what happened", async () => {
    const { app } = opened;
    await app.act({ verb: "stop", at: null });
    await toastSays("Stopped");
    await comeBack(app, { view: null, first: null, stale: false });
    expect(app.toasts.current).not.toBeNull();
    await comeBack(app, { view: null, first: null, stale: true });
    expect(app.toasts.current).toBeNull();
  });
});

describe("a window that is closed", () => {
  it("is emptied before it goes, and filled before it comes", async () => {
    const { app, host } = opened;
    const { dataset } = document.documentElement;
    host.emit("leaves", undefined);
    await expect.poll(() => host.calls("painted")).toBe(1);
    expect(dataset.away).toBe("");
    await comeBack(app, { view: null, first: null, stale: false });
    expect(dataset.away).toBeUndefined();
  });
});

describe("a day later", () => {
  it("asks before it is seen, because all sums are of another day", async () => {
    let time = FAKE_NOW;
    const { host } = await open({ now: () => time });
    const asked = host.calls("log");
    time += NEXT_DAY;
    const seen = seenWhenPainted(host).then(() => host.calls("log"));
    host.emit("back", { view: null, first: null, stale: false });
    expect(await seen).toBeGreaterThan(asked);
  });
});
