/** What is said about what was done, with what can be done about it. */
import type { UndecidedAs, VerbAnswer, VerbRequest } from "../bindings";
import { long, short, spoken } from "../format/duration";
import { t } from "../words/toast";
import type { App } from "./app.svelte";
import type { Draft } from "./draft.svelte";
import type { ToastAction } from "./toasts.svelte";

/** Says what a verb did, where the screen does not show it well enough by itself. */
export function done(app: App, answer: VerbAnswer, verb: VerbRequest): void {
  const { toasts } = app;
  const { notice, changed, entries } = answer;
  const aside = asideOf(answer);
  const and = (said: string) => (aside.length > 0 ? [`${said}.`, ...aside].join(" ") : said);
  const entry = entries[0];
  const note = entry?.note ?? "";
  const edit = { label: t("toast.edit"), run: () => entry && app.edit(app.log.find(entry.id) ?? entry) };
  const redo = { label: t("toast.redo"), run: () => void app.act({ verb: "redo", count: 1 }) };
  if (!changed) toasts.say(t("toast.already"));
  else if (notice === "stopped" && entry) {
    const stopped = entries.find((one) => one.end !== null) ?? entry;
    const time = short(stopped.work_seconds);
    const text = stopped.note
      ? t("toast.stopped", { note: stopped.note, time })
      : t("toast.stoppedPlain", { time });
    toasts.show(text, [undo(app), edit]);
  } else if (notice === "discarded") {
    toasts.show(note ? t("toast.discarded", { note }) : t("toast.discardedPlain"), [undo(app)]);
  } else if (verb.verb === "edit-many" || verb.verb === "duplicate" || verb.verb === "merge") {
    const n = entries.length;
    const said = {
      "edit-many": t("toast.changed", { n }),
      duplicate: t("toast.duplicated", { n }),
      merge: t("toast.merged"),
    };
    toasts.show(and(said[verb.verb]), n === 1 ? [undo(app), edit] : [undo(app)]);
  } else if (notice === "added") toasts.show(and(t("toast.added")), [undo(app), edit]);
  else if (notice === "moved") {
    const moved = entries.find((one) => verb.verb === "move" && one.id === verb.id);
    const trimmed = entries.find((one) => one !== moved && one.end !== null && one.end === moved?.start);
    const time = moved ? app.place.time(moved.start) : "";
    const text = trimmed
      ? t("toast.movedAndTrimmed", { time, note: trimmed.note })
      : t("toast.moved", { time });
    toasts.show(text, [undo(app)]);
  } else if (notice === "edited" || notice === "split" || notice === "merged") {
    toasts.show(and(t("toast.edited")), aside.length > 0 ? [undo(app), edit] : [undo(app)]);
  } else if (notice === "undone") toasts.show(t("toast.undone"), [redo]);
  else if (notice === "redone") toasts.show(t("toast.redone"), [undo(app)]);
  else if (aside.length > 0) toasts.show(aside.join(" "), [undo(app), edit]);
  else if (verb.verb === "start" && verb.at !== null) {
    toasts.show(t("toast.startedAt", { time: app.place.time(verb.at) }), [undo(app), edit]);
  } else if (notice === "started" || notice === "switched" || verb.verb === "continue") {
    toasts.close();
    toasts.say(t(notice === "switched" ? "toast.switched" : "toast.started"));
  } else if (notice === "on_break") toasts.say(t("toast.onBreak"));
  else if (notice === "resumed") toasts.say(`${t("toast.resumed")}, ${spoken(app.timer.sums.work)}`);
}

/** Where links booked it too, and what to know about its bookings before they are sent. */
function asideOf({ linked, warnings }: VerbAnswer): string[] {
  const names = linked.map(({ connection, key }) => `${connection} ${key}`);
  const also = names.length > 0 ? [t("toast.linked", { targets: names.join(", ") })] : [];
  return [...also, ...warnings.map(({ message, remedy }) => [message, remedy].filter(Boolean).join(" "))];
}

/** Says that entries are gone. */
export function deleted(app: App, n: number): void {
  app.toasts.show(t("toast.deleted", { n }), [undo(app)]);
}

/** Says what became of undecided seconds. */
export function decided(app: App, seconds: number, as: UndecidedAs): void {
  const key = ({ break: "toast.decidedBreak", work: "toast.decidedWork", cut: "toast.decidedCut" } as const)[
    as
  ];
  app.toasts.show(t(key, { time: long(seconds) }), [undo(app)]);
}

/** Offers to go on with a draft that was left unsaved. */
export function notSaved(app: App, draft: Draft): void {
  app.toasts.show(t("toast.notSaved"), [{ label: t("toast.goOn"), run: () => app.edit(draft.entry, draft) }]);
}

function undo(app: App): ToastAction {
  return { label: t("toast.undo"), run: () => void app.act({ verb: "undo", count: 1 }) };
}
