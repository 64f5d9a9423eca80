/** The entries of the last days, and what is drawn from them. */
import type { Entry, Report, Suggestion } from "../bindings";
import { firstOf, plus, weekOf } from "../format/day";
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
const MOST = 500;
const RECENT = 6;

/** Entries newest first; what lies farther back is another module's (`past`). */
export class Log {
  entries = $state.raw<Entry[]>([]);
  recent = $state.raw<Suggestion[]>([]);
  week = $state.raw<Report | null>(null);
  loaded = $state(false);
  /** Asked to look again along with the last days. */
  along: (() => Promise<void>) | null = null;
  readonly #host: Host;
  #span = FIRST_DAYS;

  readonly #clock: Clock;
  readonly #where: { readonly place: Place };
  readonly today = $derived.by(() => this.#where.place.day(this.#clock.now));
  readonly weekDays = $derived.by(() => weekOf(this.today, this.#where.place.firstWeekday));
  /** The first day that is here as a whole. */
  from = $state("");
  readonly days = $derived.by(() => days(this.entries, this.#where.place, this.from));

  /** Asks for the days shown. */
  readonly refresh: () => Promise<void>;

  /** `where` is asked each time, because its place changes with the language. */
  constructor(host: Host, clock: Clock, where: { readonly place: Place }) {
    this.#host = host;
    this.#clock = clock;
    this.#where = where;
    this.refresh = loader(() => this.#load());
  }

  /** The entry with this id, if it is one of the last days. */
  find(id: string | null): Entry | undefined {
    return this.entries.find((entry) => entry.id === id);
  }

  /** Takes the first days before anything was asked. */
  begin(entries: Entry[], recent: Suggestion[]): void {
    this.entries = entries;
    this.from = plus(this.today, 1 - FIRST_DAYS);
    this.recent = recent;
    this.loaded = true;
  }

  async #load(): Promise<void> {
    await this.#ask();
    if (this.#span < STEP_DAYS && this.entries.length < ENOUGH) {
      this.#span = STEP_DAYS;
      await this.#ask();
    }
    await this.along?.();
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
    const cutOff = entries.length < MOST ? undefined : entries.at(-1);
    const whole = cutOff ? plus(this.#where.place.day(cutOff.start), 1) : from;
    this.entries = entries;
    this.from = firstOf(whole, this.today);
    this.recent = recent;
    this.week = week;
  }
}
