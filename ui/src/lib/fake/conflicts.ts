/** Made-up uploads whose record somebody changed, or whose record is not clear. */
import type { RemoteRecord, Upload } from "../bindings";
import { friday } from "./data";

/** The upload that needs a person, as one whose record somebody changed, and another whose record is not clear. */
export function conflicts(): Record<string, Partial<Upload>> {
  const record: RemoteRecord = {
    remote_id: "r1",
    target: "plane:PROJ-8",
    start: "2026-11-20T08:46:00Z",
    time: "clock",
    seconds: 5640,
    shown: "94 min",
    text: "API client: retry logic",
    tags: ["dev"],
    billable: null,
  };
  const uploads = friday().flatMap((one) => one.bookings.flatMap((booked) => booked.uploads));
  const [stuck] = uploads.filter((upload) => upload.state === "stuck");
  const [unclear] = uploads.filter((upload) => upload.state === "unsure");
  const theirs = { ...record, seconds: 3600, shown: "60 min", text: "API client: retry logic, reviewed" };
  const reason = "Somebody changed the record in the tracker since.";
  const remedy = "Send yours over it, take theirs, or leave both as they are.";
  return {
    ...(stuck && {
      [stuck.id]: { reason, remedy, conflict: { kind: "changed", mine: record, theirs } },
    }),
    ...(unclear && {
      [unclear.id]: {
        state: "stuck",
        reason: "2 records there could be this one.",
        remedy: "Pick the one that is yours, or drop the upload.",
        candidates: ["r1", "r2"],
        records: [record, { ...theirs, remote_id: "r2" }],
      },
    }),
  };
}

/** Several uploads that wait for the same reason, and one that is done where only the day is kept. */
export function sameCause(): Record<string, Partial<Upload>> {
  const uploads = friday().flatMap((one) => one.bookings.flatMap((booked) => booked.uploads));
  const stuck = uploads.slice(0, 3).map(({ id }): [string, Partial<Upload>] => [
    id,
    {
      state: "stuck",
      connection: "plane",
      target: "plane:PROJ-8",
      reason: "Time tracking is off there.",
      remedy: "Switch it on in the project, then try again.",
      next_try: null,
    },
  ]);
  const done = uploads.filter(({ state }) => state === "done").at(-1);
  const day: [string, Partial<Upload>][] = done
    ? [[done.id, { start: "2026-11-19T00:00:00Z", time: "day" }]]
    : [];
  return Object.fromEntries([...stuck, ...day]);
}
