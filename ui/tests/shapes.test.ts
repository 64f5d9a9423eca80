/** Sums, bars, rows and marks follow from the segments alone. */
import { describe, expect, it } from "vitest";
import type { Entry } from "../src/lib/bindings";
import { FAKE_NOW, FAKE_ZONE, friday, fullDay } from "../src/lib/fake/data";
import { startOf } from "../src/lib/format/day";
import { Place } from "../src/lib/format/place";
import { bars, dayHours, ticks } from "../src/lib/ribbon";
import { type DayRows, days, groups, type Line, lines } from "../src/lib/rows";
import { sums } from "../src/lib/spans";
import { markOf, outbox, worst } from "../src/lib/uploads";

const midnight = startOf("2026-11-20", FAKE_ZONE);
const place = new Place("en-GB", FAKE_ZONE);
const byId = (id: string) => friday().find((entry) => entry.id === id) as Entry;

function overMidnight(): Entry {
  const segments = [
    { kind: "work" as const, start: "2026-11-19T22:00:00Z", end: "2026-11-20T00:00:00Z", cause: "user" },
  ];
  return { ...byId("e3"), id: "night", start: "2026-11-19T22:00:00Z", end: "2026-11-20T00:00:00Z", segments };
}

describe("sums", () => {
  it("counts an open segment up to now", () =>
    expect(sums([byId("e7")], FAKE_NOW)).toEqual({ work: 5048, break: 480, undecided: 0 }));

  it("never counts backwards when the clock was set back", () =>
    expect(sums([byId("e7")], 0).work).toBe(46 * 60));
});

describe("ribbon", () => {
  it("places bars by time and keeps gaps empty", () => {
    const from = midnight + 8 * 3_600_000;
    const drawn = bars([byId("e3")], from, midnight + 18 * 3_600_000, FAKE_NOW);
    expect(drawn).toHaveLength(1);
    expect(drawn[0]?.left).toBeCloseTo(5.167, 2);
    expect(drawn[0]?.width).toBeCloseTo(2.5, 2);
  });

  it("shows 8 to 18 and grows to fit", () => {
    expect(dayHours(friday().slice(0, 5), midnight, FAKE_NOW)).toEqual([8, 18]);
    expect(dayHours([overMidnight()], midnight, FAKE_NOW)).toEqual([0, 18]);
    expect(dayHours([byId("e7")], midnight, midnight + 21.5 * 3_600_000)).toEqual([8, 22]);
  });

  it("marks hours, as the locale's clock counts them", () => {
    expect(ticks(8, 18, false).map((tick) => tick.label)).toContain("13");
    expect(ticks(8, 18, true).map((tick) => tick.label)).toEqual("8 9 10 11 12 1 2 3 4 5 6".split(" "));
    expect(ticks(0, 24, false)).toHaveLength(13);
  });
});

describe("rows", () => {
  it("splits the total of a day at midnight, the entry stays one", () => {
    const [day] = days([overMidnight()], place);
    expect(day?.day).toBe("2026-11-19");
    expect(day?.entries).toHaveLength(1);
    expect(day?.workSeconds).toBe(3600);
  });

  it("leaves the running entry to its card", () =>
    expect(days(friday(), place)[0]?.entries.map((entry) => entry.id)).toEqual(["e6", "e5", "e4", "e3"]));

  it("gathers equal entries of a day, and a full day is dense", () => {
    const [day] = days(fullDay(), place);
    expect(day?.dense).toBe(true);
    expect(day?.entries).toHaveLength(15);
    expect(lines(day as DayRows, true, () => false).filter((line) => line.entries)).toHaveLength(12);
  });

  it("leaves equal entries one by one where that is wanted", () => {
    const [day] = days(fullDay(), place);
    const rows = lines(day as DayRows, false, () => false).filter((line) => line.entries);
    expect(rows).toHaveLength(15);
  });

  it("shows the time between entries under the row that ended it, and little of it not at all", () => {
    const at = (line: Line) => line.gap && [line.gap.from, line.gap.to].map((ms) => place.time(ms)).join("-");
    const wed = days(friday(), place).find((day) => day.day === "2026-11-18") as DayRows;
    const drawn = lines(wed, true, () => false).map((line) => at(line) ?? line.entries?.[0].id);
    expect(drawn).toEqual(["x2", "12:15-13:00", "x1"]);
    const near = friday().map((entry) =>
      entry.id === "e3" ? { ...entry, end: "2026-11-20T07:42:00Z" } : entry,
    );
    expect(days(near, place)[0]?.gaps.size).toBe(0);
  });

  it("counts the running entry as the end of a gap", () => {
    const late = friday().map((entry) =>
      entry.id === "e7" ? { ...entry, start: "2026-11-20T12:30:00Z" } : entry,
    );
    const [today] = days(late, place);
    expect(lines(today as DayRows, true, () => false)[0]).toMatchObject({ key: "gap-e7" });
  });

  it("draws a day only from one day to another, as the zone that asked counts them", () => {
    const some = days(friday(), place, "2026-11-19", "2026-11-19");
    expect(some.map((day) => day.day)).toEqual(["2026-11-19"]);
    const afar = { ...byId("y2"), zone: "Pacific/Auckland" };
    expect(days([afar], place, "2026-11-19", "2026-11-19").map((day) => day.day)).toEqual(["2026-11-19"]);
    expect(days([afar], place).map((day) => day.day)).toEqual(["2026-11-20"]);
  });

  it("does not gather entries that are booked elsewhere", () => {
    const other = { ...byId("e3"), id: "other", bookings: [] };
    expect(groups([byId("e3"), other])).toHaveLength(2);
  });
});

describe("upload marks", () => {
  it("shows the worst state of an entry", () => {
    expect(markOf(byId("e4"))).toBe("stuck");
    expect(markOf(byId("e5"))).toBe("done");
    expect(markOf(byId("e6"))).toBe("held");
    expect(markOf({ ...byId("e3"), bookings: [] })).toBe("local");
    expect(worst(["done", "queued", "unsure"])).toBe("unsure");
  });

  it("sorts the outbox by who must act", () => {
    const upload = (state: "stuck" | "queued" | "unsure" | "done") => ({ state }) as never;
    const parts = outbox([upload("stuck"), upload("queued"), upload("unsure"), upload("done")]);
    expect([parts.stuck.length, parts.moving.length, parts.done.length]).toEqual([1, 2, 1]);
  });
});
