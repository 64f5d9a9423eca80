/** An entry being edited: everything typed, kept until it is saved or dropped. */
import type { EditFields, Entry, OverlapChoice, Proposal, Reading, Segment, VerbRequest } from "../bindings";
import { markOfBooking } from "../bookings";
import { between, type Day, plus } from "../format/day";
import { short } from "../format/duration";
import type { Place } from "../format/place";
import { type Host, type Refusal, refusal } from "../host";
import { sums } from "../spans";
import type { Mark } from "../uploads";
import { edit } from "../verbs";
import { t } from "../words/edit";
import { Typed } from "./typed.svelte";

/** Where something is booked, as a chip shows it. */
export interface Booked {
  target: string;
  monogram: string;
  label: string;
  /** How far its uploads have come; `null` = it is not booked there yet. */
  mark: Mark | null;
}

/** From when to when, and seconds of work. */
interface Times {
  start: string;
  end: string | null;
  work: number;
}

/** Fields as the resident names them. */
const FIELDS = ["note", "from", "to", "for", "on", "tag"] as const;
type Field = (typeof FIELDS)[number];

const CLOCK_TIME = /^\d{1,2}(?:[:.]?\d{2})?\s*(?:[ap]\.?m?\.?)?$/i;

/** The fields of the edit forms; knows what changed and what the resident objected to. */
export class Draft {
  readonly entry: Entry;
  note = $state("");
  tags = $state<string[]>([]);
  billable = $state(false);
  booked = $state.raw<Booked[]>([]);
  /** What links propose beside the targets that were changed here. */
  proposed = $state.raw<Proposal[]>([]);
  declined = $state.raw<string[]>([]);
  day = $state<Day>("");
  readonly start: Typed;
  readonly end: Typed;
  readonly work: Typed;
  /** What the resident objected to at the last save. */
  problem = $state.raw<Refusal | null>(null);
  saving = $state(false);
  /** The parts as they were changed here; `null` while they are the entry's own. */
  parts = $state.raw<readonly Segment[] | null>(null);
  /** The times that start, end and work speak about: the entry's, or those of the changed parts. */
  times = $state.raw<Times>({ start: "", end: null, work: 0 });
  #firstDay: Day;
  readonly #place: Place;

