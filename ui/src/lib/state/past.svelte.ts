/** The days before those the window opens with, a page at a time; and what a jump leads to. */
import type { Days } from "../bindings";
import { type Day, firstOf, plus } from "../format/day";
import type { Place } from "../format/place";
import type { Host } from "../host";
import { type DayRows, days } from "../rows";
import type { Log } from "./log.svelte";

/** Whole days, with their rows. */
interface Page {
  from: Day;
  to: Day;
  rows: DayRows[];
}

/** So many entries are enough for one page. */
const ENOUGH = 100;
/** More pages than this are not kept: those farthest from what is looked at go. */
const MOST_PAGES = 6;
/** A page asked for again is not cut, however much was added to it meanwhile. */
const MOST_ENTRIES = 5000;

/** Pages of whole days, newest first, each beginning where the next one ends. */
export class Past {
  #pages = $state.raw<readonly Page[]>([]);
  /** Whether the pages go on where the first days of the window end; then those are shown too. */
  #joined = $state(true);
  /** Whether there is nothing before the oldest page. */
  atEnd = $state(false);
  /** What is shown, newest day first. */
  readonly days = $derived.by(() => [
    ...(this.#joined ? this.#log.days : []),
    ...this.#pages.flatMap((page) => page.rows),
  ]);
  readonly #host: Host;
  readonly #log: Log;
  readonly #place: Place;
  #busy: Promise<void> | null = null;

  constructor(host: Host, log: Log, place: Place) {
    this.#host = host;
    this.#log = log;
    this.#place = place;
  }

  /** Whether later days than those shown can be fetched. */
  get hasLater(): boolean {
    return !this.#joined;
  }

  /** Fetches the page before. */
  earlier(): Promise<void> {
    return this.#once(async () => {
      if (this.atEnd) return;
      const before = plus(this.#pages.at(-1)?.from ?? this.#log.from, -1);
      const answer = await this.#host.days(before, false, ENOUGH);
      this.atEnd = !answer.earlier;
      this.#pages = [...this.#pages, this.#page(answer)];
      if (this.#pages.length <= MOST_PAGES) return;
      this.#pages = this.#pages.slice(-MOST_PAGES);
      this.#joined = false;
    });
  }

  /** Fetches the page after. */
  later(): Promise<void> {
    return this.#once(async () => {
      const newest = this.#pages[0];
      if (this.#joined || !newest) return;
      const answer = await this.#host.days(plus(newest.to, 1), true, ENOUGH);
      this.#put(answer);
      if (this.#pages.length <= MOST_PAGES) return;
      this.#pages = this.#pages.slice(0, MOST_PAGES);
      this.atEnd = false;
    });
  }

  /** Goes back to the first days. */
  home(): void {
    if (this.#joined) return;
    this.#pages = [];
    this.#joined = true;
    this.atEnd = false;
  }

  /** Goes to a day, as typed; gives the day with entries that is nearest, going back. Throws a refusal. */
  async jump(day: string): Promise<Day | null> {
    await this.#busy;
    let answer = await this.#host.days(day, false, ENOUGH);
    // Nothing before: then what came after.
    const asked = answer.to;
    if (answer.entries.length === 0 && answer.later) answer = await this.#host.days(asked, true, ENOUGH);
    if (asked >= this.#log.from) this.home();
    else if (!this.#pages.some((page) => page.from <= asked && page.to >= asked)) {
      this.#pages = [];
      this.#put(answer);
      this.atEnd = !answer.earlier;
      await this.later();
    }
    return (this.days.find((one) => one.day <= asked) ?? this.days.at(-1))?.day ?? null;
  }

  /** Asks again for what is near the days that are looked at, and gives the rest up. */
  async refresh(newest: Day, oldest: Day): Promise<void> {
    await this.#busy;
    const near = (page: Page) => page.from <= newest && page.to >= oldest;
    const first = this.#pages.findIndex(near);
    const last = this.#pages.findLastIndex(near);
    if (first > 1) this.#joined = false;
    const kept = first < 0 ? [] : this.#pages.slice(Math.max(0, first - 1), last + 2);
    if (kept.length < this.#pages.length && kept.at(-1) !== this.#pages.at(-1)) this.atEnd = false;
    if (kept.length === 0) this.#joined = true;
    this.#pages = await Promise.all(
      kept.map(async ({ from, to: last }, index) => {
        // The first days of the window may have become more or fewer.
        const to = this.#joined && index === 0 ? plus(this.#log.from, -1) : last;
        const entries = await this.#host.log(from, to, MOST_ENTRIES);
        return this.#page({ from, to, entries });
      }),
    );
  }

  #put(answer: Days): void {
    const last = plus(this.#log.from, -1);
    this.#joined = answer.to >= last || !answer.later;
    this.#pages = [this.#page({ ...answer, to: firstOf(answer.to, last) }), ...this.#pages];
  }

  #page({ from, to, entries }: Pick<Days, "from" | "to" | "entries">): Page {
    return { from, to, rows: days(entries, this.#place, from, to) };
  }

  /** One question at a time; whoever asks meanwhile waits for the same answer. */
  #once(ask: () => Promise<void>): Promise<void> {
    this.#busy ??= ask().finally(() => {
      this.#busy = null;
    });
    return this.#busy;
  }
}
