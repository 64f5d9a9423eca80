/** What happened to an entry, told from its history: when, from where, and what became different. */
import type { Entry, HistoryRow, Segment } from "./bindings";
import { causeOf } from "./cause";
import { short } from "./format/duration";
import type { Place } from "./format/place";
import { t } from "./words/edit";

/** One change in words. */
export interface Told {
  key: number;
  when: string;
  /** What was done. */
  what: string;
  /** From where. */
  by: string;
  /** What became different, each in one line. */
  details: string[];
}

/** What is said about a verb; in the language of the time when it is told. */
const VERBS = {
  start: "history.start",
  break: "history.break",
  resume: "history.resume",
  stop: "history.stop",
  continue: "history.start",
  discard: "history.delete",
  add: "history.add",
  edit: "history.edit",
  move: "history.move",
  resize: "history.resize",
  split: "history.split",
  merge: "history.merge",
  delete: "history.delete",
  decide: "history.decide",
  recover: "history.recover",
  "take-theirs": "history.theirs",
  undo: "history.undo",
  redo: "history.redo",
} as const;

const SURFACES = {
  window: "history.window",
  tray: "history.tray",
  hotkey: "history.hotkey",
  notification: "history.notification",
  cli: "history.cli",
  link: "history.link",
  system: "history.system",
} as const;

const isOf = <T extends object>(texts: T, name: PropertyKey): name is keyof T => Object.hasOwn(texts, name);

/** A toggle says by what it did which verb it was; a switch ends the entry before. */
function verbOf({ verb, before, after }: HistoryRow): string {
  if (verb === "toggle" || verb === "toggle-break") {
    if (before === null) return "start";
    if (after?.end) return "stop";
    return after?.segments.at(-1)?.kind === "break" ? "break" : "resume";
  }
  const ended = (verb === "start" || verb === "continue") && before !== null;
  return ended ? "stop" : verb;
}

const told = (part: Segment) => `${part.kind} ${part.start} ${part.end}`;

/** The change after which the time of a part was what it is, and the part it was then. */
export function whyOf(
  rows: readonly HistoryRow[],
  { kind, start }: Segment,
): { row: HistoryRow; part: Segment } | null {
  const holding = (entry: Entry | null) =>
    entry?.segments.find(
      (part) => part.kind === kind && part.start <= start && (part.end === null || part.end > start),
    );
  const row = rows.findLast((one) => holding(one.after) && !holding(one.before));
  const part = row && holding(row.after);
  return row && part ? { row, part } : null;
}

/** The changes in words, newest first. */
export function tell(rows: readonly HistoryRow[], place: Place, today: string): Told[] {
  return rows.map((row) => one(row, place, today)).reverse();
}

function one(row: HistoryRow, place: Place, today: string): Told {
  const day = place.dayName(place.day(row.at), today);
  const [verb, { surface }] = [verbOf(row), row];
  return {
    key: row.rev,
    when: `${day} ${place.time(row.at)}`,
    what: isOf(VERBS, verb) ? t(VERBS[verb]) : row.verb,
    by: isOf(SURFACES, surface) ? t(SURFACES[surface]) : surface,
    details: details(row, place),
  };
}

function details({ before, after }: HistoryRow, place: Place): string[] {
  if (after === null) return [];
  const quoted = (text: string) => (text ? t("edit.quoted", { text }) : t("history.noNote"));
  const list = (texts: readonly string[]) => texts.join(", ") || t("history.none");
  const tags = (entry: Entry) => list(entry.tags.map((tag) => `#${tag}`));
  const on = (entry: Entry) => list(entry.bookings.map(({ connection, key }) => `${connection} ${key}`));
  const lines = times(before, after, place);
  if ((before?.note ?? "") !== after.note) lines.push(t("history.note", { note: quoted(after.note) }));
  if ((before && tags(before)) !== tags(after) && (before || after.tags.length > 0))
    lines.push(t("history.tags", { tags: tags(after) }));
  if ((before && on(before)) !== on(after) && (before || after.bookings.length > 0))
    lines.push(t("history.on", { on: on(after) }));
  if (before && before.billable !== after.billable)
    lines.push(t(after.billable ? "history.billable" : "history.notBillable"));
  return lines;
}

/** The parts that are new or other than before, each with why it is so. */
function times(before: Entry | null, after: Entry, place: Place): string[] {
  const old = new Set((before?.segments ?? []).map(told));
  const begun = (part: Segment) =>
    before?.segments.some((one) => one.start === part.start && one.kind === part.kind && one.end === null);
  return after.segments
    .filter((part) => !old.has(told(part)))
    .map((part) => {
      const name = t(`part.${part.kind}`);
      if (part.end === null)
        return t("history.since", { part: name, time: place.time(part.start), why: because(part) }).trim();
      const length = short((Date.parse(part.end) - Date.parse(part.start)) / 1000);
      const range = place.range(part.start, part.end);
      return t("history.part", { part: name, range, length, why: begun(part) ? "" : because(part) }).trim();
    });
}

/** Why a part is so, where no person said it. */
function because({ cause }: Segment): string {
  return cause === "user" ? "" : causeOf(cause);
}
