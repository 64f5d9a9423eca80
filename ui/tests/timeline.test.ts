/** The calendar: hours of days with 23, 24 and 25 hours, columns of what overlaps, and moves. */
import { describe, expect, it } from "vitest";
import { Axis, slotsOf } from "../src/lib/axis";
import type { Entry } from "../src/lib/bindings";
import { FAKE_NOW, FAKE_ZONE, friday } from "../src/lib/fake/data";
import { overMidnight } from "../src/lib/fake/week";
import { plus, startOf, weekOf } from "../src/lib/format/day";
import { canMove, moved, moves, moveTo, STEP, sidesOf, snap, verbOf } from "../src/lib/moves";
import { Colours, colourOf, NOWHERE } from "../src/lib/projects";
import { shownDays, weekendOf } from "../src/lib/state/calendar.svelte";
import { type Block, blocksOf, roomAt } from "../src/lib/timeline";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const at = (iso: string) => Date.parse(iso);
const byId = (id: string) => friday().find((entry) => entry.id === id) as Entry;

function worked(id: string, from: number, to: number): Entry {
  const [start, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
  return { ...byId("e3"), id, start, end, segments: [{ kind: "work", start, end, cause: "user" }] };
}

/** The same numbers each time: a small congruence. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

/** Days around which clocks change, by zone: spring, autumn. The last zone changes by half an hour only. */
const CHANGES = [
  ["Europe/Berlin", "2026-03-29", 23, "2026-10-25", 25],
  ["America/New_York", "2026-03-08", 23, "2026-11-01", 25],
  ["Pacific/Auckland", "2026-09-27", 23, "2026-04-05", 25],
  ["Australia/Lord_Howe", "2026-10-04", 23.5, "2026-04-05", 24.5],
] as const;

describe("hours of a day", () => {
  it.each(CHANGES)("%s has the hours its clock shows", (zone, spring, short, autumn, long) => {
    const hours = (day: string) =>
      slotsOf(day, zone).reduce((sum, slot) => sum + (slot.to - slot.from) / HOUR, 0);
    expect(hours(spring)).toBe(short);
    expect(hours(autumn)).toBe(long);
    expect(hours(plus(spring, 1))).toBe(24);
    expect(slotsOf(autumn, zone).filter((slot) => slot.again)).toHaveLength(1);
    expect(slotsOf(spring, zone).some((slot) => slot.again)).toBe(false);
  });

  it("shows an hour twice when the clocks go back, and none when they go forward", () => {
    expect(
      slotsOf("2026-10-25", "Europe/Berlin")
        .map((slot) => slot.hour)
        .slice(0, 5),
    ).toEqual([0, 1, 2, 2, 3]);
    expect(
      slotsOf("2026-03-29", "Europe/Berlin")
        .map((slot) => slot.hour)
        .slice(0, 4),
    ).toEqual([0, 1, 3, 4]);
  });
});

describe("axis", () => {
  it("shows 8 to 18, and grows to what is there", () => {
    const days = weekOf("2026-11-20", 1);
    const hours = (...stretches: [string, string][]) => {
      const { rows } = new Axis(
        days,
        FAKE_ZONE,
        stretches.map(([from, to]) => ({ from: at(from), to: at(to) })),
      );
      return [rows[0]?.hour, rows.at(-1)?.hour];
    };
    expect(hours()).toEqual([8, 17]);
    expect(hours(["2026-11-18T05:30:00Z", "2026-11-18T06:00:00Z"])).toEqual([6, 17]);
    expect(hours(["2026-11-18T20:30:00Z", "2026-11-18T21:00:00Z"])).toEqual([8, 21]);
    expect(hours(["2026-11-18T20:30:00Z", "2026-11-18T21:00:01Z"])).toEqual([8, 22]);
    expect(hours(["2026-11-09T01:00:00Z", "2026-11-09T02:00:00Z"])).toEqual([8, 17]);
    expect(hours(["2026-11-18T22:30:00Z", "2026-11-18T23:10:00Z"])).toEqual([0, 23]);
  });

  it.each(CHANGES)(
    "in %s keeps an hour of all days at one height, and each hour one row long",
    (zone, spring, _s, autumn) => {
      for (const changed of [spring, autumn]) {
        const days = weekOf(changed, 1);
        const whole = {
          from: startOf(days[0] as string, zone),
          to: startOf(plus(days[6] as string, 1), zone),
        };
        const axis = new Axis(days, zone, [whole]);
        for (const day of days) {
          // Noon comes after the change: it lies where it lies on every other day.
          const noon = slotsOf(day, zone).find((slot) => slot.hour === 12)?.from as number;
          expect(axis.rows[axis.down(day, noon)]?.hour).toBe(12);
          for (const slot of slotsOf(day, zone)) {
            const length = axis.downTo(day, slot.to) - axis.down(day, slot.from);
            expect(length).toBeCloseTo((slot.to - slot.from) / HOUR, 9);
          }
          const lost = axis.missing(day).reduce((sum, [top, bottom]) => sum + bottom - top, 0);
          const bounds = axis.bounds(day);
          expect(lost + (bounds.to - bounds.from) / HOUR).toBeCloseTo(axis.rows.length, 9);
        }
      }
    },
  );

  it.each(CHANGES)(
    "in %s finds the instant again that lies there, and never goes back",
    (zone, spring, _s, autumn) => {
      const below = numbers(7);
      for (const day of [spring, autumn, plus(spring, -1)]) {
        const days = weekOf(day, 7);
        const whole = {
          from: startOf(days[0] as string, zone),
          to: startOf(plus(days[6] as string, 1), zone),
        };
        const axis = new Axis(days, zone, [whole]);
        const { from, to } = axis.bounds(day);
        let before = -1;
        for (let instant = from; instant < to; instant += MINUTE * (1 + below(9))) {
          const down = axis.down(day, instant);
          expect(Math.abs(axis.at(day, down) - instant)).toBeLessThan(1);
          expect(down).toBeGreaterThan(before);
          before = down;
        }
      }
    },
  );

  it("has 23 rows for a day shown alone in which an hour is left out", () => {
    const day = "2026-03-29";
    const axis = new Axis([day], FAKE_ZONE, [
      { from: startOf(day, FAKE_ZONE), to: startOf(plus(day, 1), FAKE_ZONE) },
    ]);
    expect(axis.rows).toHaveLength(23);
    expect(axis.missing(day)).toEqual([]);
  });
});

describe("blocks", () => {
  const days = weekOf("2026-11-20", 1);
  const axisFor = (entries: readonly Entry[], now = FAKE_NOW) =>
    new Axis(
      days,
      FAKE_ZONE,
      entries.map((one) => ({ from: at(one.start), to: one.end ? at(one.end) : now })),
    );

  it("shows breaks and undecided time inside, as parts of the height", () => {
    const [block] = blocksOf([byId("e6")], "2026-11-20", axisFor([byId("e6")]), FAKE_NOW);
    expect(block?.top).toBeCloseTo(3 + 5 / 60, 6);
    expect(block?.height).toBeCloseTo(119 / 60, 6);
    expect(block?.inside.map((part) => part.kind)).toEqual(["break", "undecided"]);
    expect(block?.inside[0]?.top).toBeCloseTo((100 * 45) / 119, 6);
    expect(block?.inside[0]?.height).toBeCloseTo((100 * 42) / 119, 6);
  });

  it("shows what goes past midnight on both days", () => {
    const entry = overMidnight();
    const axis = axisFor([entry]);
    const [late] = blocksOf([entry], "2026-11-17", axis, FAKE_NOW);
    const [early] = blocksOf([entry], "2026-11-18", axis, FAKE_NOW);
    expect(late).toMatchObject({ before: false, after: true });
    expect(early).toMatchObject({ before: true, after: false, top: 0 });
    expect(early?.height).toBeCloseTo(40 / 60, 6);
    expect(late?.to).toBe(early?.from);
    expect(blocksOf([entry], "2026-11-19", axis, FAKE_NOW)).toEqual([]);
  });

  it("draws a running entry up to now, and one that has just begun too", () => {
    expect(blocksOf([byId("e7")], "2026-11-20", axisFor([byId("e7")]), FAKE_NOW)[0]?.to).toBe(FAKE_NOW);
    const fresh = { ...worked("new", FAKE_NOW, FAKE_NOW), end: null };
    expect(blocksOf([fresh], "2026-11-20", axisFor([fresh]), FAKE_NOW)[0]?.height).toBeGreaterThan(0);
  });

  it("gives overlapping entries columns of their own, and others the whole width", () => {
    const start = startOf("2026-11-20", FAKE_ZONE) + 9 * HOUR;
    const entries = [
      worked("a", start, start + 2 * HOUR),
      worked("b", start + HOUR, start + 3 * HOUR),
      worked("c", start + 2 * HOUR, start + 4 * HOUR),
      worked("d", start + 4 * HOUR, start + 5 * HOUR),
    ];
    const placed = blocksOf(entries, "2026-11-20", axisFor(entries), FAKE_NOW);
    expect(placed.map(({ column, columns }) => [column, columns])).toEqual([
      [0, 2],
      [1, 2],
      [0, 2],
      [0, 1],
    ]);
  });

  it.each([1, 2, 3, 4, 5])("never lays two blocks over each other, and loses none (%s)", (seed) => {
    const below = numbers(seed * 7919);
    const midnight = startOf("2026-11-20", FAKE_ZONE);
    const entries = Array.from({ length: 40 }, (_, index) => {
      const from = midnight + below(23 * 60) * MINUTE;
      return worked(`r${index}`, from, Math.min(from + below(180) * MINUTE, midnight + 24 * HOUR - MINUTE));
    });
    const axis = axisFor(entries, midnight + 24 * HOUR);
    const blocks = blocksOf(entries, "2026-11-20", axis, midnight + 24 * HOUR);
    expect(blocks).toHaveLength(40);
    const over = (a: Block, b: Block) =>
      Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top) > 1 / 1800 &&
      Math.min((a.column + 1) / a.columns, (b.column + 1) / b.columns) -
        Math.max(a.column / a.columns, b.column / b.columns) >
        1e-9;
    const clash = blocks.flatMap((a, index) => blocks.slice(index + 1).filter((b) => over(a, b)));
    expect(clash).toEqual([]);
    expect(blocks.every(({ column, columns }) => column < columns)).toBe(true);
  });

  it("offers half an hour of free time, cut by what lies around and by now", () => {
    const free = (iso: string) => roomAt(friday(), at(iso), FAKE_NOW);
    expect(free("2026-11-20T07:20:00Z")).toEqual({
      from: at("2026-11-20T07:15:00Z"),
      to: at("2026-11-20T07:31:00Z"),
    });
    expect(free("2026-11-19T17:00:00Z")).toEqual({
      from: at("2026-11-19T17:00:00Z"),
      to: at("2026-11-19T17:30:00Z"),
    });
    expect(free("2026-11-20T07:40:00Z")).toBeNull();
    expect(free("2026-11-20T15:00:00Z")).toBeNull();
  });
});

