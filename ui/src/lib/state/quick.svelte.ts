/** The quick entry: one line of text, what it is read as, and what can be done with it. */
import type { EntryFields, OverlapChoice, Reading, Suggestion, Target, VerbRequest } from "../bindings";
import type { Command, Commands } from "../command";
import type { Hands } from "../hands";
import { type Host, Refusal, refusal } from "../host";
import { recognise, targetAt } from "../recognise";
import { add, start } from "../verbs";
import { t } from "../words";

/** One line of the list under the field. */
export type Option =
  | { kind: "target"; target: Target }
  | { kind: "start" }
  | { kind: "add" }
  | { kind: "recent"; suggestion: Suggestion }
  | { kind: "command"; command: Command };

/** What the resident read in the line. */
interface Times {
  at: string | null;
  to: string | null;
  seconds: number | null;
  /** Why one of them is not taken. */
  problem: Refusal | null;
}

/** A key that was looked for: its target, or `null` where there is none. */
type Keys = ReadonlyMap<string, Target | null>;

const NO_KEYS: Keys = new Map();
const NO_COMMANDS: Commands = { first: [], last: [] };
const NO_TIMES: Times = { at: null, to: null, seconds: null, problem: null };
const MOST = 6;

/** Holds the line and its reading; speaks the verb when asked. */
export class Quick {
  text = $state("");
  caret = $state(0);
  open = $state(false);
  /** Narrow windows show the field only when it is wanted. */
  wanted = $state(false);
  picked = $state.raw<Target[]>([]);
  /** Proposed beside them, and not wanted. */
  declined = $state.raw<string[]>([]);
  times = $state.raw<Times>(NO_TIMES);
  active = $state(-1);
  problem = $state.raw<Refusal | null>(null);
  /** Words whose mark was taken off. */
  plain = $state.raw<string[]>([]);
  /** What Tab and Backspace do, once the list is there. */
  hands: Hands | null = null;
  /** What else could be done, where commands are offered beside entries. */
  commands = $state.raw<(text: string) => Commands>(() => NO_COMMANDS);
  readonly found = $derived.by(() =>
    recognise(this.text, (word) => this.plain.includes(word) || this.#keys.get(word) === null),
  );
  readonly options = $derived.by(() => this.#options());

  #suggestions = $state.raw<Suggestion[]>([]);
  #targets = $state.raw<Target[]>([]);
  /** A key that means no target stays in the note. */
  #keys = $state.raw<Keys>(NO_KEYS);
  readonly #host: Host;
  readonly #now: () => number;
  readonly #say: (verb: VerbRequest) => Promise<unknown>;
  #turn = 0;
  #reading: Promise<void> = Promise.resolve();
  #last: "start" | "add" = "start";

  constructor(host: Host, now: () => number, say: (verb: VerbRequest) => Promise<unknown>) {
    this.#host = host;
    this.#now = now;
    this.#say = say;
  }

  /** Everything it would be booked on: picked from the list, or named by their keys. */
  get booked(): Target[] {
    const picked = new Set(this.picked.map((target) => target.target));
    const keyed = this.found.pieces.flatMap((piece) =>
      piece.kind === "key" ? [this.#keys.get(piece.key) ?? []].flat() : [],
    );
    return [...this.picked, ...keyed.filter((target) => !picked.has(target.target))];
  }

  /** The start and, when there is one, the end that were read. */
  get from(): string | null {
    const { at, seconds } = this.times;
    if (at !== null || seconds === null) return at;
    return new Date(this.#now() - seconds * 1000).toISOString();
  }

  get to(): string | null {
    const { at, to, seconds } = this.times;
    if (to !== null || this.from === null) return to;
    if (at === null || seconds === null) return new Date(this.#now()).toISOString();
    return new Date(Date.parse(at) + seconds * 1000).toISOString();
  }

  /** The note without the words that were recognised as targets by key. */
  get note(): string {
    return this.found.note;
  }

  /** Whether the line says both when it began and when it ended. */
  get finished(): boolean {
    return this.times.to !== null || (this.times.at !== null && this.times.seconds !== null);
  }

  /** Takes text and caret; reads and suggests. */
  async type(text: string, caret: number): Promise<void> {
    [this.text, this.caret, this.open, this.problem] = [text, caret, true, null];
    this.#turn += 1;
    const query = targetAt(text, caret)?.query;
    // What was offered for another word must not be chosen by a quick Enter.
    if (query === undefined) this.#targets = [];
    this.active = text.trim() === "" ? -1 : 0;
    this.#reading = this.#read(this.#turn, query);
    await this.#reading;
  }

  async #read(turn: number, query: string | undefined): Promise<void> {
    const pieces = this.found.pieces;
    const [times, suggestions, targets, keyed] = await Promise.all([
      this.#readTimes(),
      query === undefined ? this.#host.suggest(this.note, MOST).catch(() => []) : [],
      query === undefined ? [] : this.#host.targets(query, null, MOST).catch(() => []),
      Promise.all(
        pieces.flatMap((piece) =>
          piece.kind === "key" && !this.#keys.has(piece.key) ? [this.#exact(piece.key)] : [],
        ),
      ),
    ]);
    if (turn !== this.#turn) return;
    this.times = times;
    this.problem = times.problem;
    this.#suggestions = suggestions;
    this.#targets = targets;
    if (keyed.length > 0) this.#keys = new Map([...this.#keys, ...keyed]);
    this.active = this.options.length > 0 && (this.text.trim() !== "" || query !== undefined) ? 0 : -1;
  }

  /** Moves through the list. */
  move(by: number): void {
    const { length } = this.options;
    this.open = true;
    if (length > 0) this.active = (this.active + by + length + (this.active < 0 && by < 0 ? 1 : 0)) % length;
  }

  /** Does what an option says. Answers whether the line is done with. */
  async choose(option: Option | undefined): Promise<boolean> {
    if (option === undefined) return false;
    if (option.kind === "target") {
      await this.#pick(option.target);
      return false;
    }
    if (option.kind === "command") {
      if (option.command.why !== null) return false;
      this.clear();
      option.command.run();
      return true;
    }
    if (option.kind === "recent") {
      await this.#reading;
      // A time that was typed is never silently dropped.
      this.problem = this.times.problem;
      if (this.problem) return false;
      const { note, tags, billable, on } = option.suggestion;
      return this.#speak(start({ note, tags, billable, on, no_links: true }, this.from, null));
    }
    return this.submit(option.kind, null);
  }

  /** Starts, or adds as finished. */
  async submit(kind: "start" | "add", overlap: OverlapChoice | null): Promise<boolean> {
    this.#last = kind;
    // The line is said as it was read, also when Enter came sooner than the reading.
    await this.#reading;
    // A time that was typed is never silently dropped.
    this.problem = this.times.problem;
    if (kind === "add" && (this.from === null || this.to === null))
      this.problem ??= lacks("when", t("quick.noTimes"));
    if (this.problem) return false;
    const on = await this.#resolve();
    if (on === undefined) return false;
    const { tags, billable } = this.found;
    const { note, declined, from, to } = this;
    const fields: EntryFields = { note, tags, billable, on, declined };
    return this.#speak(
      kind === "add" && from !== null && to !== null
        ? add(fields, from, to, overlap)
        : start(fields, from, overlap),
    );
  }

  /** Says the same again with a choice about what overlaps. */
  decide(overlap: OverlapChoice): Promise<boolean> {
    return this.submit(this.#last, overlap);
  }

  /** Takes a target off. */
  unpick(target: Target): void {
    this.picked = this.picked.filter((picked) => picked.target !== target.target);
  }

  /** Empties the line. */
  clear(): void {
    this.#turn += 1;
    [this.text, this.caret, this.open, this.wanted, this.active] = ["", 0, false, false, -1];
    [this.picked, this.declined, this.plain, this.#keys] = [[], [], [], NO_KEYS];
    [this.#targets, this.times, this.problem] = [[], NO_TIMES, null];
  }

  async #speak(verb: VerbRequest): Promise<boolean> {
    try {
      await this.#say(verb);
      this.clear();
      return true;
    } catch (thrown) {
      this.problem = refusal(thrown);
      return false;
    }
  }

  /** Picked targets, and those typed with @ but not picked; `undefined` when one is unknown. */
  async #resolve(): Promise<string[] | undefined> {
    const on = this.booked.map((target) => target.target);
    for (const piece of this.found.pieces) {
      if (piece.kind !== "target") continue;
      const [first] = await this.#host.targets(piece.query, null, 1).catch(() => []);
      if (first === undefined) {
        this.problem = lacks("on", t("quick.noTarget", { text: piece.query }));
        return undefined;
      }
      on.push(first.target);
    }
    return [...new Set(on)];
  }

  async #pick(target: Target): Promise<void> {
    const word = targetAt(this.text, this.caret);
    if (!this.picked.some((picked) => picked.target === target.target))
      this.picked = [...this.picked, target];
    if (!word) return;
    const before = this.text.slice(0, word.from);
    await this.type(before + this.text.slice(word.to).trimStart(), before.length);
  }

  async #exact(key: string): Promise<[string, Target | null]> {
    const found = await this.#host.targets(key, null, MOST).catch(() => []);
    return [key, found.find((target) => target.key.toLowerCase() === key.toLowerCase()) ?? null];
  }

  async #readTimes(): Promise<Times> {
    const times = { ...NO_TIMES };
    const read = async (what: "when" | "duration", text: string): Promise<Reading | undefined> =>
      this.#host.read(what, text).catch((thrown) => {
        times.problem = refusal(thrown);
        return undefined;
      });
    for (const piece of this.found.pieces) {
      if (piece.kind === "when") times.at = (await read("when", piece.when))?.at ?? null;
      if (piece.kind === "length") times.seconds = (await read("duration", piece.length))?.seconds ?? null;
      if (piece.kind === "range") {
        times.at = (await read("when", piece.from))?.at ?? null;
        times.to = (await read("when", piece.to))?.at ?? null;
      }
    }
    return times;
  }

  #options(): Option[] {
    const targets = this.#targets.map((target): Option => ({ kind: "target", target }));
    if (targets.length > 0) return targets;
    const commands = this.commands(this.text);
    const [first, last] = [commands.first, commands.last].map((some) =>
      some.map((command): Option => ({ kind: "command", command })),
    ) as [Option[], Option[]];
    if (this.text.startsWith(">")) return first;
    const recent = this.#suggestions.map((suggestion): Option => ({ kind: "recent", suggestion }));
    if (this.text.trim() === "" && this.picked.length === 0) return [...first, ...recent, ...last];
    const finished: Option[] = this.from === null ? [] : [{ kind: "add" }];
    const both: Option[] = [{ kind: "start" }, ...finished];
    return [...first, ...(this.finished ? both.reverse() : both), ...recent, ...last];
  }
}

/** What keeps the line from being said. */
function lacks(field: string, message: string): Refusal {
  return new Refusal({ code: "bad_input", message, field, remedy: null });
}
