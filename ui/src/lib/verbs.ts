/** Verbs, spelled out in full: what a caller leaves out stays as it is. */
import type { EditFields, EntryFields, OverlapChoice, VerbRequest } from "./bindings";

const NOTHING: EditFields = {
  note: null,
  tags: null,
  billable: null,
  on: null,
  declined: [],
  from: null,
  to: null,
  duration: null,
  breaks: null,
  parts: null,
};

/** Starts, or switches while something runs. */
export function start(fields: EntryFields, at: string | null, overlap: OverlapChoice | null): VerbRequest {
  return { verb: "start", ...fields, at, overlap };
}

/** Adds a finished entry: until `to`, or as long as `duration` says. */
export function add(
  fields: EntryFields,
  from: string,
  to: string,
  overlap: OverlapChoice | null,
  duration: string | null = null,
): VerbRequest {
  return { verb: "add", ...fields, from, to: duration === null ? to : null, duration, breaks: [], overlap };
}

/** Changes an entry. */
export function edit(id: string, changes: Partial<EditFields>, overlap: OverlapChoice | null): VerbRequest {
  return { verb: "edit", id, ...fields(changes), overlap };
}

/** What an edit changes. */
export function fields(changes: Partial<EditFields>): EditFields {
  return { ...NOTHING, ...changes };
}

/** Cuts an entry in two. */
export function split(id: string, at: string): VerbRequest {
  return { verb: "split", id, at };
}

/** Goes on with an entry, or with the last one. */
export function resumeEntry(id: string | null): VerbRequest {
  return { verb: "continue", id, at: null };
}
