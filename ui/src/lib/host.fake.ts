/** A host in memory: deterministic, for tests and for looking at the window in a plain browser. */
import type {
  AddTracker,
  Changed,
  Entry,
  Link,
  Status,
  Tracker,
  Upload,
  UploadProgress,
  UploadState,
  VerbAnswer,
  VerbRequest,
  Warning,
} from "./bindings";
import { browsing } from "./fake/browse";
import { connections, FAKE_NOW, FAKE_ZONE, friday, kinds, settings, targets } from "./fake/data";
import { history } from "./fake/history";
import { importing } from "./fake/import";
import { learned, linked, linkOf, proposed } from "./fake/links";
import { pageOf, searched } from "./fake/pages";
import { previews } from "./fake/preview";
import { read } from "./fake/read";
import { report } from "./fake/report";
import { safety } from "./fake/safety";
import { fakeSettings } from "./fake/settings";
import { apply } from "./fake/verbs";
import { dayOf } from "./format/day";
import { type Events, type Host, Refusal } from "./host";
import { edit } from "./verbs";

/** What the made-up world begins with. */
export interface FakeWorld {
  entries: Entry[];
  trackers: Tracker[];
  /** What the person takes their time for in the browser. */
  consent: Promise<unknown>;
  /** What is special about an upload, by its id. */
  uploads: Record<string, Partial<Upload>>;
  now: () => number;
  /** What links are known. */
  links: Link[];
  /** What is said about the bookings of every verb. */
  warnings: Warning[];
}

/** The host, and the strings a test pulls. */
export interface FakeHost extends Host {
  /** Verbs said so far. */
  said: VerbRequest[];
  /** Sends an event as the resident would. */
  emit<K extends keyof Events>(name: K, payload: Parameters<NonNullable<Events[K]>>[0]): void;
  /** Makes the next call of a command be refused. */
  refuseNext(command: keyof Host, refusal: Refusal): void;
  /** How often a command was called. */
  calls(command: keyof Host): number;
}

