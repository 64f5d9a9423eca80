/** Lengths, times and days read as the design says. */
import { describe, expect, it } from "vitest";
import { between, dayOf, plus, startOf, weekOf } from "../src/lib/format/day";
import { clock, long, short, spoken } from "../src/lib/format/duration";
import { Place } from "../src/lib/format/place";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("lengths", () => {
  it.each([
    [0, "0:00"],
    [59, "0:00"],
    [60, "0:01"],
    [5640, "1:34"],
    [100 * 3600, "100:00"],
    [-5, "0:00"],
  ])("%i seconds in a row are %s", (seconds, text) => expect(short(seconds)).toBe(text));

  it.each([
    [840, "14 min"],
    [17_340, "4 h 49 min"],
    [3720, "1 h 02 min"],
    [3600, "1 h 00 min"],
  ])("%i seconds in a sentence are %s", (seconds, text) => expect(plain(long(seconds))).toBe(text));

  it("keeps a sum on one line", () => expect(long(17_340)).not.toContain(" "));

  it("gives the clock its small seconds", () =>
    expect(clock(5048)).toEqual({ minutes: "1:24", seconds: "08" }));

  it.each([
    [5040, "1 hour 24 minutes"],
    [60, "1 minute"],
    [7200, "2 hours"],
    [0, "0 minutes"],
  ])("%i seconds are heard as %s", (seconds, text) => expect(spoken(seconds)).toBe(text));
});

describe("times and days", () => {
  const berlin = new Place("en-GB", "Europe/Berlin");
  const boston = new Place("en-US", "America/New_York");

  it("shows times by locale", () => {
    expect(berlin.time("2026-11-20T07:46:00Z")).toBe("08:46");
    expect(plain(boston.time("2026-11-20T13:46:00Z"))).toBe("8:46 AM");
    expect([berlin.twelveHours, boston.twelveHours]).toEqual([false, true]);
  });

  it("marks an end on the next day", () => {
    expect(plain(berlin.range("2026-11-20T07:46:00Z", "2026-11-20T09:32:00Z"))).toBe("08:46 – 10:32");
    expect(plain(berlin.range("2026-11-20T22:10:00Z", "2026-11-20T23:40:00Z"))).toBe("23:10 – 00:40 +1");
  });

  it("shows an entry in the zone it was made in", () =>
    expect(berlin.time("2026-11-20T07:46:00Z", "Asia/Tokyo")).toBe("16:46"));

  it("names days", () => {
    expect(berlin.dayName("2026-11-20", "2026-11-20")).toBe("Today");
    expect(berlin.dayName("2026-11-19", "2026-11-20")).toBe("Yesterday");
    expect(berlin.dayName("2026-11-18", "2026-11-20")).toBe("Wed 18 Nov");
    expect(berlin.dayName("2025-11-18", "2026-11-20")).toBe("Tue 18 Nov 2025");
    expect(berlin.longDay("2026-11-20")).toBe("Friday 20 November");
  });

  it("begins a day at its own midnight, across summer time and the date line", () => {
    expect(new Date(startOf("2026-03-29", "Europe/Berlin")).toISOString()).toBe("2026-03-28T23:00:00.000Z");
    expect(new Date(startOf("2026-03-30", "Europe/Berlin")).toISOString()).toBe("2026-03-29T22:00:00.000Z");
    expect(new Date(startOf("2026-10-26", "Europe/Berlin")).toISOString()).toBe("2026-10-25T23:00:00.000Z");
    expect(new Date(startOf("2026-01-01", "Pacific/Auckland")).toISOString()).toBe(
      "2025-12-31T11:00:00.000Z",
    );
    expect(dayOf(Date.parse("2026-11-20T23:30:00Z"), "Europe/Berlin")).toBe("2026-11-21");
  });

  it("counts days over months", () => {
    expect(plus("2026-02-28", 1)).toBe("2026-03-01");
    expect(between("2026-10-20", "2026-11-20")).toBe(31);
  });

  it("begins a week where the locale says", () => {
    expect(weekOf("2026-11-20", 1)[0]).toBe("2026-11-16");
    expect(weekOf("2026-11-20", 7)[0]).toBe("2026-11-15");
    expect(weekOf("2026-11-22", 1).at(-1)).toBe("2026-11-22");
  });
});