describe("moves", () => {
  it("snaps to five minutes, and keeps the length of what is moved", () => {
    expect(snap(at("2026-11-20T08:02:29Z"))).toBe(at("2026-11-20T08:00:00Z"));
    const move = moveTo(byId("e3"), "both", at("2026-11-20T06:00:00Z"), FAKE_NOW);
    expect([move.from, move.to]).toEqual([at("2026-11-20T06:00:00Z"), at("2026-11-20T06:15:00Z")]);
    expect(moves(move)).toBe(true);
    expect(moves(moveTo(byId("e3"), "both", at("2026-11-20T07:31:00Z"), FAKE_NOW))).toBe(false);
  });

  it("keeps real length over a change of the clocks", () => {
    const saturday = worked("s", at("2026-10-24T20:00:00Z"), at("2026-10-24T23:00:00Z"));
    const { from, to } = moveTo(saturday, "both", at("2026-10-24T23:30:00Z"), FAKE_NOW);
    expect((to as number) - from).toBe(3 * HOUR);
  });

  it("goes nowhere into the future and leaves at least five minutes", () => {
    const e6 = byId("e6");
    expect(moveTo(byId("e3"), "both", FAKE_NOW + HOUR, FAKE_NOW).to).toBe(FAKE_NOW);
    expect(moveTo(e6, "end", FAKE_NOW + HOUR, FAKE_NOW).to).toBe(FAKE_NOW);
    expect(moveTo(e6, "end", 0, FAKE_NOW).to).toBe(at(e6.start) + STEP);
    expect(moveTo(e6, "start", FAKE_NOW, FAKE_NOW).from).toBe(at(e6.end as string) - STEP);
  });

  it("moves the start of a running entry, which has no end, and undecided time with all else", () => {
    const move = moveTo(byId("e7"), "both", at("2026-11-20T12:00:00Z"), FAKE_NOW);
    expect(move).toMatchObject({ side: "start", to: null });
    expect(verbOf(move, null)).toMatchObject({
      verb: "resize",
      border: "start",
      at: "2026-11-20T12:00:00.000Z",
    });
    expect(canMove(byId("e7"), "end")).toBe(false);
    expect(canMove(byId("e6"), "both")).toBe(true);
  });

  it("takes breaks along", () => {
    const move = moveTo(byId("e4"), "both", at(byId("e4").start) - HOUR, FAKE_NOW);
    expect(verbOf(move, "trim")).toEqual({
      verb: "move",
      id: "e4",
      by: null,
      to: "2026-11-20T06:46:00.000Z",
      overlap: "trim",
    });
    expect(moved(move).segments.map(({ kind, start }) => [kind, start])).toEqual([
      ["work", "2026-11-20T06:46:00.000Z"],
      ["break", "2026-11-20T07:40:00.000Z"],
      ["work", "2026-11-20T07:52:00.000Z"],
    ]);
  });

  it("cuts what lies outside of new ends, and says only the end that moves", () => {
    const early = moveTo(byId("e4"), "end", at("2026-11-20T08:45:00Z"), FAKE_NOW);
    expect(moved(early).segments.map((one) => one.kind)).toEqual(["work", "break"]);
    expect(verbOf(early, null)).toEqual({
      verb: "resize",
      id: "e4",
      border: "end",
      from: null,
      at: "2026-11-20T08:45:00.000Z",
      overlap: null,
    });
    const late = moveTo(byId("e4"), "start", at("2026-11-20T08:45:00Z"), FAKE_NOW);
    expect(moved(late).segments[0]).toMatchObject({ kind: "break", start: "2026-11-20T08:45:00.000Z" });
  });

  it("keeps a border between the parts it lies between, and leaves a minute of each", () => {
    const e4 = byId("e4");
    const [start, toBreak, toWork, end] = sidesOf(e4);
    expect([start, end]).toEqual(["start", "end"]);
    expect([toBreak, toWork]).toEqual([at("2026-11-20T08:40:00Z"), at("2026-11-20T08:52:00Z")]);
    const move = moveTo(e4, toWork as number, at("2026-11-20T09:00:00Z"), FAKE_NOW);
    expect(moved(move).segments.map((one) => one.start.slice(11, 16))).toEqual(["07:46", "08:40", "09:00"]);
    expect(moved(move).segments[1]?.end).toBe("2026-11-20T09:00:00.000Z");
    expect(verbOf(move, null)).toMatchObject({
      verb: "resize",
      border: "between",
      from: "2026-11-20T08:52:00.000Z",
      at: "2026-11-20T09:00:00.000Z",
    });
    expect(moveTo(e4, toWork as number, 0, FAKE_NOW).at).toBe(at("2026-11-20T08:41:00Z"));
    expect(moveTo(e4, toBreak as number, FAKE_NOW, FAKE_NOW).at).toBe(at("2026-11-20T08:51:00Z"));
    expect(sidesOf(byId("e7")).at(-1)).not.toBe("end");
  });
});