  constructor(entry: Entry, host: Host, place: Place) {
    this.entry = entry;
    this.#place = place;
    this.times = { start: entry.start, end: entry.end, work: entry.work_seconds };
    this.note = entry.note;
    this.tags = [...entry.tags];
    this.billable = entry.billable;
    this.booked = entry.bookings.map((booking) => ({
      target: booking.target,
      monogram: booking.monogram,
      label: booking.removed ? t("edit.removed", { name: booking.key }) : booking.key,
      mark: markOfBooking(entry, booking),
    }));
    // What is typed is read in the machine's zone, so it is shown in it too, wherever the entry was made.
    const { zone } = place;
    this.#firstDay = place.day(entry.start, zone);
    this.day = this.#firstDay;
    const on = (day: Day, text: string) => (CLOCK_TIME.test(text) ? `${day} ${text}` : text);
    const nights = () => {
      const { end } = this.times;
      return end === null ? 0 : Math.max(0, between(this.#firstDay, place.day(end, zone)));
    };

    this.start = new Typed(
      this.#time(entry.start),
      (text) => host.read("when", on(this.day, text)),
      t("edit.noTime"),
    );
    this.end = new Typed(
      this.#time(entry.end),
      (text) => this.#readEnd(host, (night) => on(plus(this.day, night), text), nights()),
      t("edit.noTime"),
    );
    this.work = new Typed(
      short(entry.work_seconds),
      (text) => host.read("duration", text),
      t("edit.noLength"),
    );
  }

  #time(iso: string | null): string {
    return iso === null ? "" : this.#place.time(iso).replaceAll("\u00a0", " ");
  }

  /** Takes other parts; start, end and work follow them, whatever was typed there. */
  setParts(parts: readonly Segment[], now: number): void {
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last) return;
    const work = Math.floor(sums([{ ...this.entry, segments: [...parts] }], now).work);
    this.parts = alike(parts, this.entry.segments) ? null : parts;
    this.times = { start: first.start, end: last.end, work };
    this.#firstDay = this.#place.day(first.start);
    this.day = this.#firstDay;
    this.start.begin(this.#time(first.start));
    this.end.begin(this.#time(last.end));
    this.work.begin(short(work));
  }

  /** Whether a field speaks about the times anew, so that only the resident knows the parts that come of it. */
  get sidesChanged(): boolean {
    return this.day !== this.#firstDay || [this.start, this.end, this.work].some((typed) => typed.changed);
  }

  /** An end before the start means the next day. */
  async #readEnd(host: Host, text: (night: number) => string, nights: number): Promise<Reading> {
    const start = this.start.reading?.at ?? this.times.start;
    const same = await host.read("when", text(this.end.changed ? 0 : nights));
    if (same.at === null || Date.parse(same.at) > Date.parse(start) || text(0) === text(1)) return same;
    return host.read("when", text(1));
  }

  /** What was changed, as the verb wants it. */
  get changes(): Partial<EditFields> {
    const { entry } = this;
    const changes: Partial<EditFields> = {};
    if (this.note !== entry.note) changes.note = this.note;
    if (!same(this.tags, entry.tags)) changes.tags = [...this.tags];
    if (this.billable !== entry.billable) changes.billable = this.billable;
    const on = this.booked.map((booked) => booked.target);
    if (
      !same(
        on,
        entry.bookings.map((booking) => booking.target),
      )
    )
      changes.on = on;
    if (changes.on && this.declined.length > 0) changes.declined = [...this.declined];
    if (this.parts !== null)
      changes.parts = this.parts.map(({ kind, start, end }) => ({ kind, from: start, to: end }));
    const moved = this.day !== this.#firstDay;
    if (this.start.changed || moved) changes.from = this.start.reading?.at ?? this.start.text;
    if (this.end.changed || (moved && this.times.end !== null))
      changes.to = this.end.reading?.at ?? this.end.text;
    if (this.work.changed) changes.duration = this.work.text.trim();
    return changes;
  }

  get changed(): boolean {
    return Object.keys(this.changes).length > 0;
  }

  /** What to say beside a field: what cannot be read, or what the resident said about it. */
  problemOf(field: Field): string | null {
    const typed = { from: this.start, to: this.end, for: this.work };
    if (field in typed) {
      const { problem } = typed[field as keyof typeof typed];
      if (problem) return problem;
    }
    if (this.problem?.field !== field || this.problem.code === "overlap") return null;
    return this.problem.sentence;
  }

  /** What the resident said that belongs to no shown field. */
  get otherProblem(): Refusal | null {
    const { problem } = this;
    if (problem === null || problem.code === "overlap") return null;
    return FIELDS.some((field) => field === problem.field) ? null : problem;
  }

  get unread(): boolean {
    return [this.start, this.end, this.work].some((typed) => typed.problem !== null);
  }

  /** Where the end (of a running entry the start) goes when the work time becomes what was typed. */
  get moves(): { side: "start" | "end"; to: number } | null {
    const seconds = this.work.reading?.seconds;
    if (!this.work.changed || seconds == null) return null;
    const { start, end, work } = this.times;
    const more = (seconds - work) * 1000;
    return end === null
      ? { side: "start", to: Date.parse(start) - more }
      : { side: "end", to: Date.parse(end) + more };
  }

  /** Asks what goes with the targets, once they were changed. */
  async propose(host: Host): Promise<void> {
    const on = this.changes.on ?? [];
    const proposed = on.length > 0 ? await host.proposals(on).catch(() => []) : [];
    if (!same(on, this.changes.on ?? [])) return;
    // What was just taken off is not offered again at once.
    const unwanted = [...this.declined, ...this.entry.bookings.map((booking) => booking.target)];
    this.proposed = proposed.filter(({ target }) => !unwanted.includes(target));
  }

  /** Takes a proposed target, or leaves it out for good. */
  answer(proposal: Proposal, wanted: boolean): void {
    const { target, monogram, key } = proposal;
    this.proposed = this.proposed.filter((one) => one !== proposal);
    if (wanted) this.booked = [...this.booked, { target, monogram, label: key, mark: null }];
    else this.declined = [...this.declined, target];
  }

  /** Takes an end. The end or the work time can be typed, not both: the later one counts. */
  async typeEnd(text: string): Promise<void> {
    this.work.reset();
    await this.end.type(text);
  }

  /** Takes a work time. */
  async typeWork(text: string): Promise<void> {
    this.end.reset();
    await this.work.type(text);
  }

  /** Takes a start; the end is read again, since it may now lie before. */
  async typeStart(text: string): Promise<void> {
    await this.start.type(text);
    if (this.end.changed) await this.end.readAgain();
  }

  /** Takes a day; times are read again on it. */
  async setDay(day: Day): Promise<void> {
    this.day = day;
    await this.start.readAgain();
    await this.end.readAgain();
  }

  /** Saves what changed. Answers whether it is done; if not, `problem` says why and nothing is lost. */
  async save(say: (verb: VerbRequest) => Promise<unknown>, overlap: OverlapChoice | null): Promise<boolean> {
    if (this.unread) return false;
    if (!this.changed) return true;
    this.saving = true;
    try {
      await say(edit(this.entry.id, this.changes, overlap));
      this.problem = null;
      return true;
    } catch (thrown) {
      this.problem = refusal(thrown);
      return false;
    } finally {
      this.saving = false;
    }
  }
}

function alike(a: readonly Segment[], b: readonly Segment[]): boolean {
  const told = (parts: readonly Segment[]) =>
    JSON.stringify(parts.map(({ kind, start, end }) => [kind, start, end]));
  return told(a) === told(b);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
