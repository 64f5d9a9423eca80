/** What the outbox screen says about uploads: which can be tried together, how many there are, what differs. */
import type { Conflict, PartTime, RemoteRecord, Upload, UploadProgress } from "./bindings";
import type { Day } from "./format/day";
import type { Place } from "./format/place";

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

/** When a record counts, as far as its tracker keeps it: a day alone is that of the record, whatever the zone. */
export function counts(
  { start, time }: { start: string | null; time: PartTime },
  place: Place,
  today: Day,
): string {
  if (start === null) return "";
  return time === "day" ? place.dayName(start.slice(0, 10), today) : place.moment(start);
}

/** Uploads that wait for the same reason at the same connection. */
export interface Cause {
  /** The one that speaks for all. */
  first: Upload;
  uploads: Upload[];
  /** Whether they can be tried again together. */
  together: boolean;
}

/** The uploads by their causes, in the order of the first of each. */
export function causes(stuck: readonly Upload[]): Cause[] {
  const plain = new Set(bulk(stuck));
  const found = new Map<string, Cause>();
  for (const upload of stuck) {
    const alone = !plain.has(upload) || upload.reason === null;
    const key = alone ? upload.id : JSON.stringify([upload.connection, upload.reason, upload.remedy]);
    const cause = found.get(key);
    if (cause) cause.uploads.push(upload);
    else found.set(key, { first: upload, uploads: [upload], together: !alone });
  }
  return [...found.values()];
}
