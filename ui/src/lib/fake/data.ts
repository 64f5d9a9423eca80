/** Made-up entries, trackers and uploads around one made-up Friday. */
import type {
  Booking,
  Entry,
  Segment,
  SegmentKind,
  Settings,
  Target,
  Tracker,
  TrackerKind,
  UploadState,
} from "../bindings";

/** The present of the made-up world: Friday 20 November 2026, 14:36:08 in Berlin. */
export const FAKE_NOW = Date.parse("2026-11-20T13:36:08Z");
export const FAKE_ZONE = "Europe/Berlin";

const TARGETS: readonly [connection: string, monogram: string, key: string, title: string][] = [
  ["plane", "P", "PROJ-12", "Login and sessions"],
  ["plane", "P", "PROJ-8", "API client"],
  ["plane", "P", "PROJ-41", "Session expires too early"],
  ["yandex", "Y", "TEST-324", "Review the login flow"],
  ["yandex", "Y", "TEST-301", "Retries"],
  ["yandex", "Y", "TEST-298", "Cookies"],
  ["clockify", "C", "Website/Review", "Website, Review"],
  ["clockify", "C", "Website/Backend", "Website, Backend"],
  ["clockify", "C", "Internal/Meetings", "Internal, Meetings"],
  ["awork", "aw", "Support desk", "Support desk"],
  ["awork", "aw", "Client portal", "Client portal"],
];

/** Everything that can be booked on. */
export const targets: Target[] = TARGETS.map(([connection, monogram, key, title]) => ({
  target: `${connection}:${key}`,
  connection,
  monogram,
  key,
  title,
  parent: null,
  mine: true,
}));

/** A booking on a known target. */
export function booking(target: string, id: string, state?: UploadState, reason?: string): Booking {
  const known = targets.find((one) => one.target === target);
  const [connection = "", key = target] = target.split(/:(.*)/s);
  const remedy = reason ? "Switch it on in the project’s settings, or book elsewhere." : null;
  const upload = { id: `u-${id}-${connection}`, state: state ?? "queued", reason: reason ?? null, remedy };
  return {
    target,
    connection,
    removed: false,
    gone: false,
    monogram: known?.monogram ?? connection.slice(0, 1).toUpperCase(),
    key,
    title: known?.title ?? key,
    uploads: state === undefined ? [] : [{ ...upload, remote_id: state === "done" ? `r-${id}` : null }],
  };
}

type Stretch = [kind: SegmentKind, from: string, to: string | null, cause?: string];

/** Recounts the sums of an entry. */
export function counted(entry: Entry, now: number): Entry {
  const sum = { work: 0, break: 0, undecided: 0 };
  for (const { kind, start, end } of entry.segments) {
    sum[kind] += Math.floor(((end === null ? now : Date.parse(end)) - Date.parse(start)) / 1000);
  }
  return { ...entry, work_seconds: sum.work, break_seconds: sum.break, undecided_seconds: sum.undecided };
}

/** An entry of one made-up day; times are of Berlin in winter. */
export function entry(
  id: string,
  day: string,
  note: string,
  stretches: Stretch[],
  bookings: Booking[],
  tags: string[] = [],
): Entry {
  const at = (time: string) => new Date(`${day}T${time}:00+01:00`).toISOString();
  const segments = stretches.map(
    ([kind, from, to, cause = "user"]): Segment => ({ kind, start: at(from), end: to && at(to), cause }),
  );
  const bare: Entry = {
    id,
    note,
    tags,
    billable: false,
    zone: FAKE_ZONE,
    start: segments[0]?.start ?? at("00:00"),
    end: segments.at(-1)?.end ?? null,
    work_seconds: 0,
    break_seconds: 0,
    undecided_seconds: 0,
    segments,
    bookings,
  };
  return counted(bare, FAKE_NOW);
}

const OFF = "Time tracking is off there.";

