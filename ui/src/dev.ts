/**
 * The window with made-up data, in a plain browser. Never part of the shipped page.
 *
 * `?state=running|break|stopped|empty|full|away|conflict|cause|projects|week|many`, `&screen=calendar|reports|trackers|settings`, `&layer=edit|decide|connect|keys|commands`, `&window=quick|mini`, `&theme=dark`, `&lang=de|fr`,
 * `&set=goal.week_minutes=2400`.
 */
import { conflicts, sameCause } from "./lib/fake/conflicts";
import { FAKE_NOW, friday, fullDay } from "./lib/fake/data";
import { manyHost } from "./lib/fake/many";
import { projectWeek } from "./lib/fake/projects";
import { week } from "./lib/fake/week";
import { fakeHost } from "./lib/host.fake";
import type { Screen, SettingsPart } from "./lib/state/nav.svelte";
import { parts } from "./parts";
import { show } from "./show";

const ask = new URLSearchParams(location.search);
const opened = Date.now();
const now = () => FAKE_NOW + (Date.now() - opened);
const state = ask.get("state") ?? "running";

const world = {
  empty: { entries: [], trackers: [] },
  full: { entries: fullDay() },
  projects: { entries: projectWeek() },
  week: { entries: week() },
  conflict: { uploads: conflicts() },
  cause: { uploads: sameCause() },
  stopped: { entries: friday().filter((entry) => entry.end !== null) },
}[state];
const host = state === "many" ? manyHost(now) : fakeHost({ now, ...world });
if (state === "break") await host.say({ verb: "break", at: new Date(FAKE_NOW - 432_000).toISOString() });
if (ask.has("theme")) await host.setSetting("theme", ask.get("theme") ?? "system");
for (const pair of ask.getAll("set"))
  await host.setSetting(pair.split("=")[0] ?? "", pair.split("=")[1] ?? "");

if (ask.has("lang")) await host.setSetting("language", ask.get("lang") ?? "system");
localStorage.setItem("stint.language", ask.get("lang") ?? "system");

const kind = ask.get("window");
if (kind === "quick") void parts.quickWindow().then((part) => part.showQuick(host, now));
if (kind === "mini") void parts.miniWindow().then((part) => part.showMini(host, now));
const app = kind === null ? await show(host, now) : null;
const whenLoaded = setInterval(() => {
  if (!app?.log.loaded || !app.preferences.all) return;
  clearInterval(whenLoaded);
  if (state === "away") host.emit("resident", "away");
  app.nav.go((ask.get("screen") ?? "today") as Screen);
  app.nav.settings = (ask.get("part") ?? "hotkeys") as SettingsPart;
  const layer = ask.get("layer");
  const entry = app.log.find("e4") ?? app.log.entries[0];
  const away = app.undecided[0];
  if (layer === "edit" && entry) app.edit(entry);
  if (layer === "decide" && away) app.nav.open({ kind: "decide", ...away });
  if (layer === "connect") app.nav.open({ kind: "connect" });
  if (layer === "commands") {
    app.box.text = ask.get("text") ?? "";
    app.nav.open({ kind: "commands" });
  }
  if (layer === "keys") app.nav.open({ kind: "keys" });
  if (layer === "quick") void app.quick.type("-15m Session expiry bug PROJ-41 #dev", 34);
  if (layer === "toast") void app.act({ verb: "stop", at: null });
  if (layer === "row") {
    app.cursor.current = "e5";
    const row = app.log.find("e5");
    if (row) app.cursor.editing = row;
  }
}, 20);
