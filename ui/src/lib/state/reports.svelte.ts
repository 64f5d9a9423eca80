/** What the reports show: the range, how it is divided, and the figures as the resident last told them. */
import type { Entry, Report, ReportBy } from "../bindings";
import type { Day } from "../format/day";
import { between, plus } from "../format/day";
import type { Place } from "../format/place";
import { type Host, refusal } from "../host";
import { byBillable, type Counted, counter, gathered } from "../matrix";
import { around, type Column, columns, LONGEST_DAYS, type Range, type Reach, step } from "../range";
import { t } from "../words/reports";
import type { App } from "./app.svelte";
import { loader } from "./loader";

/** What the rows are. */
export type By = ReportBy | "billable";

/** The figures of one range; everything in it was asked together. */
export interface Shown {
  range: Range;
  by: By;
  columns: Column[];
  counted: Counted[];
  /** The entries, or null where there are more than one answer holds. */
  entries: Entry[] | null;
  /** When they were counted. */
  at: number;
}

/** What stands in the way of a typed day. */
export interface BadDay {
  field: "from" | "to";
  text: string;
}

/** A load that takes longer says so. */
const PATIENCE = 400;
/** One answer of the resident holds at most so many entries. */
const MOST_ENTRIES = 5000;

/** The one place that knows what is looked at; it outlives the screen, so that coming back finds it again. */
export class Reports {
  range = $state.raw<Range>({ reach: "week", from: "", to: "" });
  by = $state<By>("target");
  /** The connection whose targets are shown; empty for all. */
  tracker = $state("");
  shown = $state.raw<Shown | null>(null);
  slow = $state(false);
  /** Why the figures could not be had. */
  problem = $state<string | null>(null);
  badDay = $state.raw<BadDay | null>(null);
  readonly #host: Host;
  readonly #place: Place;
  readonly #now: () => number;
  #reading = Promise.resolve();

  /** Asks for the figures again; the old ones stay meanwhile. */
  readonly refresh: () => Promise<void>;

  constructor({ host, place, log, clock }: App) {
    this.#host = host;
    this.#place = place;
    this.#now = () => clock.now;
    this.range = around("week", log.today, this.#first);
    this.refresh = loader(() => this.#load());
  }

  get #first(): number {
    return this.#place.firstWeekday;
  }

  /** Looks at another range. */
  async go(range: Range): Promise<void> {
    this.range = range;
    this.badDay = null;
    await this.refresh();
  }

  /** Goes one range back or on. */
  async step(direction: -1 | 1): Promise<void> {
    await this.go(step(this.range, direction, this.#first));
  }

  /** Looks farther or nearer. Coming nearer stays at `today` where the range holds it. */
  async reach(reach: Reach, today: Day): Promise<void> {
    const { from, to } = this.range;
    const day = from <= today && today <= to ? today : from;
    await this.go(reach === "range" ? { reach, from, to } : around(reach, day, this.#first));
  }

  /** Divides the work another way. */
  async divide(by: By): Promise<void> {
    this.by = by;
    await this.refresh();
  }

  /** Goes to a typed day, as the resident reads it; of a free range it is the first or the last one. */
  async typed(field: BadDay["field"], text: string): Promise<void> {
    // One after the other: the second of two days is typed while the first is still being read.
    const going = this.#reading.then(() => this.#read(field, text));
    this.#reading = going.then(() => {});
    if (await going) await this.refresh();
  }

  /** Takes a typed day for the range; whether that went well. */
  async #read(field: BadDay["field"], text: string): Promise<boolean> {
    const { reach } = this.range;
    const asked = reach === "range" ? { ...this.range, [field]: text } : { from: text, to: text };
    let read: Report;
    try {
      read = await this.#host.report(asked.from, asked.to, "day");
    } catch (thrown) {
      this.badDay = { field, text: refusal(thrown).sentence };
      return false;
    }
    const { from, to } = read;
    const long = between(from, to);
    if (long < 0 || long >= LONGEST_DAYS) {
      this.badDay = { field, text: t(long < 0 ? "reports.backwards" : "reports.tooLong") };
      return false;
    }
    this.range = reach === "range" ? { reach, from, to } : around(reach, from, this.#first);
    this.badDay = null;
    return true;
  }

  async #load(): Promise<void> {
    const late = setTimeout(() => {
      this.slow = true;
    }, PATIENCE);
    const { range, by } = this;
    try {
      const shown = await this.#ask(range, by);
      // A newer wish is being asked for already.
      if (range !== this.range || by !== this.by) return;
      this.shown = shown;
      this.problem = null;
    } catch (thrown) {
      this.problem = refusal(thrown).sentence;
    } finally {
      clearTimeout(late);
      this.slow = false;
    }
  }

  async #ask(range: Range, by: By): Promise<Shown> {
    const parts = columns(range, this.#first);
    // A day more at both ends: entries of other zones have their days at other times.
    const logged = this.#host.log(plus(range.from, -1), plus(range.to, 1), MOST_ENTRIES);
    const [all, counted] = await Promise.all([logged, this.#count(range, parts, by)]);
    const entries = all.length < MOST_ENTRIES ? all : null;
    const at = this.#now();
    const count = counter(at);
    const divided =
      by === "billable" && entries !== null
        ? counted.map((one, index) => byBillable(one, entries, parts[index] ?? range, count))
        : counted;
    return { range, by, columns: parts, counted: divided, entries, at };
  }

  async #count(range: Range, parts: Column[], by: By): Promise<Counted[]> {
    if (by === "target" || by === "tag") {
      return Promise.all(parts.map(({ from, to }) => this.#host.report(from, to, by)));
    }
    const days = await this.#host.report(range.from, range.to, "day");
    return parts.map((column) => gathered(days, column));
  }
}

const kept = new WeakMap<App, Reports>();

/** The reports of a window; made when they are first wanted. */
export function reportsOf(app: App): Reports {
  const reports = kept.get(app) ?? new Reports(app);
  kept.set(app, reports);
  return reports;
}
