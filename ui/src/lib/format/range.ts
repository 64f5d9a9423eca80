/** Ranges of days as a person of one locale reads them. */
import type { Column, Range } from "../range";
import type { Day } from "./day";
import { withoutCommas } from "./place";

const at = (day: Day) => new Date(`${day}T00:00:00Z`);

function between(locale: string, from: Day, to: Day, options: Intl.DateTimeFormatOptions): string {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  const text = from === to ? format.format(at(from)) : format.formatRange(at(from), at(to));
  return withoutCommas(text, locale);
}

/** `16–22 November`, `November 2026`, `Friday 20 November`; with the year when it is another one. */
export function rangeName({ reach, from, to }: Range, today: Day, locale: string): string {
  const other = from.slice(0, 4) !== today.slice(0, 4) || to.slice(0, 4) !== today.slice(0, 4);
  const year = other ? ({ year: "numeric" } as const) : {};
  if (reach === "month") return between(locale, from, from, { month: "long", year: "numeric" });
  const weekday = from === to ? ({ weekday: "long" } as const) : {};
  return between(locale, from, to, { ...weekday, day: "numeric", month: "long", ...year });
}

/** `Mon 16`, `2–8 Nov`, `Nov 2026`, `2026`. */
export function columnName({ unit, from, to }: Column, locale: string): string {
  if (unit === "year") return from.slice(0, 4);
  if (unit === "month") return between(locale, from, from, { month: "short", year: "numeric" });
  if (unit === "week") return between(locale, from, to, { day: "numeric", month: "short" });
  // Above a column every sign counts.
  return between(locale, from, from, { weekday: "short", day: "numeric" }).replaceAll(",", "");
}
