/** Where entries lie in the calendar: their blocks on each day, side by side where they overlap. */
import type { Axis } from "./axis";
import type { Entry } from "./bindings";
import type { Day } from "./format/day";
import { endOf, span } from "./spans";

/** A stretch inside a block that is no work: percentages of its height. */
export interface Inside {
  kind: "break" | "undecided";
  top: number;
  height: number;
}

/** Where two parts touch inside a block: the instant, and how far down in percent. */
export interface Border {
  at: number;
  top: number;
}

/** What one day shows of one entry. Distances are in rows of the axis. */
export interface Block {
  key: string;
  day: Day;
  entry: Entry;
  from: number;
  to: number;
  /** Whether it began on an earlier day, and whether it goes on on a later one. */
  before: boolean;
  after: boolean;
  top: number;
  height: number;
  /** Which of so many columns of the day it has. */
  column: number;
  columns: number;
  inside: Inside[];
  borders: Border[];
}

/** What is shorter is drawn this tall, in rows, so that it can be seen and hit. */
const SHORTEST = 0.25;

/** The key of what one day shows of an entry. */
export function blockKey(id: string, day: Day): string {
  return `${id}@${day}`;
}

/** The blocks of one day, earliest first. */
export function blocksOf(entries: readonly Entry[], day: Day, axis: Axis, now: number): Block[] {
  const bounds = axis.bounds(day);
  const blocks = entries.flatMap((entry): Block[] => {
    const [begun, ended] = [Date.parse(entry.start), Math.max(Date.parse(entry.start), endOf(entry, now))];
    const [from, to] = [Math.max(begun, bounds.from), Math.min(ended, bounds.to)];
    // One that has just begun has no length yet, and is there all the same.
    if (to < from || (to === from && (ended > begun || from === bounds.to))) return [];
    const top = axis.down(day, from);
    const height = Math.max(SHORTEST, axis.downTo(day, to) - top);
    const inside = entry.segments.flatMap((segment): Inside[] => {
      const cut = span(segment, now);
      const [first, last] = [Math.max(cut.from, from), Math.min(cut.to, to)];
      if (segment.kind === "work" || last <= first) return [];
      const [above, below] = [axis.down(day, first), axis.downTo(day, last)];
      return [
        { kind: segment.kind, top: (100 * (above - top)) / height, height: (100 * (below - above)) / height },
      ];
    });
    const borders = entry.segments.slice(1).flatMap((segment): Border[] => {
      const at = Date.parse(segment.start);
      if (at <= from || at >= to) return [];
      return [{ at, top: (100 * (axis.downTo(day, at) - top)) / height }];
    });
    const [before, after] = [begun < bounds.from, ended > bounds.to];
    const key = blockKey(entry.id, day);
    return [
      { key, day, entry, from, to, before, after, top, height, column: 0, columns: 1, inside, borders },
    ];
  });
  blocks.sort((a, b) => a.top - b.top || b.height - a.height || (a.key < b.key ? -1 : 1));
  return sideBySide(blocks);
}

/** Gives blocks that overlap columns of their own; those that touch no other keep the whole width. */
function sideBySide(blocks: Block[]): Block[] {
  let group: Block[] = [];
  let bottoms: number[] = [];
  const close = () => {
    for (const block of group) block.columns = bottoms.length;
    [group, bottoms] = [[], []];
  };
  for (const block of blocks) {
    if (bottoms.every((bottom) => bottom <= block.top + CLOSE)) close();
    const free = bottoms.findIndex((bottom) => bottom <= block.top + CLOSE);
    block.column = free < 0 ? bottoms.length : free;
    bottoms[block.column] = block.top + block.height;
    group.push(block);
  }
  close();
  return blocks;
}

/** Rows that count as no distance at all: a second. */
const CLOSE = 1 / 3600;

/** Half an hour of free time around an instant: cut where something else lies, and where the future begins. */
export function roomAt(
  entries: readonly Entry[],
  at: number,
  now: number,
): { from: number; to: number } | null {
  const QUARTER = 900_000;
  if (at >= now) return null;
  let from = Math.floor(at / QUARTER) * QUARTER;
  let to = Math.min(from + 2 * QUARTER, now);
  for (const entry of entries) {
    const [begun, ended] = [Date.parse(entry.start), endOf(entry, now)];
    if (begun > at) to = Math.min(to, begun);
    else if (ended > at) return null;
    else from = Math.max(from, ended);
  }
  return { from, to };
}
