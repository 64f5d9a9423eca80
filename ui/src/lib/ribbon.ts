/** Where bars lie in a ribbon: percentages of its width, from segments and two instants. */
import type { Entry, SegmentKind } from "./bindings";
import { span } from "./spans";

/** One bar. `live` bars belong to the running entry. */
export interface Bar {
  kind: SegmentKind;
  live: boolean;
  left: number;
  width: number;
}

/** One hour mark. `minor` marks fall away where there is little room. */
export interface Tick {
  hour: number;
  label: string;
  left: number;
  minor: boolean;
}

const HOUR = 3_600_000;

/** The bars of entries between two instants. */
export function bars(entries: readonly Entry[], from: number, to: number, now: number): Bar[] {
  const whole = to - from;
  if (whole <= 0) return [];
  return entries.flatMap((entry) =>
    entry.segments.flatMap((segment) => {
      const cut = span(segment, now);
      const start = Math.max(cut.from, from);
      const end = Math.min(cut.to, to);
      if (end <= start) return [];
      const bar: Bar = {
        kind: segment.kind,
        live: entry.end === null,
        left: (100 * (start - from)) / whole,
        width: (100 * (end - start)) / whole,
      };
      return [bar];
    }),
  );
}

/** The hours a day's ribbon shows: 8 to 18, grown to fit what was recorded and the present. */
export function dayHours(entries: readonly Entry[], midnight: number, now: number): [number, number] {
  let first = 8;
  let last = 18;
  for (const entry of entries) {
    for (const segment of entry.segments) {
      const cut = span(segment, now);
      first = Math.min(first, Math.floor((Math.max(cut.from, midnight) - midnight) / HOUR));
      last = Math.max(last, Math.ceil((cut.to - midnight) / HOUR));
    }
  }
  return [Math.max(0, first), Math.min(24, last)];
}

/** An hour as a mark says it: `08` or, on a clock of twelve hours, `8`. */
export function hourMark(hour: number, twelveHours: boolean): string {
  return twelveHours ? String(((hour + 11) % 12) + 1) : String(hour).padStart(2, "0");
}

/** The hour marks between two hours. */
export function ticks(first: number, last: number, twelveHours: boolean): Tick[] {
  const step = last - first > 13 ? 2 : 1;
  const marks: Tick[] = [];
  for (let hour = first; hour <= last; hour += step) {
    marks.push({
      hour,
      label: hourMark(hour, twelveHours),
      left: (100 * (hour - first)) / (last - first),
      minor: ((hour - first) / step) % 2 === 1,
    });
  }
  return marks;
}
