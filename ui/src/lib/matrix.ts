/** The figures of a report: one row a target, tag or mark, one column a day, week, month or year. */
import type { Entry, Report, ReportRow, Segment } from "./bindings";
import { type Day, dayOf, plus, startOf } from "./format/day";
import type { Days } from "./range";
import { type Sums, sums } from "./spans";

/** What is counted in one column. */
export type Counted = Pick<Report, "rows" | "work_seconds" | "break_seconds" | "undecided_seconds">;

/** Work under one key, column by column. */
export interface Row {
  key: string;
  cells: number[];
  total: number;
}

/** The whole table. Seconds throughout. */
export interface Matrix {
  rows: Row[];
  work: Row;
  breaks: Row;
  undecided: Row;
  /** Whether entries count under several keys, so that the rows are more than the work. */
  overlapping: boolean;
}

/** Keys of the rows of billable and other work. */
export const BILLABLE = "billable";
export const FREE = "free";

/** Less than a minute is not shown, so it makes no row. */
const SHOWN = 60;

function row(key: string, cells: number[]): Row {
  return { key, cells, total: cells.reduce((sum, seconds) => sum + seconds, 0) };
}

/** Puts the columns side by side: most work first, what has no key last. */
export function matrix(counted: readonly Counted[]): Matrix {
  const cells = new Map<string, number[]>();
  counted.forEach(({ rows }, column) => {
    for (const { key, work_seconds } of rows) {
      const line = cells.get(key) ?? new Array<number>(counted.length).fill(0);
      line[column] = work_seconds;
      cells.set(key, line);
    }
  });
  const rows = [...cells].map(([key, line]) => row(key, line)).filter(({ total }) => total >= SHOWN);
  rows.sort((a, b) => Number(a.key === "") - Number(b.key === "") || b.total - a.total);
  return {
    rows,
    work: row(
      "work",
      counted.map((one) => one.work_seconds),
    ),
    breaks: row(
      "breaks",
      counted.map((one) => one.break_seconds),
    ),
    undecided: row(
      "undecided",
      counted.map((one) => one.undecided_seconds),
    ),
    overlapping: counted.some(
      (one) => one.rows.reduce((sum, { work_seconds }) => sum + work_seconds, 0) >= one.work_seconds + SHOWN,
    ),
  };
}

/** The connection a target belongs to. */
export function connectionOf(target: string): string {
  return target.slice(0, Math.max(0, target.indexOf(":")));
}

/** The same column with the targets of one connection only; work that is not booked there has no key. */
export function within(counted: Counted, connection: string): Counted {
  const rows = counted.rows.filter(({ key }) => connectionOf(key) === connection);
  const elsewhere = counted.work_seconds - rows.reduce((sum, { work_seconds }) => sum + work_seconds, 0);
  const rest: ReportRow = { key: "", work_seconds: elsewhere, break_seconds: 0, undecided_seconds: 0 };
  return { ...counted, rows: elsewhere >= SHOWN ? [...rows, rest] : rows };
}

/** The rows of a report by day that fall into a column, as one. */
export function gathered(report: Report, { from, to }: Days): Counted {
  const sum: Counted = { rows: [], work_seconds: 0, break_seconds: 0, undecided_seconds: 0 };
  for (const { key, ...seconds } of report.rows) {
    if (key < from || key > to) continue;
    sum.work_seconds += seconds.work_seconds;
    sum.break_seconds += seconds.break_seconds;
    sum.undecided_seconds += seconds.undecided_seconds;
  }
  return sum;
}

/** Says what an entry holds on days of its own zone. Days are looked up once: a zone is slow to ask. */
export function counter(now: number): (entry: Entry, days: Days) => Sums {
  const starts = new Map<string, number>();
  const start = (day: Day, zone: string): number => {
    const key = `${day} ${zone}`;
    const known = starts.get(key) ?? startOf(day, zone);
    starts.set(key, known);
    return known;
  };
  return (entry, { from, to }) => sums([entry], now, start(from, entry.zone), start(plus(to, 1), entry.zone));
}

/** A column by billable mark, from the entries themselves. */
export function byBillable(
  total: Counted,
  entries: readonly Entry[],
  days: Days,
  count: ReturnType<typeof counter>,
): Counted {
  const billable = entries
    .filter((entry) => entry.billable)
    .reduce((sum, entry) => sum + count(entry, days).work, 0);
  const of = (key: string, work_seconds: number): ReportRow => ({
    key,
    work_seconds,
    break_seconds: 0,
    undecided_seconds: 0,
  });
  const rows = [of(BILLABLE, billable), of(FREE, Math.max(0, total.work_seconds - billable))];
  return { ...total, rows };
}

/** Undecided stretches that begin within the days, oldest first. */
export function undecidedOn(
  entries: readonly Entry[],
  { from, to }: Days,
): { entry: Entry; segment: Segment }[] {
  const found = entries.flatMap((entry) =>
    entry.segments
      .filter(({ kind }) => kind === "undecided")
      .map((segment) => ({ entry, segment, day: dayOf(Date.parse(segment.start), entry.zone) })),
  );
  return found
    .filter(({ day }) => day >= from && day <= to)
    .map(({ entry, segment }) => ({ entry, segment }))
    .sort((a, b) => (a.segment.start < b.segment.start ? -1 : 1));
}

/** Names of targets, as the bookings of entries know them. */
export function names(entries: readonly Entry[]): Map<string, { title: string; monogram: string }> {
  const found = new Map<string, { title: string; monogram: string }>();
  for (const { bookings } of entries) {
    for (const { target, title, monogram } of bookings) found.set(target, { title, monogram });
  }
  return found;
}
