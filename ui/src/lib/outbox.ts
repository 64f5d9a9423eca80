/** What the outbox screen says about uploads: which can be tried together, how many there are, what differs. */
import type { Conflict, RemoteRecord, Upload, UploadProgress } from "./bindings";

/** Those that can be tried again together: no choice is asked for. */
export function bulk(stuck: readonly Upload[]): Upload[] {
  return stuck.filter((upload) => upload.conflict === null && upload.candidates.length === 0);
}

/** How many uploads there are of which a list shows the first. */
export function counted(progress: readonly UploadProgress[], part: "stuck" | "moving"): number {
  const of = (one: UploadProgress) => (part === "stuck" ? one.stuck : one.waiting + one.unsure);
  return progress.reduce((sum, one) => sum + of(one), 0);
}

/** A field of a record that can differ. */
export type RecordField = "text" | "start" | "seconds" | "target" | "tags" | "billable";

const FIELDS: readonly RecordField[] = ["text", "start", "seconds", "target", "tags", "billable"];

/** In which fields the two versions differ; none where only one is left. */
export function differences({ mine, theirs }: Conflict): ReadonlySet<RecordField> {
  if (!mine || !theirs) return new Set();
  const text = (record: RemoteRecord, field: RecordField) => JSON.stringify(record[field]);
  return new Set(FIELDS.filter((field) => text(mine, field) !== text(theirs, field)));
}
