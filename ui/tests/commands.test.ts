/** The command box finds every verb and every place by words, starts what is typed, and loses nothing. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { Command } from "../src/lib/command";
import { friday } from "../src/lib/fake/data";
import { commands } from "../src/palette/commands";
import { matching } from "../src/palette/matching";
import { type Opened, open } from "./window";

/** The box among the dialogs; the choice of a day is one, too. */
const BOX = { name: /^Start something/ };

const made = (id: string, name: string, more: Partial<Command> = {}): Command => ({
  id,
  name,
  group: "do",
  icon: "plus",
  words: "",
  key: null,
  why: null,
  asked: false,
  run: () => {},
  ...more,
});
const ids = (some: Command[]) => some.map((one) => one.id);

describe("matching", () => {
  const some = [
    made("stop", "Stop “Größe”", { words: "end finish" }),
    made("break", "Take a break", { words: "pause" }),
    made("resume", "Resume", { words: "end break", why: "No break runs" }),
    made("toggle", "Start or stop", { asked: true }),
  ];

  it("finds by the beginnings of words, without case and accents", () => {
    expect(ids(matching(some, "GROSS").first)).toEqual([]);
    expect(ids(matching(some, "größ").first)).toEqual(["stop"]);
    expect(ids(matching(some, "groß sto").first)).toEqual(["stop"]);
    expect(ids(matching(some, "brea ta").first)).toEqual(["break"]);
    expect(ids(matching(some, "reak").first)).toEqual([]);
  });

  it("puts names before other words, and what can be done before what cannot", () => {
    expect(ids(matching(some, "break").first)).toEqual(["break", "resume"]);
    expect(ids(matching(some, "end").first)).toEqual(["stop", "resume"]);
  });

  it("offers what is possible below the entries while nothing is typed", () => {
    expect(matching(some, "").first).toEqual([]);
    expect(ids(matching(some, "").last)).toEqual(["stop", "break"]);
  });

  it("asks for commands alone after >", () => {
    expect(ids(matching(some, "> break").first)).toEqual(["break", "resume"]);
    expect(ids(matching(some, ">").first)).toEqual(["stop", "break", "toggle"]);
  });

  it("takes no line with a mark for a command", () => {
    expect(matching(some, "break #dev")).toEqual({ first: [], last: [] });
    expect(matching(some, "@break")).toEqual({ first: [], last: [] });
  });
});

async function box(world: Parameters<typeof open>[0] = {}): Promise<Opened> {
  const opened = await open(world);
  await opened.user.keyboard("{Control>}k{/Control}");
  await screen.findByRole("dialog", { name: "Start something, or find what Stint can do" });
  return opened;
}

const options = () =>
  screen.getAllByRole("option").map((one) => one.textContent?.replace(/\s+/g, " ").trim() ?? "");

describe("command box", () => {
  it("has every verb and every place once", async () => {
    const { app } = await open();
    const all = ids(commands(app));
    expect(new Set(all).size).toBe(all.length);
    const verbs = [
      "stop",
      "break",
      "resume",
      "toggle",
      "continue",
      "discard",
      "plain",
      "add",
      "edit",
      "split",
    ];
    const others = [
      "merge",
      "delete",
      "undo",
      "redo",
      "decide",
      "start-at",
      "sync",
      "pause",
      "go-on",
      "export",
      "import",
    ];
    const places = [
      "today",
      "calendar",
      "reports",
      "trackers",
      "settings",
      "keys",
      "backup",
      "mini",
      "theme-dark",
    ];
    expect(all).toEqual(expect.arrayContaining([...verbs, ...others, ...places, "settings-hotkeys"]));
  });

  it("opens with Ctrl K, takes the keys, and gives the focus back", async () => {
    const { user } = await box();
    const field = screen.getByRole("combobox", { name: "Start something, or find what Stint can do" });
    expect(field).toHaveFocus();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog", BOX)).toBeNull();
  });

  it("does what is named, with Enter", async () => {
    const { host, user } = await box();
    await user.keyboard("break");
    await expect.poll(() => options()[0]).toMatch(/^Take a break B$/);
    await user.keyboard("{Enter}");
    expect(host.said).toEqual([{ verb: "break", at: null }]);
    await expect.poll(() => screen.queryByRole("dialog", BOX)).toBeNull();
  });

  it("starts what names nothing", async () => {
    const { host, user } = await box({ entries: friday().filter((entry) => entry.end !== null) });
    await user.keyboard("Write the minutes #office{Enter}");
    await expect.poll(() => host.said).toHaveLength(1);
    expect(host.said[0]).toMatchObject({ verb: "start", note: "Write the minutes", tags: ["office"] });
  });

  it("says why something cannot be done, and does not do it", async () => {
    const { host, user } = await box({ entries: friday().filter((entry) => entry.end !== null) });
    await user.keyboard("take a break");
    const option = await screen.findByRole("option", { name: /Take a break/ });
    expect(option).toHaveAttribute("aria-disabled", "true");
    expect(within(option).getByText("Nothing runs")).toBeVisible();
    await user.click(option);
    expect(host.said).toEqual([]);
    expect(screen.getByRole("dialog", BOX)).toBeVisible();
  });

  it("goes to places, and opens what lies over them", async () => {
    const { app, user } = await box();
    await user.keyboard("hotkeys{Enter}");
    await expect.poll(() => [app.nav.screen, app.nav.settings]).toEqual(["settings", "hotkeys"]);
    await expect.poll(() => screen.queryByRole("dialog", BOX)).toBeNull();
    await user.keyboard("{Control>}k{/Control}");
    await screen.findByRole("dialog", BOX);
    await user.keyboard("split{Enter}");
    await expect.poll(() => app.nav.layer?.kind).toBe("split");
  });

  it("switches the mini timer", async () => {
    const { host, app, user } = await box();
    await user.keyboard("mini{Enter}");
    await expect.poll(() => app.preferences.all?.mini_timer).toBeTruthy();
    expect(host.calls("setSetting")).toBe(1);
  });

  it("keeps what was typed for the next time, ready to be typed over", async () => {
    const { user } = await box();
    await user.keyboard("half a thought{Escape}");
    await user.keyboard("{Control>}k{/Control}");
    const field = await screen.findByRole<HTMLInputElement>("combobox", { name: /^Start something/ });
    expect(field.value).toBe("half a thought");
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 14]);
  });
});
