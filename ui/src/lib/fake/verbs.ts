/** The verbs on a list of entries, thin: enough to see the window act. The real ones live in the domain. */
import type { Booking, EditFields, Entry, EntryFields, NoticeKind, Segment, VerbRequest } from "../bindings";
import { dayOf, startOf } from "../format/day";
import { Refusal } from "../host";
import { booking, counted, FAKE_ZONE } from "./data";
import { read } from "./read";

/** What a verb did: the entries afterwards, newest first, and those it changed. */
export interface Done {
  entries: Entry[];
  changed: Entry[];
  notice: NoticeKind;
}

function refuse(
  code: "not_now" | "not_found" | "bad_input" | "overlap",
  message: string,
  field: string | null = null,
): never {
  throw new Refusal({ code, message, field, remedy: null });
}

function closed(entry: Entry, at: string): Entry {
  const segments = entry.segments.map((segment) =>
    segment.end === null ? { ...segment, end: at } : segment,
  );
  return { ...entry, end: at, segments };
}

function switched(entry: Entry, kind: Segment["kind"], at: string): Entry {
  const { segments } = closed(entry, at);
  return { ...entry, end: null, segments: [...segments, { kind, start: at, end: null, cause: "user" }] };
}

function bookings(on: readonly string[], id: string): Booking[] {
  return on.map((target) => booking(target, id));
}

function fresh(id: string, start: string, end: string | null, like: EntryFields): Entry {
  const { note = "", tags = [], billable = false, on = [] } = like;
  return {
    id,
    note,
    tags,
    billable,
    zone: FAKE_ZONE,
    start,
    end,
    work_seconds: 0,
    break_seconds: 0,
    undecided_seconds: 0,
    segments: [{ kind: "work", start, end, cause: "user" }],
    bookings: bookings(on, id),
  };
}

function edited(entry: Entry, fields: EditFields): Entry {
  const first = entry.segments[0];
  const last = entry.segments.at(-1);
  const start = fields.from ?? entry.start;
  const end = fields.to ?? entry.end;
  if (end !== null && end <= start) refuse("bad_input", "The end lies before the start.", "to");
  const kept = entry.segments.map((segment) => ({
    ...segment,
    start: segment === first ? start : segment.start,
    end: segment === last ? end : segment.end,
  }));
  const own = fields.parts?.map(
    ({ kind, from, to }): Segment => ({ kind, start: from, end: to, cause: "user" }),
  );
  if (own?.[0]) {
    const last = own.at(-1) ?? own[0];
    [own[0].start, last.end] = [fields.from ?? own[0].start, fields.to ?? last.end];
  }
  const longer =
    fields.duration && own === undefined && end !== null ? withWork(entry, kept, fields.duration) : kept;
  const segments = own ?? (fields.breaks && end !== null ? around(start, end, fields.breaks) : longer);
  return {
    ...entry,
    note: fields.note ?? entry.note,
    tags: fields.tags ?? entry.tags,
    billable: fields.billable ?? entry.billable,
    bookings: fields.on ? bookings(fields.on, entry.id) : entry.bookings,
    start: segments[0]?.start ?? start,
    end: segments.at(-1)?.end ?? null,
    segments,
  };
}

/** The last part as much longer or shorter as the work time wants. */
function withWork(entry: Entry, segments: Segment[], duration: string): Segment[] {
  const wanted = read("duration", duration, 0).seconds ?? entry.work_seconds;
  const more = (wanted - entry.work_seconds) * 1000;
  const later = (iso: string) => new Date(Date.parse(iso) + more).toISOString();
  return segments.map((one, index) =>
    index === segments.length - 1 && one.end ? { ...one, end: later(one.end) } : one,
  );
}

/** All of it so many milliseconds later. */
function shifted(entry: Entry, by: number): Entry {
  const later = (iso: string) => new Date(Date.parse(iso) + by).toISOString();
  const segments = entry.segments.map(
    (one): Segment => ({ ...one, start: later(one.start), end: one.end && later(one.end) }),
  );
  return { ...entry, start: later(entry.start), end: entry.end && later(entry.end), segments };
}

