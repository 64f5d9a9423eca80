/** The commands about one entry: the row with the cursor, else what runs, else the last one. */
import type { Entry } from "../lib/bindings";
import type { Command } from "../lib/command";
import type { App } from "../lib/state/app.svelte";
import { start } from "../lib/verbs";
import { t } from "../lib/words/palette";
import { command, named } from "./make";

const EMPTY = { note: "", tags: [], billable: false, on: [], declined: [] };
const HOUR = 3_600_000;

/** What the commands are about. */
function subject(app: App): Entry | null {
  const atCursor = app.nav.screen === "today" ? app.log.find(app.cursor.current) : undefined;
  return atCursor ?? app.timer.entry ?? app.timer.status?.last ?? null;
}

/** Opens the start of the running card, once it is on the screen. */
function changeStart(app: App): void {
  app.nav.go("today");
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".now-card button.state")?.click());
}

export function entryCommands(app: App): Command[] {
  const { clock, log, nav, timer } = app;
  const running = timer.entry;
  const entry = subject(app);
  const before = entry ? log.entries[log.entries.findIndex((one) => one.id === entry.id) + 1] : undefined;
  const note = named(entry?.note);
  const none = entry ? null : t("why.noEntry");
  const still = none ?? (entry?.end === null ? t("why.running") : null);
  return [
    command("do", "start-at", "wait", t("do.start"), t("do.startWords"), () => changeStart(app), {
      why: running ? null : t("why.nothingRuns"),
    }),
    command("do", "plain", "plus", t("do.plain"), t("do.plainWords"), () =>
      app.act(start(EMPTY, null, null)),
    ),
    command("do", "add", "plus", t("do.add"), t("do.addWords"), () =>
      nav.open({ kind: "add", from: clock.now - HOUR, to: clock.now }),
    ),
    command("do", "edit", "set", t("do.edit", { note }), t("do.editWords"), () => entry && app.edit(entry), {
      key: "E",
      why: none,
    }),
    command(
      "do",
      "split",
      "approx",
      t("do.split", { note }),
      t("do.splitWords"),
      () => entry && nav.open({ kind: "split", entry }),
      {
        why: none,
      },
    ),
    command(
      "do",
      "merge",
      "link",
      t("do.merge", { note, before: named(before?.note) }),
      t("do.mergeWords"),
      () => entry && before && app.act({ verb: "merge", ids: [before.id, entry.id] }),
      { why: none ?? (before ? null : t("why.noPair")) },
    ),
    command(
      "do",
      "delete",
      "x",
      t("do.delete", { note }),
      t("do.deleteWords"),
      () => entry && app.remove([entry.id]),
      {
        key: "Del",
        why: still,
      },
    ),
    command(
      "do",
      "discard",
      "x",
      t("do.discard", { note: named(running?.note) }),
      t("do.discardWords"),
      () => app.act({ verb: "discard" }),
      {
        why: running ? null : t("why.nothingRuns"),
      },
    ),
  ];
}
