/** A made-up week of work on five projects, each entry booked once; for the reports. */
import type { Entry, Segment } from "../bindings";
import { booking, counted, FAKE_NOW, FAKE_ZONE } from "./data";

const PROJECTS: readonly [target: string, note: string, billable: boolean][] = [
  ["clockify:Website", "Website", true],
  ["clockify:Upload queue", "Upload queue", true],
  ["clockify:Support desk", "Support inbox", true],
  ["clockify:Client portal", "Client portal: print view", true],
  ["clockify:Internal", "Stand-up", false],
];

/** Minutes of work on each project, then of break, from Monday to Friday. */
const DAYS: readonly [day: string, projects: number[], rest: number][] = [
  ["2026-11-16", [180, 95, 65, 80, 50], 45],
  ["2026-11-17", [150, 140, 40, 110, 45], 50],
  ["2026-11-18", [205, 60, 75, 90, 26], 38],
  ["2026-11-19", [165, 190, 45, 55, 30], 60],
  ["2026-11-20", [178, 63, 33, 0, 15], 48],
];

/** Everything of the week, newest first; the day begins at half past seven, and the break lies in the first entry. */
export function projectWeek(): Entry[] {
  return DAYS.flatMap(([day, projects, rest]) => {
    let at = Date.parse(`${day}T06:30:00Z`);
    const stretch = (kind: Segment["kind"], minutes: number, cause = "user"): Segment => {
      const start = new Date(at).toISOString();
      at += minutes * 60_000;
      return { kind, start, end: new Date(at).toISOString(), cause };
    };
    return projects.flatMap((minutes, index): Entry[] => {
      const [target, note, billable] = PROJECTS[index] ?? ["", "", false];
      if (minutes === 0) return [];
      const away = day === "2026-11-20" && index === 1 ? [stretch("undecided", 14, "lock")] : [];
      const segments =
        index === 0
          ? [stretch("work", 100), stretch("break", rest), stretch("work", minutes - 100)]
          : [stretch("work", minutes), ...away];
      const id = `${day.slice(-2)}-${index}`;
      const entry: Entry = {
        id,
        note,
        tags: billable ? ["client"] : [],
        billable,
        zone: FAKE_ZONE,
        start: segments[0]?.start ?? "",
        end: segments.at(-1)?.end ?? "",
        work_seconds: 0,
        break_seconds: 0,
        undecided_seconds: 0,
        segments,
        bookings: [booking(target, id, "done")],
      };
      return [counted(entry, FAKE_NOW)];
    });
  }).reverse();
}