/** One border elsewhere; what lies outside of the new times falls away. */
function resized(entry: Entry, verb: Extract<VerbRequest, { verb: "resize" }>): Entry {
  const { at, from, border } = verb;
  if (border === "between") {
    const set = (iso: string | null) => (iso === from ? at : iso);
    const segments = entry.segments.map(
      (one): Segment => ({ ...one, start: set(one.start) ?? one.start, end: set(one.end) }),
    );
    return { ...entry, segments };
  }
  const [start, end] = border === "start" ? [at, entry.end] : [entry.start, at];
  const kept = entry.segments.filter(
    (one) => (one.end === null || one.end > start) && (end === null || one.start < end),
  );
  const segments = kept.map(
    (one, index): Segment => ({
      ...one,
      start: index === 0 ? start : one.start,
      end: index === kept.length - 1 ? end : one.end,
    }),
  );
  return { ...entry, start, end, segments };
}

/** Work from one instant to another, with breaks as `FROM-TO` inside. */
function around(start: string, end: string, breaks: readonly string[]): Segment[] {
  const midnight = startOf(dayOf(Date.parse(start), FAKE_ZONE), FAKE_ZONE);
  const instant = (clock: string) => {
    const [h = 0, m = 0, s = 0] = clock.split(":").map(Number);
    return new Date(midnight + ((h * 60 + m) * 60 + s) * 1000).toISOString();
  };
  const marks = breaks.flatMap((text) => text.split("-").map(instant));
  const edges = [start, ...marks, end];
  return edges.slice(1).map((to, index) => {
    const kind = index % 2 === 0 ? "work" : "break";
    return { kind, start: edges[index] ?? start, end: to, cause: "user" };
  });
}

/** An entry before and after an instant. */
function halves(entry: Entry, at: string, id: string): [Entry, Entry] {
  const cut = (one: Segment): Segment => ({
    ...one,
    start: one.start < at ? one.start : at,
    end: one.end !== null && one.end < at ? one.end : at,
  });
  const before = entry.segments.filter((one) => one.start < at).map(cut);
  const after = entry.segments
    .filter((one) => one.end === null || one.end > at)
    .map((one) => ({ ...one, start: one.start > at ? one.start : at }));
  if (before.length === 0 || after.length === 0) refuse("bad_input", "That lies outside of the entry.", "at");
  return [
    { ...entry, end: at, segments: before },
    { ...entry, id, start: at, segments: after },
  ];
}

/** One entry of several, with breaks between them. */
function merged(first: Entry, rest: readonly Entry[]): Entry {
  let segments = first.segments;
  let end = first.end;
  for (const next of rest) {
    const gap = { kind: "break" as const, start: end ?? next.start, end: next.start, cause: "user" as const };
    segments = [...segments, ...(gap.start < gap.end ? [gap] : []), ...next.segments];
    end = next.end;
  }
  return { ...first, end, segments };
}

/** The same entry once more; each of its uploads is another one and has yet to be sent. */
function copied(entry: Entry, id: string): Entry {
  const bookings = entry.bookings.map((booking) => ({
    ...booking,
    uploads: booking.uploads.map((upload) => ({
      ...upload,
      id: `u-${id}-${booking.target}`,
      state: "queued" as const,
      remote_id: null,
      reason: null,
      remedy: null,
    })),
  }));
  return { ...entry, id, bookings };
}

/** An entry after a change of many. */
function editedAlong(entry: Entry, fields: Extract<VerbRequest, { verb: "edit-many" }>): Entry {
  const on = entry.bookings.filter((one) => !fields.remove_on?.includes(one.target));
  return {
    ...entry,
    note: fields.note ?? entry.note,
    billable: fields.billable ?? entry.billable,
    tags: [
      ...new Set([
        ...entry.tags.filter((tag) => !fields.remove_tags?.includes(tag)),
        ...(fields.add_tags ?? []),
      ]),
    ],
    bookings: [...on, ...bookings(fields.add_on ?? [], entry.id)],
  };
}

function overlapping(entries: readonly Entry[], changed: Entry): Entry | undefined {
  const end = changed.end ?? "9999";
  return entries.find(
    (one) => one.id !== changed.id && one.start < end && (one.end ?? "9999") > changed.start,
  );
}

