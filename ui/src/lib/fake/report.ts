/** Reports of the made-up world, counted as the resident counts: each day in the entry's own zone. */
import type { Entry, Report, ReportBy } from "../bindings";
import { type Day, dayOf, plus, startOf } from "../format/day";
import { Refusal } from "../host";
import { sums } from "../spans";
import { FAKE_ZONE } from "./data";

/** Reads a typed day, in the few forms the tests use. */
export function readDay(field: string, text: string, now: number): Day {
  const today = dayOf(now, FAKE_ZONE);
  if (text === "today") return today;
  if (text === "yesterday") return plus(today, -1);
  const [day, month, year] = text.split(".");
  const iso = year === undefined ? text : `${year}-${month}-${day}`;
  if (/^\d{4}-\d\d-\d\d$/.test(iso) && !Number.isNaN(Date.parse(iso))) return iso;
  throw new Refusal({
    code: "bad_input",
    message: `“${text}” is not a day.`,
    field,
    remedy: "Write 2026-11-20.",
  });
}

function keys(entry: Entry, day: Day, by: ReportBy): string[] {
  if (by === "day") return [day];
  const found = by === "tag" ? entry.tags : entry.bookings.map(({ target }) => target);
  return found.length > 0 ? found : [""];
}

/** Totals over a range of days. */
export function report(
  entries: readonly Entry[],
  typedFrom: string,
  typedTo: string,
  by: ReportBy,
  now: number,
): Report {
  const from = readDay("from", typedFrom, now);
  const to = readDay("to", typedTo, now);
  const zero = () => ({ work_seconds: 0, break_seconds: 0, undecided_seconds: 0 });
  const rows = new Map<string, ReturnType<typeof zero>>();
  const all = zero();
  for (const entry of entries) {
    const last = entry.end === null ? now : Date.parse(entry.end);
    for (
      let day = dayOf(Date.parse(entry.start), entry.zone);
      day <= dayOf(last, entry.zone);
      day = plus(day, 1)
    ) {
      if (day < from || day > to) continue;
      const sum = sums([entry], now, startOf(day, entry.zone), startOf(plus(day, 1), entry.zone));
      const into = [all];
      for (const key of keys(entry, day, by)) {
        const row = rows.get(key) ?? zero();
        rows.set(key, row);
        into.push(row);
      }
      for (const one of into) {
        one.work_seconds += sum.work;
        one.break_seconds += sum.break;
        one.undecided_seconds += sum.undecided;
      }
    }
  }
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  return { from, to, rows: sorted.map(([key, sum]) => ({ key, ...sum })), ...all };
}
