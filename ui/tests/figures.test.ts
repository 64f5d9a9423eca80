/** Ranges, columns, sums and bars of the reports follow from the days and the counts alone. */
import { describe, expect, it } from "vitest";
import type { Entry, Report, ReportRow } from "../src/lib/bindings";
import { FAKE_NOW, friday } from "../src/lib/fake/data";
import { projectWeek } from "../src/lib/fake/projects";
import { report } from "../src/lib/fake/report";
import { decimal } from "../src/lib/format/hours";
import { columnName, rangeName } from "../src/lib/format/range";
import { share } from "../src/lib/format/share";
import {
  BILLABLE,
  byBillable,
  counter,
  FREE,
  gathered,
  matrix,
  undecidedOn,
  within,
} from "../src/lib/matrix";
import { around, type Column, columns, isoWeek, type Range, step } from "../src/lib/range";
import { axis, slotOf, stacks } from "../src/lib/stacks";

const MONDAY = 1;
const SUNDAY = 7;
const row = (key: string, work_seconds: number): ReportRow => ({
  key,
  work_seconds,
  break_seconds: 0,
  undecided_seconds: 0,
});
const counted = (work_seconds: number, ...rows: ReportRow[]) => ({
  rows,
  work_seconds,
  break_seconds: 600,
  undecided_seconds: 0,
});
const free = (from: string, to: string): Range => ({ reach: "range", from, to });
const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, " ").replace(" – ", "–");

describe("ranges", () => {
  it("hold the day they are asked for, and the week begins where the locale says", () => {
    expect(around("week", "2026-11-20", MONDAY)).toMatchObject({ from: "2026-11-16", to: "2026-11-22" });
    expect(around("week", "2026-11-22", SUNDAY)).toMatchObject({ from: "2026-11-22", to: "2026-11-28" });
    expect(around("month", "2028-02-10", MONDAY)).toMatchObject({ from: "2028-02-01", to: "2028-02-29" });
    expect(around("month", "2026-12-31", MONDAY)).toMatchObject({ from: "2026-12-01", to: "2026-12-31" });
  });

  it.each([
    ["day", "2026-12-31", 1, "2027-01-01", "2027-01-01"],
    ["week", "2026-11-20", -1, "2026-11-09", "2026-11-15"],
    ["month", "2026-03-31", -1, "2026-02-01", "2026-02-28"],
    ["month", "2026-01-31", 1, "2026-02-01", "2026-02-28"],
  ] as const)("a %s around %s moves by %i", (reach, day, direction, from, to) =>
    expect(step(around(reach, day, MONDAY), direction, MONDAY)).toEqual({ reach, from, to }),
  );

  it("free ones move by their own length", () =>
    expect(step(free("2026-11-01", "2026-11-10"), -1, MONDAY)).toEqual(free("2026-10-22", "2026-10-31")));

  it.each([
    ["2026-11-20", 47],
    ["2026-12-31", 53],
    ["2027-01-01", 53],
    ["2027-01-04", 1],
    ["2024-12-30", 1],
  ])("%s lies in week %i", (day, week) => expect(isoWeek(day)).toBe(week));
});

describe("columns", () => {
  const edges = (parts: Column[]) => parts.map(({ from, to }) => `${from.slice(5)} ${to.slice(5)}`);

  it("are the days of a week, and the weeks of a month, cut to it", () => {
    expect(columns(around("week", "2026-11-20", MONDAY), MONDAY)).toHaveLength(7);
    expect(edges(columns(around("month", "2026-11-20", MONDAY), MONDAY))).toEqual([
      "11-01 11-01",
      "11-02 11-08",
      "11-09 11-15",
      "11-16 11-22",
      "11-23 11-29",
      "11-30 11-30",
    ]);
  });

  it.each([
    ["2026-11-14", "day", 14],
    ["2026-11-15", "week", 3],
    ["2027-02-06", "week", 15],
    ["2027-02-07", "month", 4],
    ["2029-11-05", "year", 4],
  ])("of a free range until %s are %ss", (to, unit, count) => {
    const parts = columns(free("2026-11-01", to), MONDAY);
    expect([parts[0]?.unit, parts.length]).toEqual([unit, count]);
  });

  it("cover each day once, whatever the range", () => {
    for (const to of ["2026-11-20", "2026-12-24", "2027-12-31", "2031-01-01"]) {
      const parts = columns(free("2026-11-20", to), SUNDAY);
      expect([parts[0]?.from, parts.at(-1)?.to]).toEqual(["2026-11-20", to]);
      parts.slice(1).forEach((part, index) => {
        const before = new Date(`${parts[index]?.to}T00:00:00Z`).getTime();
        expect(new Date(`${part.from}T00:00:00Z`).getTime() - before).toBe(86_400_000);
      });
    }
  });
});

