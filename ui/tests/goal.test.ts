/** The weekly goal, spread over the days that count. */
import { describe, expect, it } from "vitest";
import { settings } from "../src/lib/fake/data";
import { type Goal, goalOf, goalOn } from "../src/lib/goal";
import { goalIn } from "../src/lib/range";

const HOUR = 3600;
const goal: Goal = { week: 30 * HOUR, days: [1, 2, 4] };

describe("goal", () => {
  it("is none without minutes", () => {
    expect(goalOf(null)).toBeNull();
    expect(goalOf(settings())).toBeNull();
    expect(goalOf({ ...settings(), goal_week_minutes: 1800, goal_days: [] })).toBeNull();
    expect(goalOf({ ...settings(), goal_week_minutes: 1800, goal_days: [1, 2, 4] })).toEqual(goal);
  });

  it("is spread evenly over the days that count, and other days are free", () => {
    expect(goalOn(goal, "2026-11-16")).toBe(10 * HOUR);
    expect(goalOn(goal, "2026-11-18")).toBe(0);
    expect(goalOn({ ...goal, days: [7] }, "2026-11-22")).toBe(30 * HOUR);
  });

  it("of a range is what its days are to have, over changes of summer time and years", () => {
    expect(goalIn(goal, { from: "2026-11-16", to: "2026-11-22" })).toBe(30 * HOUR);
    expect(goalIn(goal, { from: "2026-11-17", to: "2026-11-18" })).toBe(10 * HOUR);
    expect(goalIn(goal, { from: "2026-12-28", to: "2027-01-03" })).toBe(30 * HOUR);
    expect(goalIn(goal, { from: "2026-10-19", to: "2026-10-25" })).toBe(30 * HOUR);
  });
});
