/** Moving and resizing: where an entry would lie, what it would look like, and the verb that does it. */
import type { Entry, OverlapChoice, Segment, VerbRequest } from "./bindings";
import { endOf, span } from "./spans";

/** What is moved: the whole entry, one of its ends, or the border between two parts, by the instant it lies at. */
export type Side = "both" | "start" | "end" | number;

/** A change of times that is not said yet. */
export interface Move {
  entry: Entry;
  side: Side;
  from: number;
  /** `null` while it runs. */
  to: number | null;
  /** Where the moved side would be. */
  at: number;
}

/** What things snap to: five minutes. */
export const STEP = 300_000;
/** The least that is left of a part. */
const LEAST = 60_000;

/** The nearest instant things snap to. Clocks everywhere differ from UTC by a multiple of it. */
export function snap(at: number): number {
  return Math.round(at / STEP) * STEP;
}

/** Whether this side can be moved: a running entry has no end yet. */
export function canMove(entry: Entry, side: Side): boolean {
  return side !== "end" || entry.end !== null;
}

/** The borders of an entry in their order: its start, where its parts touch, and its end if it has one. */
export function sidesOf(entry: Entry): Side[] {
  const inner = entry.segments.slice(1).map((segment) => Date.parse(segment.start));
  return ["start", ...inner, ...(entry.end === null ? [] : (["end"] as const))];
}

/** Where a side lies. */
export function placeOf(entry: Entry, side: Side, now: number): number {
  if (typeof side === "number") return side;
  return side === "end" ? endOf(entry, now) : Date.parse(entry.start);
}

/** The move that brings a side (of the whole entry its start) to an instant, as far as that makes sense. */
export function moveTo(entry: Entry, wanted: Side, at: number, now: number): Move {
  const side = entry.end === null && wanted === "both" ? "start" : wanted;
  const [begun, ended] = [Date.parse(entry.start), endOf(entry, now)];
  const to = entry.end === null ? null : ended;
  if (side === "start") {
    const from = Math.min(at, Math.max(begun, ended - STEP));
    return { entry, side, from, to, at: from };
  }
  if (side === "end") {
    const end = Math.max(Math.min(at, now), Math.min(ended, begun + STEP));
    return { entry, side, from: begun, to: end, at: end };
  }
  if (typeof side === "number") {
    return { entry, side, from: begun, to, at: between(entry, side, at, now) };
  }
  const latest = Math.max(begun, now - (ended - begun));
  const from = Math.min(at, latest);
  return { entry, side, from, to: from + (ended - begun), at: from };
}

/** A border stays between the parts it lies between; where there is no room, it stays where it is. */
function between(entry: Entry, border: number, at: number, now: number): number {
  const after = entry.segments.findIndex((segment) => Date.parse(segment.start) === border);
  const [left, right] = [entry.segments[after - 1], entry.segments[after]];
  if (!left || !right) return border;
  const [low, high] = [span(left, now).from + LEAST, span(right, now).to - LEAST];
  return low > high ? border : Math.max(low, Math.min(high, at));
}

/** Whether the move changes anything. */
export function moves({ entry, side, from, to, at }: Move): boolean {
  if (typeof side === "number") return at !== side;
  return (
    from !== Date.parse(entry.start) || (to !== null && entry.end !== null && to !== Date.parse(entry.end))
  );
}

/** The entry as it would be. */
export function moved({ entry, side, from, to, at }: Move): Entry {
  if (typeof side === "number") {
    const other = (iso: string | null) => (iso !== null && Date.parse(iso) === side ? instant(at) : iso);
    const segments = entry.segments.map(
      (one): Segment => ({ ...one, start: other(one.start) ?? one.start, end: other(one.end) }),
    );
    return { ...entry, segments };
  }
  const by = side === "both" ? from - Date.parse(entry.start) : 0;
  const later = (iso: string) => instant(Date.parse(iso) + by);
  const shifted = entry.segments.map(
    (one): Segment => ({ ...one, start: later(one.start), end: one.end && later(one.end) }),
  );
  const kept = shifted.filter(
    ({ start, end }) => (end === null || Date.parse(end) > from) && (to === null || Date.parse(start) < to),
  );
  const segments = kept.map((one, index) => ({
    ...one,
    start: index === 0 ? instant(from) : one.start,
    end: index === kept.length - 1 && to !== null ? instant(to) : one.end,
  }));
  return { ...entry, start: instant(from), end: to === null ? null : instant(to), segments };
}

/** The verb for a move. Instants go as they are, so that no clock has to be read again. */
export function verbOf({ entry: { id }, side, at }: Move, overlap: OverlapChoice | null): VerbRequest {
  if (side === "both") return { verb: "move", id, by: null, to: instant(at), overlap };
  if (typeof side === "string")
    return { verb: "resize", id, border: side, from: null, at: instant(at), overlap };
  return { verb: "resize", id, border: "between", from: instant(side), at: instant(at), overlap };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
