/** How much of what lies in an entry, from its segments and the present moment. */
import type { Entry, Segment, SegmentKind } from "./bindings";

/** Seconds of each kind. */
export type Sums = Record<SegmentKind, number>;

/** The milliseconds a segment covers; an open one reaches to `now`. */
export function span(segment: Segment, now: number): { from: number; to: number } {
  const from = Date.parse(segment.start);
  return { from, to: Math.max(from, segment.end === null ? now : Date.parse(segment.end)) };
}

/** What entries hold between two instants, in seconds. */
export function sums(entries: readonly Entry[], now: number, from = -Infinity, to = Infinity): Sums {
  const sum: Sums = { work: 0, break: 0, undecided: 0 };
  for (const entry of entries) {
    for (const segment of entry.segments) {
      const cut = span(segment, now);
      const seconds = (Math.min(cut.to, to) - Math.max(cut.from, from)) / 1000;
      if (seconds > 0) sum[segment.kind] += seconds;
    }
  }
  return sum;
}

/** The segment that is going on. */
export function openSegment(entry: Entry): Segment | undefined {
  return entry.segments.find((segment) => segment.end === null);
}

/** The first undecided segment nobody is in any more. */
export function firstUndecided(entry: Entry): Segment | undefined {
  return entry.segments.find((segment) => segment.kind === "undecided");
}

/** The last instant of an entry, or `now` while it runs. */
export function endOf(entry: Entry, now: number): number {
  return entry.end === null ? now : Date.parse(entry.end);
}
