/** 300,000 entries, made up day by day when asked for: what the list is measured with. */
import type { Days, Entry } from "../bindings";
import { between, type Day, dayOf, plus } from "../format/day";
import { asked, pieces } from "../highlight";
import { type FakeHost, fakeHost } from "../host.fake";
import { booking, entry, FAKE_NOW, FAKE_ZONE, friday, targets } from "./data";

/** Entries a day, and how many days there are of them. */
const A_DAY = 200;
const DAYS = 1500;

const VERBS = ["Review", "Fix", "Plan", "Write", "Test", "Discuss", "Deploy", "Measure"];
const THINGS = [
  "login flow",
  "upload queue",
  "week table",
  "release notes",
  "tray icon",
  "import",
  "search",
  "backup",
];
const TODAY = dayOf(FAKE_NOW, FAKE_ZONE);

const made = new Map<Day, Entry[]>();

/** The entries of one day, newest first, always the same. */
function entriesOf(day: Day): Entry[] {
  const age = between(day, TODAY);
  if (age < 1 || age > DAYS) return [];
  const known = made.get(day);
  if (known) return known;
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(Math.floor(minute) % 60).padStart(2, "0")}:${String(Math.round((minute % 1) * 60)).padStart(2, "0")}`;
  const all = Array.from({ length: A_DAY }, (_, n) => {
    const dice = (age * 7919 + n * 104_729) % 1_000_003;
    const note = `${VERBS[dice % 8]} ${THINGS[Math.floor(dice / 8) % 8]} ${dice % 97}`;
    const target = targets[dice % targets.length]?.target ?? "";
    const [from, to] = [n * 6, n * 6 + 6 - (n % 10 === 9 ? 5.5 : 0)].map((minute) => clock(120 + minute));
    const one = entry(
      `m${age}-${n}`,
      day,
      note,
      [],
      [booking(target, `m${age}-${n}`, "done")],
      n % 5 === 0 ? ["dev"] : [],
    );
    const at = (time = "") => new Date(`${day}T${time}+01:00`).toISOString();
    const [start, end] = [at(from), at(to)];
    const seconds = (Date.parse(end) - Date.parse(start)) / 1000;
    return {
      ...one,
      start,
      end,
      work_seconds: seconds,
      segments: [{ kind: "work" as const, start, end, cause: "user" as const }],
    };
  }).reverse();
  made.set(day, all);
  // As the resident: nothing is kept for long.
  for (const old of [...made.keys()].slice(0, -40)) made.delete(old);
  return all;
}

/** A made-up world whose past is that long; its today can be changed. */
export function manyHost(now: () => number): FakeHost {
  const today = fakeHost({ now, entries: friday().filter((one) => one.start > "2026-11-19T23") });
  const days = (from: Day, to: Day): Entry[] => {
    const count = Math.max(0, between(from, to) + 1);
    return Array.from({ length: count }, (_, n) => entriesOf(plus(to, -n))).flat();
  };
  const log: FakeHost["log"] = async (from, to, limit) => {
    const recent = await today.log(from, to, limit);
    const all = [...recent, ...days(from ?? TODAY, to ?? TODAY)];
    return all.slice(0, limit ?? 5000);
  };
  const page: FakeHost["days"] = async (day, later, enough): Promise<Days> => {
    const oldest = plus(TODAY, -DAYS);
    const whole = Math.ceil((enough ?? 100) / A_DAY);
    const [from, to] = later ? [day, plus(day, whole - 1)] : [plus(day, 1 - whole), day];
    return { from, to, entries: await log(from, to, null), earlier: from > oldest, later: to < TODAY };
  };
  const search: FakeHost["search"] = async (text, limit) => {
    const words = asked(text);
    const found: Entry[] = [];
    for (let age = 1; age <= 40 && words.length > 0 && found.length < (limit ?? 50); age += 1) {
      const has = (one: Entry) => words.every((word) => pieces(one.note, [word]).some((piece) => piece.hit));
      found.push(...entriesOf(plus(TODAY, -age)).filter(has));
    }
    return found.slice(0, limit ?? 50);
  };
  const one: FakeHost["entry"] = async (id) => {
    const age = Number(/^m(\d+)-/.exec(id)?.[1] ?? 0);
    return entriesOf(plus(TODAY, -age)).find((entry) => entry.id === id) ?? today.entry(id);
  };
  return { ...today, log, days: page, search, entry: one };
}