/** Does one verb. Undo and redo belong to the caller. */
export function apply(before: readonly Entry[], verb: VerbRequest, now: number, id: string): Done {
  const at = "at" in verb && verb.at && verb.verb !== "decide" ? verb.at : new Date(now).toISOString();
  const running = before.find((entry) => entry.end === null);
  const done = (notice: NoticeKind, changed: Entry[], gone: readonly string[] = []): Done => {
    const known = new Set([...changed.map((entry) => entry.id), ...gone]);
    const entries = [
      ...before.filter((entry) => !known.has(entry.id)),
      ...changed.filter((one) => !gone.includes(one.id)),
    ];
    const sum = (entry: Entry) => counted(entry, now);
    return {
      entries: entries.map(sum).sort((a, b) => (a.start < b.start ? 1 : -1)),
      changed: changed.map(sum),
      notice,
    };
  };
  const begin = (like: Entry | undefined, start: Entry): Done =>
    done(like ? "switched" : "started", like ? [start, closed(like, start.start)] : [start]);
  const find = (wanted: string): Entry =>
    before.find((entry) => entry.id === wanted) ?? refuse("not_found", "There is no such entry.", "id");
  const on = (entry: Entry) => entry.bookings.map((one) => one.target);

  switch (verb.verb) {
    case "start": {
      const entry = fresh(id, at, null, verb);
      const hit = before.find((one) => one.end !== null && one.end > at);
      if (hit && verb.overlap === null) refuse("overlap", `These times overlap “${hit.note}”.`, "at");
      return begin(running, entry);
    }
    case "add": {
      const entry = fresh(id, verb.from, verb.to ?? at, verb);
      const hit = overlapping(before, entry);
      if (hit && verb.overlap === null) refuse("overlap", `These times overlap “${hit.note}”.`, "from");
      return done("added", [entry]);
    }
    case "continue": {
      const like = verb.id === null ? before[0] : find(verb.id);
      if (!like) refuse("not_now", "There is nothing to go on with yet.");
      return begin(running, fresh(id, at, null, { ...like, on: on(like) }));
    }
    case "toggle":
      return running
        ? apply(before, { verb: "stop", at: verb.at }, now, id)
        : apply(before, { verb: "continue", id: null, at: verb.at }, now, id);
    case "toggle-break": {
      const working = running?.segments.at(-1)?.kind === "work";
      return apply(before, { verb: working ? "break" : "resume", at: verb.at }, now, id);
    }
    case "break":
      if (!running) refuse("not_now", "Nothing runs, so there is no break to take.");
      return done("on_break", [switched(running, "break", at)]);
    case "resume":
      if (!running) refuse("not_now", "Nothing runs, so there is nothing to resume.");
      return done("resumed", [switched(running, "work", at)]);
    case "stop":
      if (!running) refuse("not_now", "Nothing runs, so there is nothing to stop.");
      return done("stopped", [closed(running, at)]);
    case "discard":
      if (!running) refuse("not_now", "Nothing runs, so there is nothing to discard.");
      return done("discarded", [running], [running.id]);
    case "edit": {
      const entry = edited(find(verb.id), verb);
      const hit = verb.from !== null || verb.to !== null ? overlapping(before, entry) : undefined;
      if (hit && verb.overlap === null) refuse("overlap", `These times overlap “${hit.note}”.`, "from");
      return done("edited", [entry]);
    }
    case "move":
    case "resize": {
      const entry = find(verb.id);
      const changed =
        verb.verb === "move"
          ? shifted(entry, Date.parse(verb.to ?? entry.start) - Date.parse(entry.start))
          : resized(entry, verb);
      const hit = overlapping(
        before.filter((one) => !overlapping([one], entry)),
        changed,
      );
      if (hit && verb.overlap === null) refuse("overlap", `These times overlap “${hit.note}”.`, "from");
      return done(verb.verb === "move" ? "moved" : "edited", [changed]);
    }
    case "split":
      return done("split", halves(find(verb.id), verb.at, id));
    case "merge": {
      const [first, ...rest] = verb.ids.map(find).sort((a, b) => (a.start < b.start ? -1 : 1));
      if (!first || rest.length === 0) refuse("bad_input", "Merging needs two entries or more.", "id");
      return done(
        "merged",
        [merged(first, rest)],
        verb.ids.filter((one) => one !== first.id),
      );
    }
    case "duplicate":
      return done(
        "added",
        verb.ids.map((one, n) => copied(find(one), `${id}-${n}`)),
      );
    case "edit-many":
      return done(
        "edited",
        verb.ids.map((one) => editedAlong(find(one), verb)),
      );
    case "delete":
      return done("deleted", verb.ids.map(find), verb.ids);
    case "decide": {
      const entry = find(verb.id);
      const kind = verb.as === "work" ? "work" : "break";
      const segments = entry.segments.map(
        (one) => (one.kind === "undecided" ? { ...one, kind, cause: "user" } : one) as Segment,
      );
      return done("decided", [{ ...entry, segments }]);
    }
    default:
      return refuse("not_now", "The made-up host does not know this verb.");
  }
}
