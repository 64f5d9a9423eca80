/** Where the bars of a report lie, in percent, from the table's own numbers. */
import type { Matrix } from "./matrix";

/** One part of a bar, in percent of the bar. `slot` is its colour, from 1; 0 is work that is not told apart. */
export interface Piece {
  key: string;
  slot: number;
  at: number;
  long: number;
}

/** One bar, in percent of the axis. */
export interface Stack {
  seconds: number;
  high: number;
  pieces: Piece[];
}

/** A mark of the axis, in hours, with where it lies in percent. */
export interface Mark {
  hours: number;
  at: number;
}

const HOUR = 3600;
const SLOTS = 8;
const STEPS = [1, 2, 4, 8, 10, 20, 40, 50, 100, 200, 400, 500, 1000, 2000];
const MOST_MARKS = 5;
/** So much of a step may lie over the last mark. */
const OVER = 0.25;

/** The colour of a row by its rank, from 1, where rows are nothing that has a colour of its own; rows beyond the last colour share one that says “other”. */
export function slotOf(index: number): number {
  return index < SLOTS ? index + 1 : SLOTS + 1;
}

/** The axis of a chart: its whole height in hours, and the marks on it. */
export interface Axis {
  hours: number;
  marks: Mark[];
}

/** An axis on which the highest seconds fit. A bar may rise a little over the last mark. */
export function axis(most: number): Axis {
  const high = Math.max(1, most / HOUR);
  const apart = STEPS.find((one) => high / one <= MOST_MARKS) ?? Math.ceil(high / MOST_MARKS);
  const count = Math.max(1, Math.ceil(high / apart - OVER));
  const hours = Math.max(high, count * apart);
  const marks = Array.from({ length: count + 1 }, (_, index) => ({
    hours: index * apart,
    at: (100 * index * apart) / hours,
  }));
  return { hours, marks };
}

/** The bars of all columns on an axis of `most` seconds. Rows that are more than the work cannot be stacked; the bar
 * stays whole then. */
export function stacks(
  { rows, work, overlapping }: Matrix,
  slot: (key: string, index: number) => number = (_, index) => slotOf(index),
  most = Math.max(0, ...work.cells),
): Stack[] {
  const { hours } = axis(most);
  const whole = { key: "", slot: 0, at: 0, long: 100 };
  return work.cells.map((seconds, column) => {
    const high = (100 * seconds) / (hours * HOUR);
    if (seconds <= 0) return { seconds, high, pieces: [] };
    if (overlapping || rows.length === 0) return { seconds, high, pieces: [whole] };
    let at = 0;
    const pieces: Piece[] = [];
    rows.forEach(({ key, cells }, index) => {
      const long = (100 * (cells[column] ?? 0)) / seconds;
      if (long > 0) pieces.push({ key, slot: slot(key, index), at, long });
      at += long;
    });
    return { seconds, high, pieces };
  });
}