/** A working day, with everything the window must be able to show. */
export function friday(): Entry[] {
  const day = "2026-11-20";
  const before = "2026-11-19";
  return [
    entry(
      "e7",
      day,
      "Login flow review",
      [
        ["work", "13:04", "13:50"],
        ["break", "13:50", "13:58"],
        ["work", "13:58", null],
      ],
      [
        booking("plane:PROJ-12", "e7"),
        booking("yandex:TEST-324", "e7"),
        booking("clockify:Website/Review", "e7"),
      ],
      ["review"],
    ),
    entry(
      "e6",
      day,
      "Upload queue: tests for lost answers",
      [
        ["work", "11:05", "11:50"],
        ["break", "11:50", "12:32"],
        ["work", "12:32", "12:44"],
        ["undecided", "12:44", "12:58", "lock"],
        ["work", "12:58", "13:04"],
      ],
      [booking("plane:PROJ-12", "e6", "queued")],
    ),
    entry(
      "e5",
      day,
      "Support inbox",
      [["work", "10:32", "11:05"]],
      [booking("awork:Support desk", "e5", "done")],
    ),
    entry(
      "e4",
      day,
      "API client: retry logic",
      [
        ["work", "08:46", "09:40"],
        ["break", "09:40", "09:52"],
        ["work", "09:52", "10:32"],
      ],
      [
        booking("plane:PROJ-8", "e4", "stuck", OFF),
        booking("yandex:TEST-301", "e4", "done"),
        booking("clockify:Website/Backend", "e4", "done"),
      ],
      ["dev"],
    ),
    entry(
      "e3",
      day,
      "Stand-up",
      [["work", "08:31", "08:46"]],
      [booking("clockify:Internal/Meetings", "e3", "done")],
    ),
    entry(
      "y2",
      before,
      "Client portal: print view for long tables, with page breaks between groups",
      [["work", "16:40", "17:35"]],
      [booking("awork:Client portal", "y2", "done")],
    ),
    entry(
      "y1",
      before,
      "Support inbox",
      [["work", "15:55", "16:40"]],
      [booking("awork:Support desk", "y1", "queued")],
    ),
    entry(
      "y0",
      before,
      "API client: header names",
      [
        ["work", "09:00", "12:10"],
        ["break", "12:10", "12:50"],
        ["work", "12:50", "15:55"],
      ],
      [booking("yandex:TEST-301", "y0", "done")],
    ),
    entry(
      "x2",
      "2026-11-18",
      "Code review: upload queue",
      [["work", "13:00", "17:01"]],
      [booking("plane:PROJ-12", "x2", "in_flight")],
    ),
    entry(
      "x1",
      "2026-11-18",
      "Planning",
      [["work", "08:40", "12:15"]],
      [booking("clockify:Internal/Meetings", "x1", "unsure")],
    ),
  ];
}

/** A full day: dense rows and a group. */
export function fullDay(): Entry[] {
  const day = "2026-11-20";
  const rows: [string, string, string, string, UploadState][] = [
    ["13:04", "14:36", "Login flow review", "plane:PROJ-12", "in_flight"],
    ["12:51", "13:04", "Reply to bug report", "plane:PROJ-41", "done"],
    ["12:43", "12:50", "Support inbox", "awork:Support desk", "done"],
    ["12:36", "12:43", "Support inbox", "awork:Support desk", "done"],
    ["12:28", "12:36", "Support inbox", "awork:Support desk", "done"],
    ["12:20", "12:28", "Support inbox", "awork:Support desk", "done"],
    ["11:38", "12:20", "Table view: column widths", "awork:Client portal", "done"],
    [
      "11:20",
      "11:38",
      "Release notes for the desktop app and the browser extension, second pass",
      "plane:PROJ-8",
      "queued",
    ],
    ["11:05", "11:20", "Deploy preview", "clockify:Website/Backend", "done"],
    ["10:49", "11:05", "Code review: upload queue", "plane:PROJ-12", "done"],
    ["10:32", "10:49", "Session cookie and remember-me", "yandex:TEST-298", "done"],
    ["10:05", "10:32", "API client: retry logic", "plane:PROJ-8", "stuck"],
    ["09:12", "10:05", "Test data for five trackers", "clockify:Website/Backend", "done"],
    ["08:46", "09:12", "Planning", "clockify:Internal/Meetings", "done"],
    ["08:31", "08:46", "Stand-up", "clockify:Internal/Meetings", "unsure"],
  ];
  return rows.map(([from, to, note, target, state], index) =>
    entry(
      `d${index}`,
      day,
      note,
      [["work", from, to]],
      [booking(target, `d${index}`, state, state === "stuck" ? OFF : undefined)],
    ),
  );
}

