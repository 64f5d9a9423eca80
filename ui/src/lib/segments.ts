/** Changes of an entry's parts as they are made in the editor: a border, a kind, a break more or less. */
import type { Segment, SegmentKind } from "./bindings";
import { STEP, snap } from "./moves";
import { span } from "./spans";

/** A new break is so long where there is room, and never more than a third of its part. */
const BREAK = 900_000;

/** Neighbours of one kind and cause are one part. */
function joined(parts: readonly Segment[]): Segment[] {
  const all: Segment[] = [];
  for (const part of parts) {
    const before = all.at(-1);
    if (before && before.kind === part.kind && before.cause === part.cause)
      all[all.length - 1] = { ...before, end: part.end };
    else all.push(part);
  }
  return all;
}

/** The parts with the border before the part of this index (after the last one: the end) at another instant. */
export function withBorder(parts: readonly Segment[], index: number, at: number): Segment[] {
  const instant = new Date(at).toISOString();
  return parts.map((part, place) => ({
    ...part,
    start: place === index ? instant : part.start,
    end: place === index - 1 ? instant : part.end,
  }));
}

/** Between which instants that border may lie; the start is free on its far side, and nothing ends after now. */
export function room(
  parts: readonly Segment[],
  index: number,
  now: number,
): { after: number | null; before: number } {
  const [left, right] = [parts[index - 1], parts[index]];
  return {
    after: left ? span(left, now).from : null,
    before: right ? span(right, now).to : now + 1,
  };
}

/** The parts with one of another kind. */
export function withKind(parts: readonly Segment[], index: number, kind: SegmentKind): Segment[] {
  return joined(parts.map((part, place) => (place === index ? { ...part, kind, cause: "user" } : part)));
}

/** The parts without the first or the last one. */
export function without(parts: readonly Segment[], index: number): Segment[] {
  return parts.filter((_, place) => place !== index);
}

/** The parts with a break in the middle of one; `null` where there is no room for it. */
export function withBreak(parts: readonly Segment[], index: number, now: number): Segment[] | null {
  const part = parts[index];
  if (!part) return null;
  const { from, to } = span(part, now);
  const long = Math.min(BREAK, Math.floor((to - from) / 3 / STEP) * STEP || Math.floor((to - from) / 3));
  const wish = snap((from + to - long) / 2);
  const start = wish > from && wish + long < to ? wish : Math.floor((from + to - long) / 2);
  if (long <= 0 || start <= from || start + long >= to) return null;
  const [begun, ended] = [new Date(start).toISOString(), new Date(start + long).toISOString()];
  const rest: Segment = { kind: "break", start: begun, end: ended, cause: "user" };
  return [
    ...parts.slice(0, index),
    { ...part, end: begun },
    rest,
    { ...part, start: ended },
    ...parts.slice(index + 1),
  ];
}
