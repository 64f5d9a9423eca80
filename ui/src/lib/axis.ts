/**
 * The hours of days side by side: how far down an instant lies, and which instant lies there.
 *
 * A row is an hour of the clock. A day in which the clocks change has one row too many or too few; the other days
 * leave that row out, so that the same hour of all days lies at the same height and an hour is always one row long.
 */
import { type Day, plus, startOf, wall } from "./format/day";

const HOUR = 3_600_000;
const SECOND = 1000;
/** The hours that are always shown. */
const FIRST = 8;
const LAST = 18;

/** A stretch of a day within one hour of its clock; `again` = the clock shows this hour a second time. */
export interface Slot {
  from: number;
  to: number;
  hour: number;
  again: boolean;
  /** How far into the hour it begins, 0 to 1. */
  skip: number;
}

/** Two instants, the second after the first. */
export interface Stretch {
  from: number;
  to: number;
}

/** One hour of the clock, as tall as any other. */
export interface Row {
  hour: number;
  again: boolean;
}

type Placed = Slot & { top: number };

/** The hours a day really has, in their order. */
export function slotsOf(day: Day, zone: string): Slot[] {
  const start = startOf(day, zone);
  const end = startOf(plus(day, 1), zone);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const change = changeBetween(start, end, zone);
  const slots: Slot[] = [];
  for (const [from, to] of change === null
    ? [[start, end]]
    : [
        [start, change],
        [change, end],
      ]) {
    const offset = wall(from as number, zone) - (from as number);
    for (let at = from as number; at < (to as number); ) {
      const hour = Math.floor((at + offset - midnight) / HOUR);
      const full = midnight + hour * HOUR - offset;
      const next = Math.min(to as number, full + HOUR);
      const skip = (at - full) / HOUR;
      const again = slots.some((one) => one.hour === hour && one.skip + (one.to - one.from) / HOUR > skip);
      slots.push({ from: at, to: next, hour, again, skip });
      at = next;
    }
  }
  return slots;
}

/** The instant at which the clocks change between two others, or `null`. */
function changeBetween(from: number, to: number, zone: string): number | null {
  const offset = (at: number) => wall(at, zone) - at;
  const before = offset(from);
  if (offset(to - SECOND) === before) return null;
  let [low, high] = [from / SECOND, to / SECOND - 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle * SECOND) === before) low = middle;
    else high = middle;
  }
  return high * SECOND;
}

/** The rows of some days, and where instants lie in them. Distances are in rows, from the top. */
export class Axis {
  readonly rows: readonly Row[];
  readonly #days = new Map<Day, Placed[]>();
  readonly #bounds = new Map<Day, Stretch>();

  /** Shows 8 to 18, grown until every stretch fits. */
  constructor(days: readonly Day[], zone: string, stretches: readonly Stretch[]) {
    let [first, last] = [FIRST, LAST];
    const all = days.map((day) => ({ day, slots: slotsOf(day, zone) }));
    for (const { day, slots } of all) {
      this.#bounds.set(day, { from: slots[0]?.from ?? 0, to: slots.at(-1)?.to ?? 0 });
      for (const slot of slots) {
        if (!stretches.some(({ from, to }) => from < slot.to && to > slot.from)) continue;
        first = Math.min(first, slot.hour);
        last = Math.max(last, slot.hour + 1);
      }
    }
    const longest = all.reduce<Slot[]>((most, { slots }) => (slots.length > most.length ? slots : most), []);
    this.rows = longest
      .filter(({ hour }) => hour >= first && hour < last)
      .map(({ hour, again }) => ({ hour, again }));
    for (const { day, slots } of all) {
      const placed = slots.flatMap((slot) => {
        const row = this.rows.findIndex(({ hour, again }) => hour === slot.hour && again === slot.again);
        return row < 0 ? [] : [{ ...slot, top: row + slot.skip }];
      });
      this.#days.set(day, placed);
    }
  }

  /** From the first instant of a day to the first of the next. */
  bounds(day: Day): Stretch {
    return this.#bounds.get(day) ?? { from: 0, to: 0 };
  }

  /** How far down something that begins at an instant begins. */
  down(day: Day, at: number): number {
    return this.#place(day, at, (slot) => slot.from <= at);
  }

  /** How far down something that ends at an instant ends: an end belongs to the hour before it. */
  downTo(day: Day, at: number): number {
    return this.#place(day, at, (slot) => slot.from < at);
  }

  /** The instant so far down. Where a day lacks an hour it is the change of the clocks. */
  at(day: Day, down: number): number {
    const slots = this.#days.get(day) ?? [];
    for (const slot of slots) {
      if (down < slot.top) return slot.from;
      const at = slot.from + (down - slot.top) * HOUR;
      if (at < slot.to) return at;
    }
    return slots.at(-1)?.to ?? 0;
  }

  /** The rows a day does not have, as `[top, bottom]`. */
  missing(day: Day): [number, number][] {
    const gaps: [number, number][] = [];
    let reached = 0;
    for (const slot of this.#days.get(day) ?? []) {
      if (slot.top > reached) gaps.push([reached, slot.top]);
      reached = slot.top + (slot.to - slot.from) / HOUR;
    }
    if (reached < this.rows.length) gaps.push([reached, this.rows.length]);
    return gaps;
  }

  #place(day: Day, at: number, begun: (slot: Slot) => boolean): number {
    const slots = this.#days.get(day) ?? [];
    const slot = slots.findLast(begun);
    if (!slot) return slots[0]?.top ?? 0;
    return slot.top + (Math.min(at, slot.to) - slot.from) / HOUR;
  }
}