function connection(kind: string, name: string, monogram: string, more: Partial<Tracker>): Tracker {
  return {
    id: `c-${kind}`,
    name: kind,
    kind,
    kind_name: name,
    monogram,
    url: `https://${kind}.example`,
    workspace: null,
    settings: {},
    account: "Ada Lovelace",
    health: "ok",
    reason: null,
    remedy: null,
    targets: 42,
    answered: "2026-11-20T13:22:00Z",
    refreshed: "2026-11-20T13:00:00Z",
    secret: "keychain",
    policy: { breaks: "gap", rounding: "nearest" },
    ...more,
  };
}

/** Four connections, one out of reach. */
export function connections(): Tracker[] {
  return [
    connection("plane", "Plane", "P", {
      health: "waiting",
      reason: "The tracker cannot be reached: no answer.",
    }),
    connection("yandex", "Yandex Tracker", "Y", {}),
    connection("clockify", "Clockify", "C", {}),
    connection("awork", "awork", "aw", {
      health: "sign_in",
      reason: "The token is no longer taken.",
      account: null,
    }),
  ];
}

/** The forms of three kinds. */
export const kinds: TrackerKind[] = [
  {
    kind: "clockify",
    name: "Clockify",
    monogram: "C",
    hint: "Any region",
    default_url: "https://api.clockify.me",
    secret_name: "API key",
    secret_url: "Clockify, Preferences, Advanced",
    browser: false,
    workspace: {
      key: "workspace",
      label: "Workspace",
      help: "Name or id; your active one when empty",
      required: false,
      choices: [],
    },
    fields: [
      {
        key: "breaks",
        label: "Breaks",
        help: "",
        required: false,
        choices: [
          { value: "gap", label: "Leave a gap" },
          { value: "entry", label: "Break entries" },
        ],
      },
    ],
    token_env: "STINT_TOKEN_<NAME>",
  },
  {
    kind: "yandex",
    name: "Yandex Tracker",
    monogram: "Y",
    hint: "Yandex 360 or Cloud",
    default_url: "https://api.tracker.yandex.net",
    secret_name: "OAuth token",
    secret_url: "oauth.yandex.ru",
    browser: false,
    workspace: null,
    fields: [
      { key: "org", label: "Organisation ID", help: "", required: true, choices: [] },
      {
        key: "org_kind",
        label: "Organisation",
        help: "Found out when you do not choose",
        required: false,
        choices: [
          { value: "360", label: "Yandex 360" },
          { value: "cloud", label: "Yandex Cloud" },
        ],
      },
    ],
    token_env: "STINT_TOKEN_<NAME>",
  },
  {
    kind: "awork",
    name: "awork",
    monogram: "aw",
    hint: "awork.com",
    default_url: "https://api.awork.com",
    secret_name: "API key or access token",
    secret_url: "developers.awork.com",
    browser: true,
    workspace: null,
    fields: [],
    token_env: "STINT_TOKEN_<NAME>",
  },
];

/** Settings with one hotkey somebody else has. */
export function settings(): Settings {
  return {
    hotkeys: [
      { action: "toggle", keys: "Ctrl+Alt+Space", state: "active", reason: null },
      { action: "toggle-break", keys: "Ctrl+Alt+B", state: "taken", reason: null },
      { action: "quick-entry", keys: "Ctrl+Alt+N", state: "active", reason: null },
      { action: "show-window", keys: "", state: "unset", reason: null },
    ],
    theme: "system",
    language: "system",
    warm_seconds: 60,
    mini_timer: false,
    mini_place: "",
    autostart: false,
    letters: true,
    first_day: "system",
    clock: "system",
    durations: "hm",
    away_seconds: 300,
    goal_week_minutes: 0,
    goal_days: [1, 2, 3, 4, 5],
    desktop: {
      tray: { ok: true, detail: "StatusNotifierItem" },
      hotkeys: { ok: true, detail: "X11" },
      notifications: { ok: true, detail: "dunst 1.9" },
      keychain: { ok: false, detail: "The keychain is locked. Unlock it and try again." },
    },
  };
}
