/** The list: entries by day, equal entries of a day as one group. */
import type { Entry } from "./bindings";
import { type Day, plus, startOf } from "./format/day";
import type { Place } from "./format/place";
import { sums } from "./spans";

/** At least one entry, newest first. */
export type Some = [Entry, ...Entry[]];

/** Entries that say the same; mostly just one. */
export interface Group {
  key: string;
  entries: Some;
}

/** One day of the list. */
export interface DayRows {
  day: Day;
  groups: Group[];
  entries: Entry[];
  workSeconds: number;
  dense: boolean;
}

const DENSE_FROM = 12;

function sameness(entry: Entry): string {
  const targets = entry.bookings.map((booking) => booking.target).sort();
  return JSON.stringify([entry.note.trim().toLowerCase(), [...entry.tags].sort(), targets, entry.billable]);
}

/** Equal entries together; a group stands where its newest entry stood. */
export function groups(entries: readonly Entry[]): Group[] {
  const found = new Map<string, Group>();
  for (const entry of entries) {
    const same = sameness(entry);
    const group = found.get(same);
    if (group) group.entries.push(entry);
    else found.set(same, { key: entry.id, entries: [entry] });
  }
  // A group keeps its key while entries come and go, so that focus stays: the oldest entry names it.
  return [...found.values()].map((group) => ({ ...group, key: group.entries.at(-1)?.id ?? group.key }));
}

/** Finished entries by the day they began, newest day first. */
export function days(entries: readonly Entry[], place: Place): DayRows[] {
  const byDay = new Map<Day, Entry[]>();
  for (const entry of entries) {
    if (entry.end === null) continue;
    const day = place.day(entry.start, entry.zone);
    const list = byDay.get(day);
    if (list) list.push(entry);
    else byDay.set(day, [entry]);
  }
  return [...byDay]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([day, list]) => {
      const sorted = list.sort((a, b) => (a.start < b.start ? 1 : -1));
      return {
        day,
        entries: sorted,
        groups: groups(sorted),
        workSeconds: workOn(day, entries, place),
        dense: sorted.length > DENSE_FROM,
      };
    });
}

/** Finished work on one day, cut at the local midnights. */
function workOn(day: Day, entries: readonly Entry[], place: Place): number {
  let seconds = 0;
  for (const entry of entries) {
    if (entry.end === null) continue;
    const zone = entry.zone || place.zone;
    const began = place.day(entry.start, zone);
    if (began > day || plus(began, 2) < day) continue;
    seconds += sums([entry], 0, startOf(day, zone), startOf(plus(day, 1), zone)).work;
  }
  return seconds;
}
