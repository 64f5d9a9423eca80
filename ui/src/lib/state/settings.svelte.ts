/** Settings of the resident, and what the window keeps itself; the theme in both, for the first picture. */
import type { Doctor, Settings } from "../bindings";
import { habits } from "../format/habits.svelte";
import type { Place } from "../format/place";
import type { Host } from "../host";
import { loader } from "./loader";

const THEME = "stint.theme";
const GROUPED = "stint.grouped";
const LANGUAGE = "stint.language";

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // Storage can be switched off; the window works without.
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See above: forgetting is harmless.
  }
}

/** Draws in the chosen theme; `system` leaves it to the system. */
function applyTheme(theme: string): void {
  const { dataset } = document.documentElement;
  if (theme === "light" || theme === "dark") dataset.theme = theme;
  else delete dataset.theme;
}

/** Draws in the theme of last time, before anything is known; so the first picture does not flash. */
export function applyKeptTheme(): void {
  applyTheme(kept(THEME) ?? "system");
}

/** The language chosen last time, before anything is known. */
export function keptLanguage(): string {
  return kept(LANGUAGE) ?? "system";
}

/** All settings. */
export class Preferences {
  all = $state.raw<Settings | null>(null);
  doctor = $state.raw<Doctor | null>(null);
  /** Whether the list shows equal entries of a day as one row. */
  grouped = $state(kept(GROUPED) !== "off");
  /** Whether single letters are keys. */
  readonly letters = $derived.by(() => this.all?.letters ?? true);
  readonly #host: Host;
  readonly #where: { readonly place: Place };
  readonly #heard: (settings: Settings) => void;
  readonly refresh: () => Promise<void>;

  /** `heard` is told of every settings that are taken. */
  constructor(host: Host, where: { readonly place: Place }, heard: (settings: Settings) => void) {
    this.#host = host;
    this.#where = where;
    this.#heard = heard;
    this.refresh = loader(async () => this.begin(await host.settings()));
  }

  /** Changes one setting. */
  async set(key: string, value: string): Promise<void> {
    this.begin(await this.#host.setSetting(key, value));
  }

  /** Switches groups of equal entries. */
  setGrouped(on: boolean): void {
    this.grouped = on;
    keep(GROUPED, on ? "on" : "off");
  }

  /** Asks what runs and where things are. */
  async examine(): Promise<void> {
    this.doctor = await this.#host.doctor();
  }

  /** Takes the settings. */
  begin(settings: Settings): void {
    this.all = settings;
    keep(THEME, settings.theme);
    applyTheme(settings.theme);
    const { clock, durations, first_day } = settings;
    const { place } = this.#where;
    Object.assign(habits, { clock, durations, first_day, locale: place.locale });
    document.documentElement.dataset.clock = place.twelveHours ? "12" : "24";
    keep(LANGUAGE, settings.language);
    this.#heard(settings);
  }
}
