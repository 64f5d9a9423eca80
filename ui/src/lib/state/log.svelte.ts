/** The entries of the last days, and what is drawn from them. */
import type { Entry, Report, Suggestion } from "../bindings";
import { plus, weekOf } from "../format/day";
import type { Place } from "../format/place";
import type { Host } from "../host";
import { days } from "../rows";
import type { Clock } from "./clock.svelte";
import { loader } from "./loader";

/** Yesterday and today: what the shell lays before the page. */
const FIRST_DAYS = 2;
/** As many days as are shown, unless the first of them have rows enough for the screen. */
const STEP_DAYS = 14;
const ENOUGH = 40;
const FARTHEST_DAYS = 3660;
const MOST = 500;
const RECENT = 6;

/** Entries newest first; the past is loaded in steps. */
export class Log {
  entries = $state.raw<Entry[]>([]);
  recent = $state.raw<Suggestion[]>([]);
  week = $state.raw<Report | null>(null);
  loaded = $state(false);
  atEnd = $state(false);
  readonly #host: Host;
  #span = FIRST_DAYS;

  readonly #clock: Clock;
  readonly #place: Place;
  readonly today = $derived.by(() => this.#place.day(this.#clock.now));
  readonly weekDays = $derived.by(() => weekOf(this.today, this.#place.firstWeekday));
  readonly days = $derived.by(() => days(this.entries, this.#place));

  /** Asks for the days shown. */
  readonly refresh: () => Promise<void>;

  constructor(host: Host, clock: Clock, place: Place) {
    this.#host = host;
    this.#clock = clock;
    this.#place = place;
    this.refresh = loader(() => this.#load());
  }

  /** The entry with this id, if it is shown. */
  find(id: string | null): Entry | undefined {
    return this.entries.find((entry) => entry.id === id);
  }

  /** Takes the first days before anything was asked. */
  begin(entries: Entry[], recent: Suggestion[]): void {
    this.entries = entries;
    this.recent = recent;
    this.loaded = true;
  }

  /** Loads farther back, until something more is found or nothing can be. */
  async earlier(): Promise<void> {
    const before = this.entries.length;
    while (this.entries.length === before && this.#span < FARTHEST_DAYS) {
      this.#span = this.entries.length === 0 ? FARTHEST_DAYS : this.#span + Math.max(STEP_DAYS, this.#span);
      await this.refresh();
    }
    this.atEnd = this.entries.length === before;
  }

  async #load(): Promise<void> {
    await this.#ask();
    if (this.#span < STEP_DAYS && this.entries.length < ENOUGH) {
      this.#span = STEP_DAYS;
      await this.#ask();
    }
    this.loaded = true;
  }

  async #ask(): Promise<void> {
    const from = plus(this.today, 1 - this.#span);
    const [monday, sunday] = [this.weekDays[0] ?? from, this.weekDays[6] ?? this.today];
    const [entries, recent, week] = await Promise.all([
      this.#host.log(from, this.today, MOST),
      this.#host.recent(RECENT),
      this.#host.report(monday, sunday, "day"),
    ]);
    this.entries = entries;
    this.recent = recent;
    this.week = week;
  }
}