/** Builds a made-up world. */
export function fakeHost(begin: Partial<FakeWorld> = {}): FakeHost {
  const now = begin.now ?? (() => FAKE_NOW);
  let entries = begin.entries ?? friday();
  let trackers = begin.trackers ?? connections();
  let prefs = settings();
  let links = begin.links ?? learned();
  let rev = 1;
  let nextId = 1;
  const past: Entry[][] = [];
  const future: Entry[][] = [];
  const listeners = new Set<Events>();
  const said: VerbRequest[] = [];
  const count = new Map<string, number>();
  const refused = new Map<string, Refusal>();

  const tell = (topics: Changed["topics"], notice: Changed["notice"] = null) => {
    for (const events of listeners) events.changed({ rev, topics, notice });
  };

  const uploads = (): Upload[] =>
    entries.flatMap((entry) =>
      entry.bookings.flatMap((booking) =>
        booking.uploads.map((upload) => ({
          ...upload,
          entry_id: entry.id,
          note: entry.note,
          connection: booking.connection,
          target: booking.target,
          attempts: upload.state === "queued" ? 2 : 1,
          next_try: upload.state === "queued" ? "2026-11-20T13:41:00Z" : null,
          seconds: entry.work_seconds,
          start: entry.start,
          time: "clock" as const,
          candidates: [],
          records: [],
          conflict: null,
          ...begin.uploads?.[upload.id],
        })),
      ),
    );

  const paused = new Set<string>();
  const hold = (name: string | null, held: boolean) => {
    for (const one of trackers.filter((tracker) => name === null || tracker.name === name)) {
      if (held) paused.add(one.name);
      else paused.delete(one.name);
    }
    trackers = trackers.map((one) => ({ ...one, health: paused.has(one.name) ? "paused" : one.health }));
  };
  const progress = (): UploadProgress[] =>
    trackers.map(({ name }) => {
      const states = uploads()
        .filter((upload) => upload.connection === name)
        .map((upload) => upload.state);
      const count = (wanted: UploadState) => states.filter((state) => state === wanted).length;
      return {
        connection: name,
        waiting: count("queued") + count("in_flight"),
        sending: count("in_flight"),
        unsure: count("unsure"),
        stuck: count("stuck"),
        done: count("done"),
        paused: paused.has(name),
      };
    });

  const status = (): Status => {
    const entry = entries.find((one) => one.end === null) ?? null;
    const today = { work_seconds: 0, break_seconds: 0, undecided_seconds: 0 };
    for (const one of entries) {
      if (dayOf(Date.parse(one.start), FAKE_ZONE) !== dayOf(now(), FAKE_ZONE)) continue;
      today.work_seconds += one.work_seconds;
      today.break_seconds += one.break_seconds;
      today.undecided_seconds += one.undecided_seconds;
    }
    const states = uploads().map((upload) => upload.state);
    const counts = (...wanted: string[]) => states.filter((state) => wanted.includes(state)).length;
    const open = entry?.segments.at(-1)?.kind ?? "work";
    return {
      state: entry ? (open === "work" ? "running" : open) : "stopped",
      entry,
      last: entries.find((one) => one.end !== null) ?? null,
      today,
      uploads: {
        waiting: counts("queued", "in_flight"),
        unsure: counts("unsure"),
        stuck: counts("stuck"),
        done: counts("done"),
      },
      now: new Date(now()).toISOString(),
      rev,
    };
  };

  const travel = (from: Entry[][], to: Entry[][], notice: "undone" | "redone"): VerbAnswer => {
    const state = from.pop();
    if (!state) {
      const message =
        notice === "undone" ? "There is nothing to take back." : "There is nothing to do again.";
      throw new Refusal({ code: "not_now", message, field: null, remedy: null });
    }
    to.push(entries);
    entries = state;
    rev += 1;
    return { notice, changed: true, status: status(), entries: [], linked: [], warnings: [] };
  };

  const say = (verb: VerbRequest): VerbAnswer => {
    said.push(verb);
    if (verb.verb === "undo") return travel(past, future, "undone");
    if (verb.verb === "redo") return travel(future, past, "redone");
    const done = apply(entries, verb, now(), `n${nextId}`);
    nextId += 1;
    past.push(entries);
    future.length = 0;
    entries = done.entries;
    rev += 1;
    const aside = { linked: linked(links, verb), warnings: begin.warnings ?? [] };
    return { notice: done.notice, changed: true, status: status(), entries: done.changed, ...aside };
  };

  const suggest = (text: string, limit: number | null) => {
    const seen = new Map<string, Entry>();
    for (const entry of entries) {
      const fits = entry.note.toLowerCase().includes(text.toLowerCase());
      if (fits && !seen.has(entry.note)) seen.set(entry.note, entry);
    }
    return [...seen.values()].slice(0, limit ?? 8).map((entry) => ({
      note: entry.note,
      tags: entry.tags,
      billable: entry.billable,
      on: entry.bookings.map((booking) => booking.target),
      last: entry.start,
      entry_id: entry.id,
    }));
  };

  const found = (id: string) => entries.find((entry) => entry.id === id) as Entry;

  const named = (name: string): Tracker => {
    const tracker = trackers.find((one) => one.name === name);
    if (tracker) return tracker;
    throw new Refusal({
      code: "not_found",
      message: `No tracker is called “${name}”.`,
      field: "name",
      remedy: null,
    });
  };

  const keepNew = async ({ kind, name }: AddTracker): Promise<Tracker> => {
    const like = connections().find((one) => one.kind === kind) ?? connections()[0];
    const tracker = { ...(like as Tracker), id: `c-${name}`, name, health: "ok" as const, reason: null };
    trackers = [...trackers, tracker];
    tell(["trackers"]);
    return tracker;
  };

  const mend = (name: string): Tracker => {
    const tracker = named(name);
    const good = { ...tracker, health: "ok" as const, reason: null };
    trackers = trackers.map((one) => (one === tracker ? good : one));
    return good;
  };

  const good = {
    ok: true,
    lines: [
      { mark: "ok" as const, text: "Signed in", detail: "0.3 s" },
      { mark: "ok" as const, text: "14 projects found", detail: null },
      { mark: "note" as const, text: "Time zone there UTC+3, here UTC+1", detail: "Stint sends exact times" },
    ],
  };

  const safe = safety();
  const world: Omit<FakeHost, "said" | "emit" | "refuseNext" | "calls" | "listen"> = {
    say: async (verb) => {
      const answer = say(verb);
      tell(["timer", "entries", "uploads"], {
        kind: answer.notice,
        surface: "window",
        note: "",
        work_seconds: 0,
        entry_id: null,
      });
      return answer;
    },
    status: async () => status(),
    log: async (from, to) =>
      entries.filter((entry) => {
        const [first, last] = [
          Date.parse(entry.start),
          entry.end === null ? now() : Date.parse(entry.end) - 1,
        ];
        return (
          (from === null || dayOf(last, FAKE_ZONE) >= from) && (to === null || dayOf(first, FAKE_ZONE) <= to)
        );
      }),
    days: async (day, later, enough) => pageOf(entries, day, later, enough ?? 100, now()),
    search: async (text, limit) => searched(entries, text, limit ?? 50),
    entry: async (id) => found(id),
    suggest: async (text, limit) => suggest(text, limit),
    recent: async (limit) => suggest("", limit),
    read: async (what, text) => read(what, text, now()),
    preview: async (id) => previews(found(id)),
    previewEdit: async (id, fields) => {
      const verb: VerbRequest = { ...edit(id, fields, "keep") };
      const edited = apply(entries, verb, now(), "preview").changed[0];
      return previews(edited ?? found(id));
    },
    editedEntry: async (id, fields) =>
      apply(entries, { ...edit(id, fields, "keep") }, now(), "preview").changed[0] ?? found(id),
    history: async (id) => history(found(id), past, entries),
    proposals: async (on) => proposed(links, on),
    links: async () => links,
    linkAdd: async (from, to) => {
      const link = linkOf(from, to);
      links = [
        ...links.filter((one) => one.from !== link.from || one.to_monogram !== link.to_monogram),
        link,
      ];
      return link;
    },
    linkForget: async (from, to) => {
      const gone = links.filter((one) => one.from === from && (to === null || one.to === to));
      links = links.filter((one) => !gone.includes(one));
      return gone;
    },
    report: async (from, to, by) => report(entries, from, to, by, now()),
    saveExport: async (_format, _from, _to, name) => ({ path: `~/${name}`, entries: entries.length }),
    trackerKinds: async () => kinds,
    trackers: async () => trackers,
    trackerCheck: async () => good,
    trackerAdd: keepNew,
    trackerTest: async (name) => {
      named(name);
      return good;
    },
    trackerSignIn: async (name) => {
      mend(name);
      return good;
    },
    ...browsing(keepNew, async (name) => mend(name), begin.consent),
    trackerRemove: async (name) => {
      const gone = named(name);
      trackers = trackers.filter((one) => one !== gone);
    },
    trackerRefresh: async (name) => named(name),
    trackerShape: async (name, key, value) => {
      const tracker = named(name);
      const policy = { ...tracker.policy, [key === "round" ? "rounding" : key]: value };
      trackers = trackers.map((one) => (one === tracker ? { ...tracker, policy } : one));
      return named(name);
    },
    targets: async (text, tracker, limit) =>
      targets
        .filter((one) => `${one.key} ${one.title}`.toLowerCase().includes(text.toLowerCase()))
        .filter((one) => tracker === null || one.connection === tracker)
        .slice(0, limit ?? 20),
    uploads: async () => uploads(),
    uploadRetry: async () => uploads(),
    uploadAdopt: async () => uploads()[0] as Upload,
    uploadDrop: async () => uploads()[0] as Upload,
    uploadChoose: async (_id, choice) => {
      const outcome = ({ mine: "sending", theirs: "edited", both: "left" } as const)[choice];
      return { outcome, upload: null };
    },
    uploadsPause: async (name) => {
      hold(name, true);
      return progress();
    },
    uploadsResume: async (name) => {
      hold(name, false);
      return progress();
    },
    uploadsProgress: async () => progress(),
    sync: async () => uploads(),
    ...importing((more) => {
      past.push(entries);
      future.length = 0;
      entries = [...entries, ...more];
      rev += 1;
      tell(["entries"]);
    }),
    settings: async () => prefs,
    setSetting: async (key, value) => {
      prefs = fakeSettings(prefs, key, value);
      return prefs;
    },
    doctor: async () => ({
      version: "0.1.0",
      pid: 4242,
      since: safe.since(),
      data_dir: "~/.local/share/stint",
      database: "~/.local/share/stint/stint.db",
      integrity: "ok",
      log_dir: "~/.local/state/stint",
      socket: "/run/user/1000/stint.sock",
      backups: ["stint-2026-11-19.db"],
      zone: FAKE_ZONE,
      desktop: prefs.desktop,
      trackers,
      uploads: status().uploads,
      heartbeat: null,
    }),
    ...safe.commands,
    openDataFolder: async () => {},
    painted: async () => {},
    close: async () => {},
    fit: async () => {},
    drag: async () => {},
    show: async () => {},
  };

  const watched = Object.fromEntries(
    Object.entries(world).map(([command, run]) => [
      command,
      async (...args: unknown[]) => {
        count.set(command, (count.get(command) ?? 0) + 1);
        const no = refused.get(command);
        refused.delete(command);
        if (no) throw no;
        return (run as (...args: unknown[]) => Promise<unknown>)(...args);
      },
    ]),
  ) as typeof world;

  return {
    ...watched,
    said,
    listen: async (events) => {
      listeners.add(events);
      return () => listeners.delete(events);
    },
    emit: (name, payload) => {
      for (const events of listeners) (events[name] as ((payload: unknown) => void) | undefined)?.(payload);
    },
    refuseNext: (command, refusal) => refused.set(command, refusal),
    calls: (command) => count.get(command) ?? 0,
  };
}