describe("days of the calendar", () => {
  it("leaves out free days with nothing on them, as the locale counts them", () => {
    const week = weekOf("2026-11-20", 1);
    expect(shownDays(week, [6, 7], () => false)).toHaveLength(5);
    expect(shownDays(week, [6, 7], (day) => day === "2026-11-22").at(-1)).toBe("2026-11-22");
    expect(weekendOf("en-GB")).toEqual([6, 7]);
  });

  it("gives a target the same colour wherever it is, and grey to what is booked nowhere", () => {
    expect(colourOf(byId("e7"))).toBe(colourOf(byId("e6")));
    expect(colourOf({ ...byId("e7"), bookings: [] })).toBe("var(--p-5)");
  });

  it("tells seven targets apart, and never gives one another colour", () => {
    let kept: [string, number][] = [];
    const keep = (all: [string, number][]) => {
      kept = all;
    };
    const colours = new Colours([], keep);
    const targets = Array.from({ length: 60 }, (_, index) => `plane:PROJ-${index}`);
    const first: number[] = [];
    for (const target of targets) {
      const colour = colours.of(target);
      expect(first.slice(-6)).not.toContain(colour);
      first.push(colour);
    }
    expect(first).not.toContain(NOWHERE);
    expect(targets.map((target) => colours.of(target))).toEqual(first);
    // Another day, the same computer.
    expect(targets.map((target) => new Colours(kept).of(target))).toEqual(first);
    expect(colours.of("")).toBe(NOWHERE);
  });
});
