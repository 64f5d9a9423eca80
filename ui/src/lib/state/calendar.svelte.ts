/** The calendar: the days shown, what lies in them, and what is being moved. */
import { Axis } from "../axis";
import type { Entry, OverlapChoice } from "../bindings";
import { between, type Day, plus, weekOf } from "../format/day";
import { short } from "../format/duration";
import { type Refusal, refusal } from "../host";
import {
  canMove,
  type Move,
  moved,
  moves,
  moveTo,
  placeOf,
  type Side,
  STEP,
  sidesOf,
  verbOf,
} from "../moves";
import { endOf, sums } from "../spans";
import { type Block, blockKey, blocksOf } from "../timeline";
import { t } from "../words/calendar";
import type { App } from "./app.svelte";
import { loader } from "./loader";
import { Turns } from "./turns";

const MINUTE = 60_000;
const WEEK = 7;

/** One column of the calendar. */
export interface Lane {
  day: Day;
  blocks: Block[];
  work: string;
  /** How far down the present is, where it is on this day. */
  now: number | null;
  missing: [number, number][];
}

/** The weekend of a locale, 1 = Monday. */
export function weekendOf(locale: string): readonly number[] {
  type Week = { weekend: number[] };
  const found = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?(): Week; weekInfo?: Week };
  return (found.getWeekInfo?.() ?? found.weekInfo)?.weekend ?? [6, 7];
}

/** The days of a week that are shown: free days only with something on them, or today. */
export function shownDays(
  week: readonly Day[],
  weekend: readonly number[],
  busy: (day: Day) => boolean,
): Day[] {
  const weekday = (day: Day) => new Date(`${day}T00:00:00Z`).getUTCDay() || WEEK;
  return week.filter((day) => !weekend.includes(weekday(day)) || busy(day));
}

/** Which days are shown and what lies in them; what is moved stays a picture until it is said. */
export class Calendar {
  range = $state<"day" | "week">("week");
  /** The day shown, or whose week is shown. */
  day = $state<Day>("");
  entries = $state.raw<Entry[]>([]);
  loaded = $state(false);
  move = $state.raw<Move | null>(null);
  /** Whether the pointer holds what is moved; the hours stay as they are then, or they would run away under it. */
  held = $state(false);
  /** New times being drawn. */
  drawn = $state.raw<{ from: number; to: number } | null>(null);
  /** The block with the tab stop. */
  current = $state<string | null>(null);
  /** The border of that block which the keys move; its end unless another one was picked. */
  grip = $state.raw<{ id: string; side: Side } | null>(null);
  readonly #app: App;
  /** Keys are quicker than the resident: what they ask while a move is being written comes after it. */
  readonly #turns = new Turns();

