/** The weekly goal, spread over the days that count. Seconds throughout. */
import type { Settings } from "./bindings";
import type { Day } from "./format/day";

/** What a week is to have, and on which days; 1 = Monday. */
export interface Goal {
  week: number;
  days: readonly number[];
}

/** The goal of the settings; `null` = there is none. */
export function goalOf(settings: Settings | null): Goal | null {
  if (!settings || settings.goal_week_minutes === 0 || settings.goal_days.length === 0) return null;
  return { week: settings.goal_week_minutes * 60, days: settings.goal_days };
}

/** What a day is to have. */
export function goalOn({ week, days }: Goal, day: Day): number {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return days.includes(weekday) ? week / days.length : 0;
}
