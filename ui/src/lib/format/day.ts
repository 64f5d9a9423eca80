/** Calendar days as plain text `2026-11-20`, and where they begin in a zone. */

/** A day, `YYYY-MM-DD`. */
export type Day = string;

const fields = new Map<string, Intl.DateTimeFormat>();

function partsIn(zone: string): Intl.DateTimeFormat {
  let format = fields.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    fields.set(zone, format);
  }
  return format;
}

/** What a wall clock in `zone` shows, as if that were UTC, in milliseconds. */
export function wall(ms: number, zone: string): number {
  const read: Record<string, number> = {};
  for (const { type, value } of partsIn(zone).formatToParts(ms)) read[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The day an instant falls on in `zone`. */
export function dayOf(ms: number, zone: string): Day {
  return new Date(wall(ms, zone)).toISOString().slice(0, 10);
}

/** The first instant of a day in `zone`, across changes of summer time. */
export function startOf(day: Day, zone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let guess = midnight;
  // Twice: the first step may land on the other side of a change of the offset.
  for (let step = 0; step < 2; step += 1) guess += midnight - wall(guess - (guess % 1000), zone);
  return guess;
}

/** The day `count` days later. */
export function plus(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** The first of two days. */
export function firstOf(one: Day, other: Day): Day {
  return [one, other].sort()[0] ?? one;
}

/** How many days `later` lies after `earlier`. */
export function between(earlier: Day, later: Day): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
}

/** The seven days of the week around `day`; `first` is 1 for Monday … 7 for Sunday. */
export function weekOf(day: Day, first: number): Day[] {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  const start = plus(day, -((weekday - first + 7) % 7));
  return Array.from({ length: 7 }, (_, index) => plus(start, index));
}
