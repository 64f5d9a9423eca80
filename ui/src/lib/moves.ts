/** Moving and resizing: where an entry would lie, what it would look like, and the verb that does it. */
import type { Entry, OverlapChoice, Segment, VerbRequest } from "./bindings";
import { wall } from "./format/day";
import { endOf } from "./spans";
import { edit } from "./verbs";

/** What is moved: the whole entry, or one of its ends. */
export type Side = "both" | "start" | "end";

/** A change of times that is not said yet. */
export interface Move {
  entry: Entry;
  side: Side;
  from: number;
  /** `null` while it runs. */
  to: number | null;
}

/** What things snap to: five minutes. */
export const STEP = 300_000;

/** The nearest instant things snap to. Clocks everywhere differ from UTC by a multiple of it. */
export function snap(at: number): number {
  return Math.round(at / STEP) * STEP;
}

/** Whether this side can be moved: a running entry has no end, and undecided time cannot be taken along. */
export function canMove(entry: Entry, side: Side): boolean {
  if (entry.end === null) return side !== "end";
  return side !== "both" || entry.segments.every((segment) => segment.kind !== "undecided");
}

/** The move that brings the start (of the side `end` the end) to an instant, as far as that makes sense. */
export function moveTo(entry: Entry, wanted: Side, at: number, now: number): Move {
  const side = entry.end === null && wanted === "both" ? "start" : wanted;
  const [begun, ended] = [Date.parse(entry.start), endOf(entry, now)];
  const open = entry.end === null;
  if (side === "start") {
    const from = Math.min(at, Math.max(begun, ended - STEP));
    return { entry, side, from, to: open ? null : ended };
  }
  if (side === "end") {
    return { entry, side, from: begun, to: Math.max(Math.min(at, now), Math.min(ended, begun + STEP)) };
  }
  const latest = Math.max(begun, now - (ended - begun));
  const from = Math.min(at, latest);
  return { entry, side, from, to: from + (ended - begun) };
}

/** Whether the move changes anything. */
export function moves({ entry, from, to }: Move): boolean {
  return (
    from !== Date.parse(entry.start) || (to !== null && entry.end !== null && to !== Date.parse(entry.end))
  );
}

/** The entry as it would be. */
export function moved({ entry, side, from, to }: Move): Entry {
  const by = side === "both" ? from - Date.parse(entry.start) : 0;
  const later = (at: string, ms: number) => iso(Date.parse(at) + ms);
  const shifted = entry.segments.map(
    (one): Segment => ({ ...one, start: later(one.start, by), end: one.end && later(one.end, by) }),
  );
  const kept = shifted.filter(
    ({ start, end }) => (end === null || Date.parse(end) > from) && (to === null || Date.parse(start) < to),
  );
  const segments = kept.map((one, index) => ({
    ...one,
    start: index === 0 ? iso(from) : one.start,
    end: index === kept.length - 1 && to !== null ? iso(to) : one.end,
  }));
  return { ...entry, start: iso(from), end: to === null ? null : iso(to), segments };
}

/** The verb for a move. Breaks go along with the whole entry; otherwise what lies outside the new times is cut. */
export function verbOf(move: Move, zone: string, overlap: OverlapChoice | null): VerbRequest {
  const { entry, side, from, to } = move;
  const changes = {
    ...(side === "end" ? {} : { from: iso(from) }),
    ...(side === "start" || to === null ? {} : { to: iso(to) }),
  };
  const breaks = moved(move).segments.filter((segment) => segment.kind === "break");
  if (side !== "both" || breaks.length === 0) return edit(entry.id, changes, overlap);
  const clock = (at: string | null) => iso(wall(Date.parse(at ?? entry.start), zone)).slice(11, 19);
  const texts = breaks.map((one) => `${clock(one.start)}-${clock(one.end)}`);
  return edit(entry.id, { ...changes, breaks: texts }, overlap);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