  readonly week = $derived.by(() => weekOf(this.day, this.#app.place.firstWeekday));
  readonly now = $derived.by(() => Math.floor(this.#app.clock.now / MINUTE) * MINUTE);
  readonly shown = $derived.by(() => {
    const { move } = this;
    return move
      ? this.entries.map((entry) => (entry.id === move.entry.id ? moved(move) : entry))
      : this.entries;
  });
  readonly days = $derived.by(() => (this.range === "day" ? [this.day] : this.#weekDays()));
  readonly axis = $derived.by(() => {
    const { now } = this;
    const fit = this.held ? this.entries : this.shown;
    const stretches = fit.map((entry) => ({ from: Date.parse(entry.start), to: endOf(entry, now) }));
    return new Axis(this.days, this.#app.place.zone, [...stretches, { from: now, to: now + 1 }]);
  });
  readonly lanes = $derived.by(() => this.days.map((day) => this.#lane(day)));
  readonly blocks = $derived.by(() => this.lanes.flatMap((lane) => lane.blocks));
  /** The block with the tab stop; the first one when the old one is gone. */
  readonly stop = $derived.by(() =>
    this.blocks.some((block) => block.key === this.current) ? this.current : (this.blocks[0]?.key ?? null),
  );

  /** Asks for what lies in the week. */
  readonly refresh: () => Promise<void>;

  constructor(app: App) {
    this.#app = app;
    this.day = app.log.today;
    this.refresh = loader(async () => {
      const { week } = this;
      this.entries = await app.host.log(week[0] ?? this.day, week[WEEK - 1] ?? this.day, null);
      this.loaded = true;
    });
  }

  /** Shows the day or week before or after. */
  step(by: 1 | -1): void {
    this.day = plus(this.day, this.range === "day" ? by : by * WEEK);
  }

  /** Shows today. */
  today(): void {
    this.day = this.#app.log.today;
  }

  /** Shows where a side would go, if it can. */
  preview(entry: Entry, side: Side, at: number): void {
    this.move = moveTo(entry, side, at, this.#app.clock.now);
  }

  /** Moves a side by steps of five minutes, or the one the keys have; nothing is said before {@link commit}. */
  nudge(entry: Entry, side: Side | null, steps: number): void {
    this.#hear(entry, (kept) => this.#nudge(kept, side ?? this.#sideOf(kept), steps));
  }

  /** Picks the border before or after the one the keys move, and says which it is. */
  pick(entry: Entry, by: 1 | -1): void {
    this.#hear(entry, (kept) => this.#pick(kept, by));
  }

  #nudge(entry: Entry, side: Side, steps: number): void {
    if (!this.may(entry, side)) return;
    const { move } = this;
    if (move && (move.entry.id !== entry.id || (move.side !== side && entry.end !== null))) return;
    // Counted from the entry as it is kept, so that the picture of a move is not moved again.
    const at = move?.at ?? placeOf(entry, side, this.now);
    this.preview(move?.entry ?? entry, side, at + steps * STEP);
    if (this.move) this.#app.toasts.say(this.#timesOf(this.move));
  }

  /** Whether a side can be moved; says why not. */
  may(entry: Entry, side: Side): boolean {
    if (canMove(entry, side)) return true;
    this.#app.toasts.show(t("calendar.running"));
    return false;
  }

  /** The border of an entry that the keys move. */
  gripOf(entry: Entry): Side {
    const { grip } = this;
    const known = grip?.id === entry.id && sidesOf(entry).includes(grip.side);
    return known ? grip.side : entry.end === null ? "start" : "end";
  }

  /** The picked border as it is drawn, while it is moved too; `null` where none was picked. */
  gripShown(id: string): Side | null {
    const { grip, move } = this;
    if (move?.entry.id === id && move.side !== "both")
      return typeof move.side === "number" ? move.at : move.side;
    return grip?.id === id ? grip.side : null;
  }

  #pick(entry: Entry, by: 1 | -1): void {
    if (this.move) return;
    const sides = sidesOf(entry);
    const at = sides.indexOf(this.gripOf(entry));
    const side = sides[Math.max(0, Math.min(sides.length - 1, at + by))] ?? "end";
    this.grip = { id: entry.id, side };
    this.#app.toasts.say(this.#nameOf(entry, side));
  }

  /** Puts back what was moved. */
  drop(): void {
    this.move = null;
    this.drawn = null;
    this.held = false;
  }

  /** Says the move. Where other entries lie, the person chooses first. */
  commit(overlap: OverlapChoice | null = null): Promise<void> {
    return this.#turns.write(() => this.#write(overlap));
  }

  async #write(overlap: OverlapChoice | null): Promise<void> {
    const { move } = this;
    if (!move || !moves(move)) return this.drop();
    try {
      await this.#app.say(verbOf(move, overlap));
      await this.refresh();
      // The picked border is where it was put.
      if (this.grip?.id === move.entry.id && this.grip.side === move.side && typeof move.side === "number") {
        this.grip = { id: move.entry.id, side: move.at };
      }
      this.drop();
    } catch (thrown) {
      const problem = refusal(thrown);
      if (problem.code === "overlap") return this.#ask(move, problem);
      this.drop();
      this.#app.toasts.problem(problem);
    }
  }

  /** The key of an entry's block after a change: on the day it had, else on the first it has. */
  keyOf(id: string, day: Day): string | null {
    const own = this.blocks.filter((block) => block.entry.id === id);
    return own.find((block) => block.key === blockKey(id, day))?.key ?? own[0]?.key ?? null;
  }

  /** Does what a key asks of an entry, as the entry is by then. */
  #hear(entry: Entry, work: (kept: Entry) => void): void {
    this.#turns.hear(() => {
      // A question that came up meanwhile is not answered by keys that were meant for the block.
      if (this.#app.nav.layer === null) work(this.entries.find((one) => one.id === entry.id) ?? entry);
    });
  }

  /** The side the keys move: the one that is moving, else the picked one. */
  #sideOf(entry: Entry): Side {
    return this.move?.entry.id === entry.id ? this.move.side : this.gripOf(entry);
  }

  #ask(move: Move, problem: Refusal): void {
    const { nav } = this.#app;
    const note = move.entry.note || t("card.noNote");
    nav.open({
      kind: "overlap",
      ask: {
        title: t("calendar.overlapTitle", { note, range: this.#timesOf(move) }),
        problem,
        answer: (choice) => {
          nav.close();
          if (choice === null) this.drop();
          else void this.commit(choice);
        },
      },
    });
  }

  #nameOf(entry: Entry, side: Side): string {
    const time = this.#app.place.time(placeOf(entry, side, this.now));
    if (typeof side === "string")
      return t(side === "end" ? "calendar.gripEnd" : "calendar.gripStart", { time });
    const after = entry.segments.findIndex((segment) => Date.parse(segment.start) === side);
    const name = (index: number) => t(`calendar.part.${entry.segments[index]?.kind ?? "work"}`);
    return t("calendar.gripBetween", { before: name(after - 1), after: name(after), time });
  }

  #timesOf({ side, at, from, to }: Move): string {
    const { place } = this.#app;
    if (typeof side === "number") return t("calendar.border", { time: place.time(at) });
    if (to === null) return t("calendar.since", { from: place.time(from) });
    return t("calendar.times", { from: place.time(from), to: place.time(to) });
  }

  #weekDays(): Day[] {
    const { place, log } = this.#app;
    // A day does not go away while its only entry is being moved off it.
    const all = [...this.entries, ...this.shown];
    const busy = (day: Day) => day === log.today || all.some((entry) => this.#touches(entry, day));
    return shownDays(this.week, weekendOf(place.locale), busy);
  }

  #touches(entry: Entry, day: Day): boolean {
    const { place } = this.#app;
    const [first, last] = [place.day(entry.start), place.day(endOf(entry, this.now) - 1)];
    return between(first, day) >= 0 && between(day, last) >= 0;
  }

  #lane(day: Day): Lane {
    const { axis, now, shown } = this;
    const { from, to } = axis.bounds(day);
    const { work } = sums(shown, now, from, to);
    return {
      day,
      blocks: blocksOf(shown, day, axis, now),
      work: work > 0 ? short(work) : t("calendar.none"),
      now: now >= from && now < to ? axis.down(day, now) : null,
      missing: axis.missing(day),
    };
  }
}

const calendars = new WeakMap<App, Calendar>();

/** The calendar of a window; it stays where it was when the person comes back. */
export function calendarOf(app: App): Calendar {
  const known = calendars.get(app) ?? new Calendar(app);
  calendars.set(app, known);
  return known;
}
