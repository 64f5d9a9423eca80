/** A made-up week for the calendar: breaks, overlaps, short entries and one over midnight. */
import type { Entry } from "../bindings";
import { booking, entry, friday } from "./data";

/** The working days before the made-up Friday, and that Friday. */
export function week(): Entry[] {
  const more = [
    entry("m1", "2026-11-16", "Stand-up", [["work", "08:30", "08:50"]], []),
    entry(
      "m2",
      "2026-11-16",
      "Login flow: form states",
      [["work", "08:50", "11:40"]],
      [booking("plane:PROJ-12", "m2", "done")],
    ),
    entry(
      "m3",
      "2026-11-16",
      "Upload queue: schema",
      [
        ["work", "11:40", "12:15"],
        ["break", "12:15", "13:00"],
        ["work", "13:00", "13:55"],
      ],
      [booking("clockify:Website/Backend", "m3", "done")],
    ),
    entry("m4", "2026-11-16", "Call with support", [["work", "13:30", "14:10"]], []),
    entry("m5", "2026-11-16", "", [["work", "14:10", "14:15"]], []),
    entry(
      "t1",
      "2026-11-17",
      "Login flow: error texts",
      [
        ["work", "08:55", "11:10"],
        ["break", "11:10", "11:40"],
        ["work", "11:40", "13:00"],
      ],
      [booking("yandex:TEST-324", "t1", "done")],
    ),
    entry(
      "t2",
      "2026-11-17",
      "Support inbox",
      [["work", "13:00", "14:35"]],
      [booking("awork:Support desk", "t2", "done")],
    ),
    overMidnight(),
  ];
  return [...friday(), ...more].sort((a, b) => (a.start < b.start ? 1 : -1));
}

/** From 17:40 on Tuesday to 00:40 on Wednesday. */
export function overMidnight(): Entry {
  const late = entry(
    "t3",
    "2026-11-17",
    "Release night",
    [["work", "17:40", "20:00"]],
    [booking("plane:PROJ-8", "t3", "done")],
  );
  const [start, end] = [late.start, "2026-11-17T23:40:00.000Z"];
  return { ...late, end, work_seconds: 25_200, segments: [{ kind: "work", start, end, cause: "user" }] };
}
