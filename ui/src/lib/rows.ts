/** The list: entries by day, equal entries of a day as one group, and the time between them. */
import type { Entry } from "./bindings";
import { type Day, plus, startOf, wall } from "./format/day";
import type { Place } from "./format/place";
import { sums } from "./spans";

/** At least one entry, newest first. */
export type Some = [Entry, ...Entry[]];

/** Entries that say the same; mostly just one. */
export interface Group {
  key: string;
  entries: Some;
}

/** Time of a day, in milliseconds, that no entry holds, between two that do. */
export interface Gap {
  from: number;
  to: number;
}

/** One day of the list. */
export interface DayRows {
  day: Day;
  entries: Entry[];
  /** The gap before an entry, by its id. */
  gaps: ReadonlyMap<string, Gap>;
  /** The running entry, if it began on this day. */
  running: string | null;
  workSeconds: number;
  dense: boolean;
}

/** One visible row: a group, or an entry of an open group. */
export interface Row {
  key: string;
  entries: Some;
  inGroup: boolean;
  gap?: undefined;
}

/** A gap as a row of its own. */
export interface GapRow {
  key: string;
  gap: Gap;
  entries?: undefined;
}

/** What a day shows, line by line. */
export type Line = Row | GapRow;

const DENSE_FROM = 12;
const HOUR = 3_600_000;
/** Shorter gaps are the time a hand takes. */
const GAP_FROM = HOUR / 12;

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

/** The lines of a day. Each gap lies under the row of the entry that ended it. */
export function lines(day: DayRows, grouped: boolean, isOpen: (key: string) => boolean): Line[] {
  const all = grouped
    ? groups(day.entries)
    : day.entries.map(({ id }, n) => ({ key: id, entries: [day.entries[n]] as Some }));
  const found: Line[] = [];
  const put = (row: Row, under: readonly Entry[]) => {
    found.push(row);
    for (const { id } of under) putGap(id);
  };
  const putGap = (id: string) => {
    const gap = day.gaps.get(id);
    if (gap) found.push({ key: `gap-${id}`, gap });
  };
  if (day.running) putGap(day.running);
  for (const { key, entries } of all) {
    const open = entries.length > 1 && isOpen(key);
    put({ key, entries, inGroup: false }, open ? [] : entries);
    if (open)
      for (const entry of entries)
        put({ key: `${key}/${entry.id}`, entries: [entry], inGroup: true }, [entry]);
  }
  return found;
}

/** Finished entries by the day they began, newest day first; only those that began from one day to another here. */
export function days(entries: readonly Entry[], place: Place, from: Day = "", to: Day = "9999"): DayRows[] {
  const byDay = new Map<Day, Entry[]>();
  const work = new Map<Day, number>();
  for (const entry of entries) {
    const zone = entry.zone || place.zone;
    const clock = wall(Date.parse(entry.start), zone);
    const day = new Date(clock).toISOString().slice(0, 10);
    addWork(work, entry, day, zone, clock % (24 * HOUR));
    // Its own zone names its day; whether it belongs to these days is told by the zone they were asked in.
    const here = zone === place.zone ? day : place.day(entry.start);
    if (here < from || here > to) continue;
    const shown = day < from ? from : day > to ? to : day;
    const list = byDay.get(shown);
    if (list) list.push(entry);
    else byDay.set(shown, [entry]);
  }
  return [...byDay]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .flatMap(([day, list]) => {
      const sorted = list.sort((a, b) => (a.start < b.start ? 1 : -1));
      const finished = sorted.filter((entry) => entry.end !== null);
      if (finished.length === 0) return [];
      return {
        day,
        entries: finished,
        gaps: gapsIn(sorted),
        running: sorted.find((entry) => entry.end === null)?.id ?? null,
        workSeconds: work.get(day) ?? 0,
        dense: finished.length > DENSE_FROM,
      };
    });
}

/** The gaps between entries that come newest first. */
function gapsIn(entries: readonly Entry[]): Map<string, Gap> {
  const gaps = new Map<string, Gap>();
  let latest = Infinity;
  for (const { id, start, end } of entries.toReversed()) {
    const to = Date.parse(start);
    if (to - latest >= GAP_FROM) gaps.set(id, { from: latest, to });
    latest = Math.max(latest === Infinity ? 0 : latest, end === null ? Infinity : Date.parse(end));
  }
  return gaps;
}

/** Adds what was worked in a finished entry to its days, cut at the local midnights. */
function addWork(work: Map<Day, number>, entry: Entry, day: Day, zone: string, sinceMidnight: number): void {
  if (entry.end === null) return;
  const add = (on: Day, seconds: number) => work.set(on, (work.get(on) ?? 0) + seconds);
  const end = Date.parse(entry.end);
  // Far from midnight nothing needs to be cut, and no change of the clocks brings it near.
  if (sinceMidnight + end - Date.parse(entry.start) < 22 * HOUR) {
    add(day, sums([entry], 0).work);
    return;
  }
  for (let on = day, from = startOf(on, zone); from < end && on <= plus(day, 2); ) {
    const next = startOf(plus(on, 1), zone);
    add(on, sums([entry], 0, from, next).work);
    [on, from] = [plus(on, 1), next];
  }
}