describe("the table", () => {
  it("has most work first, what has no key last, and no row for less than a minute", () => {
    const { rows, work, breaks } = matrix([
      counted(8000, row("a", 1000), row("", 5000), row("c", 30)),
      counted(3000, row("b", 3000)),
    ]);
    expect(rows).toEqual([
      { key: "b", cells: [0, 3000], total: 3000 },
      { key: "a", cells: [1000, 0], total: 1000 },
      { key: "", cells: [5000, 0], total: 5000 },
    ]);
    expect([work.cells, work.total, breaks.total]).toEqual([[8000, 3000], 11_000, 1200]);
  });

  it("notices rows that are more than the work, but not lost parts of seconds", () => {
    expect(matrix([counted(3600, row("a", 3600), row("b", 3600))]).overlapping).toBe(true);
    expect(matrix([counted(3600, row("a", 1801), row("b", 1801))]).overlapping).toBe(false);
  });

  it("shows one tracker whole: what is not booked there is a row too", () => {
    const both = counted(7200, row("plane:A:1", 3600), row("planet:B", 3600), row("", 1800));
    expect(within(both, "plane").rows).toEqual([row("plane:A:1", 3600), row("", 3600)]);
    expect(within(counted(3600, row("plane:A", 3600)), "plane").rows).toEqual([row("plane:A", 3600)]);
  });

  it("gathers days into weeks", () => {
    const days = { ...counted(0), from: "", to: "", rows: [] as ReportRow[] } as Report;
    days.rows = [row("2026-11-15", 60), row("2026-11-16", 600), row("2026-11-22", 6000)];
    expect(gathered(days, { from: "2026-11-16", to: "2026-11-22" }).work_seconds).toBe(6600);
  });

  it("tells billable work apart, up to now and cut at midnight in the zone of the entry", () => {
    const work = (start: string, end: string | null): Entry => ({
      ...(friday()[0] as Entry),
      billable: true,
      zone: "Asia/Tokyo",
      start,
      end,
      segments: [{ kind: "work", start, end, cause: "user" }],
    });
    const days = { from: "2026-11-20", to: "2026-11-20" };
    const count = counter(Date.parse("2026-11-20T05:00:00Z"));
    const entries = [
      work("2026-11-19T14:00:00Z", "2026-11-19T17:00:00Z"),
      work("2026-11-20T04:00:00Z", null),
    ];
    const { rows } = byBillable(counted(14_400), entries, days, count);
    expect(rows).toEqual([row(BILLABLE, 10_800), row(FREE, 3600)]);
  });

  it("finds what is undecided on its days", () => {
    const on = (from: string, to: string) => undecidedOn(friday(), { from, to }).map(({ entry }) => entry.id);
    expect(on("2026-11-20", "2026-11-20")).toEqual(["e6"]);
    expect(on("2026-11-16", "2026-11-19")).toEqual([]);
  });

  it("has the sums of its week, whatever the rows are", () => {
    const week = projectWeek();
    for (const by of ["target", "tag"] as const) {
      const all = matrix([report(week, "2026-11-16", "2026-11-22", by, FAKE_NOW)]);
      expect(all.rows.reduce((sum, { total }) => sum + total, 0)).toBe(all.work.total);
      expect(all.work.total).toBe((36 * 60 + 25) * 60);
    }
  });
});

