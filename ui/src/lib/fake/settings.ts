/** Changing the settings of the made-up world. */
import type { Settings } from "../bindings";
import { Refusal } from "../host";

/** Where the settings show what a key keeps, and how its text is read. */
const PLACES: Record<string, (value: string) => Partial<Settings>> = {
  theme: (theme) => ({ theme }),
  language: (language) => ({ language }),
  mini_timer: (value) => ({ mini_timer: value === "on" }),
  mini_place: (mini_place) => ({ mini_place }),
  autostart: (value) => ({ autostart: value === "on" }),
  warm_seconds: (value) => ({ warm_seconds: Number(value) }),
  "keys.letters": (value) => ({ letters: value === "on" }),
  "week.first_day": (first_day) => ({ first_day }),
  "format.clock": (clock) => ({ clock }),
  "format.durations": (durations) => ({ durations }),
  "away.threshold_seconds": (value) => ({ away_seconds: Number(value) }),
  "goal.week_minutes": (value) => ({ goal_week_minutes: Number(value) }),
  "goal.days": (value) => ({ goal_days: value.split(",").map(Number).sort() }),
};

/** The settings after one was changed. */
export function fakeSettings(before: Settings, key: string, value: string): Settings {
  const action = /^hotkeys\.(.+)$/.exec(key)?.[1];
  if (action !== undefined) {
    const keys = value === "none" ? "" : value;
    const state = keys === "" ? ("unset" as const) : ("active" as const);
    const hotkeys = before.hotkeys.map((one) =>
      one.action === action ? { ...one, keys, state, reason: null } : one,
    );
    return { ...before, hotkeys };
  }
  const place = PLACES[key];
  if (!place)
    throw new Refusal({
      code: "bad_input",
      message: `There is no setting “${key}”.`,
      field: "key",
      remedy: null,
    });
  return { ...before, ...place(value) };
}
