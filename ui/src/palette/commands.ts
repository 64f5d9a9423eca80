/** Every command of the window, as things stand. */
import type { Command } from "../lib/command";
import { long } from "../lib/format/duration";
import type { App } from "../lib/state/app.svelte";
import { t } from "../lib/words/palette";
import { entryCommands } from "./entry";
import { command, named } from "./make";
import { changeCommands, placeCommands } from "./places";

/** All of them, in the order they are shown. */
export function commands(app: App): Command[] {
  return [...timerCommands(app), ...entryCommands(app), ...placeCommands(app), ...changeCommands(app)];
}

function timerCommands(app: App): Command[] {
  const { timer } = app;
  const running = timer.entry;
  const last = timer.status?.last ?? null;
  const paused = running !== null && timer.state !== "running";
  const undecided = app.undecided.at(-1);
  const length = undecided
    ? (Date.parse(undecided.segment.end ?? undecided.segment.start) - Date.parse(undecided.segment.start)) /
      1000
    : 0;
  const nothing = running ? null : t("why.nothingRuns");
  const say = (verb: "stop" | "break" | "resume" | "toggle") => () => app.act({ verb, at: null });
  return [
    command(
      "do",
      "stop",
      "stop",
      t("do.stop", { note: named(running?.note) }),
      t("do.stopWords"),
      say("stop"),
      {
        key: "S",
        why: nothing,
      },
    ),
    command("do", "break", "cup", t("do.break"), t("do.breakWords"), say("break"), {
      key: "B",
      why: nothing ?? (timer.state === "break" ? t("why.onBreak") : null),
    }),
    command(
      "do",
      "resume",
      "play",
      t("do.resume", { note: named(running?.note) }),
      t("do.resumeWords"),
      say("resume"),
      {
        key: "B",
        why: nothing ?? (paused ? null : t("why.noBreak")),
      },
    ),
    command(
      "do",
      "continue",
      "play",
      t("do.continue", { note: named(last?.note) }),
      t("do.continueWords"),
      () => app.continueEntry(last?.id ?? null),
      { ...(running ? {} : { key: "S" }), why: last ? null : t("why.noEntry") },
    ),
    command("do", "toggle", "wait", t("do.toggle"), t("do.toggleWords"), say("toggle"), {
      key: "S",
      asked: true,
    }),
    command(
      "do",
      "decide",
      "hold",
      undecided ? t("do.decide", { time: long(length) }) : t("do.decide", { time: t("up.held") }),
      t("do.decideWords"),
      () => undecided && app.nav.open({ kind: "decide", ...undecided }),
      { key: "D", why: undecided ? null : t("why.undecided") },
    ),
    command(
      "do",
      "undo",
      "left",
      t("do.undo"),
      t("do.undoWords"),
      () => app.act({ verb: "undo", count: 1 }),
      {
        key: "Ctrl Z",
      },
    ),
    command(
      "do",
      "redo",
      "right",
      t("do.redo"),
      t("do.redoWords"),
      () => app.act({ verb: "redo", count: 1 }),
      {
        key: "Ctrl Shift Z",
      },
    ),
  ];
}