describe("the bars", () => {
  it("stand on an axis with few marks, and the highest fits", () => {
    const hours = (seconds: number) => axis(seconds).marks.map((mark) => mark.hours);
    expect(hours(29_100)).toEqual([0, 2, 4, 6, 8]);
    expect(hours(28_500)).toEqual([0, 2, 4, 6, 8]);
    expect(hours(0)).toEqual([0, 1]);
    expect(hours(73_200)).toEqual([0, 8, 16, 24]);
    for (let seconds = 60; seconds < 9_000_000; seconds = Math.ceil(seconds * 1.3)) {
      const { hours: high, marks } = axis(seconds);
      expect(high * 3600).toBeGreaterThanOrEqual(seconds);
      expect(marks.length).toBeLessThanOrEqual(6);
      expect(marks.at(-1)?.at).toBeLessThanOrEqual(100);
    }
  });

  it("are stacked from the rows, and end where the work ends", () => {
    const [first, second] = stacks(
      matrix([counted(7200, row("a", 5400), row("b", 1800)), counted(3600, row("b", 3600))]),
    );
    expect(first).toEqual({
      seconds: 7200,
      high: 100,
      pieces: [
        { key: "a", slot: 1, at: 0, long: 75 },
        { key: "b", slot: 2, at: 75, long: 25 },
      ],
    });
    expect(second).toEqual({ seconds: 3600, high: 50, pieces: [{ key: "b", slot: 2, at: 0, long: 100 }] });
  });

  it("stay whole where rows are more than the work", () => {
    const [bar] = stacks(matrix([counted(3600, row("a", 3600), row("b", 3600))]));
    expect(bar?.pieces).toEqual([{ key: "", slot: 0, at: 0, long: 100 }]);
  });

  it("share one colour beyond the eighth row", () => expect([0, 7, 8, 20].map(slotOf)).toEqual([1, 8, 9, 9]));
});

describe("how it is written", () => {
  it("hours have two places, as the locale writes them", () => {
    expect(decimal(17_352, "en-GB")).toBe("4.82");
    expect(decimal(5_400_000, "de-DE")).toBe("1.500,00");
    expect(plain(share(4, 5, "de-DE"))).toBe("80 %");
    expect(share(0, 0, "en-GB")).toBe("0%");
  });

  it("ranges are named as briefly as they can be", () => {
    const name = (range: Range, locale = "en-GB") => plain(rangeName(range, "2026-11-20", locale));
    expect(name(around("week", "2026-11-20", MONDAY))).toBe("16–22 November");
    expect(name(around("week", "2026-11-20", MONDAY), "de-DE")).toBe("16.–22. November");
    expect(name(around("day", "2026-11-20", MONDAY))).toBe("Friday 20 November");
    expect(name(around("month", "2026-11-20", MONDAY))).toBe("November 2026");
    expect(name(around("week", "2026-12-31", MONDAY))).toBe("28 December 2026–3 January 2027");
  });

  it("columns are named by what they are", () => {
    const name = (unit: Column["unit"], from: string, to = from) =>
      plain(columnName({ unit, from, to }, "en-GB"));
    expect(name("day", "2026-11-16")).toBe("Mon 16");
    expect(name("week", "2026-11-02", "2026-11-08")).toBe("2–8 Nov");
    expect(name("week", "2026-11-01")).toBe("1 Nov");
    expect(name("month", "2026-11-01", "2026-11-30")).toBe("Nov 2026");
    expect(name("year", "2026-01-01", "2026-12-31")).toBe("2026");
  });

  it("the made-up world counts days in the zone of its entries", () =>
    expect(report(friday(), "2026-11-18", "2026-11-20", "day", FAKE_NOW).rows.map(({ key }) => key)).toEqual([
      "2026-11-18",
      "2026-11-19",
      "2026-11-20",
    ]));
});
