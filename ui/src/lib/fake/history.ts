/** A made-up history: how an entry may have come to be as it is, and what was done to it since. */
import type { Entry, HistoryRow, Segment } from "../bindings";

/** The entry as it was before a segment ended: it and those before it. */
function until(entry: Entry, index: number): Entry {
  const segments = entry.segments
    .slice(0, index + 1)
    .map((one, at): Segment => (at < index ? one : { ...one, end: null }));
  return { ...entry, end: null, segments };
}

/** One row for each segment, one for the end, then one for each change since the world began. */
export function history(
  entry: Entry,
  past: readonly (readonly Entry[])[],
  present: readonly Entry[],
): HistoryRow[] {
  const states = [...past, present].flatMap((all) => all.find((one) => one.id === entry.id) ?? []);
  const first = states[0] ?? entry;
  const rows: HistoryRow[] = [];
  const add = (at: string, verb: string, surface: string, after: Entry) =>
    rows.push({ rev: rows.length + 1, at, verb, surface, before: rows.at(-1)?.after ?? null, after });
  first.segments.forEach(({ kind, start, cause }, index) => {
    const verb =
      index === 0 ? "start" : cause === "user" ? (kind === "break" ? "break" : "resume") : "recover";
    add(start, verb, cause === "user" ? (index === 0 ? "window" : "hotkey") : "system", until(first, index));
  });
  if (first.end !== null) add(first.end, "stop", "tray", first);
  for (const state of states.slice(1)) {
    if (JSON.stringify(state) !== JSON.stringify(rows.at(-1)?.after))
      add(state.end ?? state.start, "edit", "window", state);
  }
  return rows;
}
