/** The days a report covers, and the columns they fall into. */
import { between, type Day, plus, weekOf } from "./format/day";
import { type Goal, goalOn } from "./goal";

/** How far a range reaches. */
export type Reach = "day" | "week" | "month" | "range";

/** Days from the first to the last, both inside. */
export interface Days {
  from: Day;
  to: Day;
}

/** What is looked at. */
export interface Range extends Days {
  reach: Reach;
}

/** One column of a report. */
export interface Column extends Days {
  unit: "day" | "week" | "month" | "year";
}

/** Farther apart, two typed days are a slip. */
export const LONGEST_DAYS = 3660;

/** Columns stay readable up to so many days, weeks and months. */
const MOST_DAYS = 14;
const MOST_WEEK_DAYS = 98;
const MOST_MONTH_DAYS = 1100;

function monthOf(day: Day): Days {
  const from = `${day.slice(0, 7)}-01`;
  return { from, to: plus(`${plus(from, 31).slice(0, 7)}-01`, -1) };
}

/** The day, week or month that holds a day; a free range becomes that day alone. */
export function around(reach: Reach, day: Day, firstWeekday: number): Range {
  if (reach === "month") return { reach, ...monthOf(day) };
  if (reach !== "week") return { reach, from: day, to: day };
  const week = weekOf(day, firstWeekday);
  return { reach, from: week[0] ?? day, to: week[6] ?? day };
}

/** The range before (-1) or after (1); a free range moves by its own length. */
export function step(range: Range, direction: -1 | 1, firstWeekday: number): Range {
  if (range.reach === "range") {
    const days = direction * (between(range.from, range.to) + 1);
    return { ...range, from: plus(range.from, days), to: plus(range.to, days) };
  }
  const beside = direction > 0 ? plus(range.to, 1) : plus(range.from, -1);
  return around(range.reach, beside, firstWeekday);
}

function unitOf({ reach, from, to }: Range): Column["unit"] {
  if (reach !== "range") return reach === "month" ? "week" : "day";
  const days = between(from, to) + 1;
  if (days <= MOST_DAYS) return "day";
  if (days <= MOST_WEEK_DAYS) return "week";
  return days <= MOST_MONTH_DAYS ? "month" : "year";
}

/** The columns of a range; weeks, months and years at its edges are cut to it. */
export function columns(range: Range, firstWeekday: number): Column[] {
  const unit = unitOf(range);
  const endOf = (day: Day): Day => {
    if (unit === "day") return day;
    if (unit === "week") return weekOf(day, firstWeekday)[6] ?? day;
    return unit === "month" ? monthOf(day).to : `${day.slice(0, 4)}-12-31`;
  };
  const found: Column[] = [];
  for (let from = range.from; from <= range.to; ) {
    const end = endOf(from);
    const to = between(end, range.to) > 0 ? end : range.to;
    found.push({ unit, from, to });
    from = plus(to, 1);
  }
  return found;
}

/** The number of the week by ISO 8601: weeks begin on Monday, and a week belongs to the year of its Thursday. */
export function isoWeek(day: Day): number {
  const thursday = weekOf(day, 1)[3] ?? day;
  return Math.floor(between(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
}

/** What the days from the first to the last are to have together. */
export function goalIn(goal: Goal, { from, to }: Days): number {
  let sum = 0;
  for (let day = from; day <= to; day = plus(day, 1)) sum += goalOn(goal, day);
  return sum;
}
