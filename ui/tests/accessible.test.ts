/** No view and no dialog breaks a rule axe knows. */
import { screen } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { conflicts, sameCause } from "../src/lib/fake/conflicts";
import { FAKE_NOW, friday, fullDay } from "../src/lib/fake/data";
import { projectWeek } from "../src/lib/fake/projects";
import { week } from "../src/lib/fake/week";
import { Refusal } from "../src/lib/host";
import type { Opened } from "./window";
import { open } from "./window";

// Colours are checked by the tokens; jsdom draws nothing.
const RULES = { "color-contrast": { enabled: false } };

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: RULES });
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
}

function sure<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the made-up world lacks it");
  return value;
}

/** Chooses a file on the import page. */
async function imports(app: Opened["app"], user: Opened["user"], content: string): Promise<void> {
  app.nav.goByName("settings/import");
  const find = () => document.querySelector<HTMLInputElement>("input[type=file]");
  await expect.poll(find).not.toBeNull();
  await user.upload(sure(find() ?? undefined), new File([content], "report.csv", { type: "text/csv" }));
}

const stopped = friday().filter((entry) => entry.end !== null);
const VIEWS: [
  name: string,
  world: Parameters<typeof open>[0],
  go: (opened: Opened) => unknown,
  ready: string,
][] = [
  ["today, running", {}, () => {}, ".now-card"],
  ["today, on a break", {}, ({ app }) => app.act({ verb: "break", at: null }), ".state.break"],
  ["today, stopped", { entries: stopped }, () => {}, ".now-card.idle"],
  ["today, a full day", { entries: fullDay() }, () => {}, ".dense"],
  ["first run", { entries: [], trackers: [] }, () => {}, ".empty"],
  ["resident away", {}, ({ host }) => host.emit("resident", "away"), ".away"],
  ["a toast", {}, ({ app }) => app.remove(["e3"]), ".toast"],
  ["quick entry", {}, ({ app }) => app.quick.type("-15m bug PROJ-41 #dev", 21), ".palette"],
  [
    "editing in the row",
    {},
    ({ app }) => Object.assign(app.cursor, { current: "e3", editing: app.log.find("e3") }),
    ".row-edit",
  ],
  ["chosen rows", {}, ({ app }) => app.list?.selection.add(friday().slice(1, 3)), ".bulk"],
  [
    "several entries",
    {},
    ({ app }) => app.nav.open({ kind: "many", entries: friday().slice(1, 4) }),
    ".tick",
  ],
  [
    "search",
    {},
    async ({ app, user }) => {
      await app.list?.search(true);
      await user.type(await screen.findByRole("searchbox"), "api");
    },
    "mark",
  ],
  [
    "going to a day",
    {},
    async () => {
      await screen.findByRole("button", { name: "Go to a day" });
      const box = screen.getByRole("dialog", { name: "Go to a day", hidden: true });
      box.dispatchEvent(Object.assign(new Event("toggle"), { newState: "open" }));
    },
    ".month",
  ],
  ["edit dialog", {}, ({ app }) => app.edit(sure(app.log.find("e4"))), ".dlg-see .see"],
  [
    "edit dialog, history",
    {},
    async ({ app, user }) => {
      app.edit(sure(app.log.find("e6")));
      await user.click(await screen.findByRole("button", { name: "History" }));
    },
    ".told li",
  ],
  ["decide", {}, ({ app }) => app.nav.open({ kind: "decide", ...sure(app.undecided[0]) }), ".prompt"],
  ["command box", {}, ({ app }) => app.nav.open({ kind: "commands" }), ".pal .option"],
  ["all keys", {}, ({ app }) => app.nav.open({ kind: "keys" }), ".keys-list"],
  ["calendar", { entries: week() }, ({ app }) => app.nav.go("calendar"), ".ev-hit"],
  [
    "calendar, dark",
    { entries: week() },
    ({ app }) => {
      document.documentElement.dataset.theme = "dark";
      app.nav.go("calendar");
    },
    ".ev-hit",
  ],
  ["calendar, nothing in it", { entries: [] }, ({ app }) => app.nav.go("calendar"), ".lane"],
  [
    "a new entry",
    {},
    ({ app }) => app.nav.open({ kind: "add", from: FAKE_NOW - 3_600_000, to: FAKE_NOW }),
    "#add-note",
  ],
  [
    "split",
    {},
    ({ app }) => app.nav.open({ kind: "split", entry: sure(app.log.find("e4")) }),
    ".dlg-text input",
  ],
  [
    "overlap",
    {},
    ({ app }) => {
      const problem = new Refusal({
        code: "overlap",
        message: "These times overlap “x”.",
        field: "from",
        remedy: null,
      });
      app.nav.open({ kind: "overlap", ask: { title: "x, 09:00", problem, answer: () => {} } });
    },
    ".overlap",
  ],
  ["reports", { entries: projectWeek() }, ({ app }) => app.nav.go("reports"), ".rep-held"],
  ["reports of several trackers", {}, ({ app }) => app.nav.go("reports"), ".reports select"],
  ["reports, nothing there", { entries: [] }, ({ app }) => app.nav.go("reports"), ".reports .blank"],
  [
    "reports, no day",
    {},
    async ({ app, user }) => {
      app.nav.go("reports");
      await user.type(await screen.findByLabelText("Go to"), "soon{Enter}");
    },
    ".day-field .bad-hint",
  ],
  ["trackers", {}, ({ app }) => app.nav.go("trackers"), ".ob"],
  ["links", {}, ({ app }) => app.nav.go("trackers"), ".links li"],
  ["quick entry, with a link", {}, ({ app }) => app.quick.type("retries PROJ-8", 14), ".chip.linked"],
  [
    "both versions of an upload",
    { uploads: conflicts() },
    ({ app }) => app.nav.go("trackers"),
    ".versions + .candidates, .candidates",
  ],
  ["several uploads with one cause", { uploads: sameCause() }, ({ app }) => app.nav.go("trackers"), ".cause"],
  ["a goal", {}, ({ app }) => app.preferences.set("goal.week_minutes", "2400"), ".fact.goal"],
  [
    "reports with a goal",
    { entries: projectWeek() },
    async ({ app }) => {
      await app.preferences.set("goal.week_minutes", "2400");
      app.nav.go("reports");
    },
    ".goal-line",
  ],
  [
    "a backup to be put in place",
    {},
    async ({ app, user }) => {
      app.nav.go("settings");
      app.nav.settings = "data";
      await user.click(
        (await screen.findAllByRole("button", { name: /^Restore the backup/ }))[0] as HTMLElement,
      );
    },
    ".conflict",
  ],
  ["no trackers", { trackers: [] }, ({ app }) => app.nav.go("trackers"), ".blank"],
  ["connect", {}, ({ app }) => app.nav.open({ kind: "connect" }), ".cform"],
  [
    "connect, in the browser",
    { consent: new Promise(() => {}) },
    async ({ app, user }) => {
      app.nav.open({ kind: "connect" });
      await user.click(await screen.findByRole("radio", { name: /awork/ }));
      await user.click(screen.getByRole("button", { name: "Sign in in the browser" }));
    },
    ".checks a",
  ],
  [
    "sign in",
    {},
    async ({ app, user }) => {
      app.nav.open({ kind: "sign-in", tracker: sure(app.trackers.all[3]) });
      await user.click(await screen.findByRole("radio", { name: "API key or access token" }));
    },
    ".kept",
  ],
  [
    "remove",
    {},
    ({ app }) => app.nav.open({ kind: "remove", tracker: sure(app.trackers.all[0]) }),
    ".danger",
  ],
  ["import", {}, ({ app }) => app.nav.goByName("settings/import"), ".drop"],
  [
    "import, a file shown",
    {},
    ({ app, user }) => imports(app, user, "Description\nReview over,Website\nbad one,\nsame one,\n"),
    ".imp.faults",
  ],
  [
    "import, a question",
    {},
    ({ app, user }) => imports(app, user, "Description\n05/11/2026,x\n"),
    ".ask .radios",
  ],
  ...(["general", "day", "hotkeys", "shape", "desktop", "data", "about"] as const).map(
    (part): (typeof VIEWS)[number] => [
      `settings, ${part}`,
      {},
      ({ app }) => {
        app.nav.go("settings");
        app.nav.settings = part;
      },
      ".set-row",
    ],
  ),
];

describe("accessible", () => {
  it.each(VIEWS)("%s", async (_name, world, go, ready) => {
    const opened = await open(world);
    await go(opened);
    await expect.poll(() => opened.container.ownerDocument.querySelector(ready)).not.toBeNull();
    expect(await violations()).toEqual([]);
  });
});
