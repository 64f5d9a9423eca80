/** Which upload state an entry shows: the worst of its uploads, undecided time first. */
import type { BookingUpload, Entry, Upload, UploadState } from "./bindings";

/** What a mark can show. `local` = booked nowhere, or still running. */
export type Mark = UploadState | "held" | "local";

const WORST: readonly UploadState[] = ["stuck", "unsure", "in_flight", "queued", "done"];

/** The mark of an entry. */
export function markOf(entry: Entry): Mark {
  if (entry.bookings.length === 0) return "local";
  if (entry.undecided_seconds > 0) return "held";
  const states = new Set(uploadsOf(entry).map((upload) => upload.state));
  return WORST.find((state) => states.has(state)) ?? (entry.end === null ? "local" : "queued");
}

/** The worst mark of several entries. */
export function worst(marks: readonly Mark[]): Mark {
  const order: readonly Mark[] = ["stuck", "held", "unsure", "in_flight", "queued", "done", "local"];
  return order.find((mark) => marks.includes(mark)) ?? "local";
}

/** Why an entry's upload waits for a person, and what helps. */
export function stuckUpload(entry: Entry): BookingUpload | undefined {
  return uploadsOf(entry).find((upload) => upload.state === "stuck");
}

/** The outbox in its three parts. */
export function outbox(uploads: readonly Upload[]): { stuck: Upload[]; moving: Upload[]; done: Upload[] } {
  const parts = { stuck: [] as Upload[], moving: [] as Upload[], done: [] as Upload[] };
  for (const upload of uploads) {
    const part = upload.state === "stuck" ? "stuck" : upload.state === "done" ? "done" : "moving";
    parts[part].push(upload);
  }
  return parts;
}

function uploadsOf(entry: Entry): BookingUpload[] {
  return entry.bookings.flatMap((booking) => booking.uploads);
}
