/** Who reads the line of the quick entry: what it means, what is offered for it, and the verb it becomes. */
import type { EntryFields, OverlapChoice, Reading, Suggestion, Target, VerbRequest } from "../bindings";
import { type Host, Refusal, refusal } from "../host";
import { recognise, targetAt } from "../recognise";
import { add, start } from "../verbs";
import { t } from "../words/quick";
import { NO_TIMES, type Option, type Quick, type Times } from "./quick.svelte";

/** A key that was looked for: its target, or `null` where there is none. */
type Keys = ReadonlyMap<string, Target | null>;

const NO_KEYS: Keys = new Map();
const MOST = 6;

/** Reads a line, and says what it means when asked. Comes after the first picture. */
export class Reader {
  readonly found = $derived.by(() =>
    recognise(this.#line.text, (word) => this.#line.plain.includes(word) || this.#keys.get(word) === null),
  );
  readonly options = $derived.by(() => this.#options());

  #suggestions = $state.raw<Suggestion[]>([]);
  #targets = $state.raw<Target[]>([]);
  /** A key that means no target stays in the note. */
  #keys = $state.raw<Keys>(NO_KEYS);
  readonly #line: Quick;
  readonly #host: Host;
  readonly #now: () => number;
  readonly #say: (verb: VerbRequest) => Promise<unknown>;
  #turn = 0;
  #reading: Promise<void> = Promise.resolve();
  #last: "start" | "add" = "start";

  constructor(line: Quick, host: Host, now: () => number, say: (verb: VerbRequest) => Promise<unknown>) {
    this.#line = line;
    this.#host = host;
    this.#now = now;
    this.#say = say;
  }

  /** Everything it would be booked on: picked from the list, or named by their keys. */
  get booked(): Target[] {
    const picked = new Set(this.#line.picked.map((target) => target.target));
    const keyed = this.found.pieces.flatMap((piece) =>
      piece.kind === "key" ? [this.#keys.get(piece.key) ?? []].flat() : [],
    );
    return [...this.#line.picked, ...keyed.filter((target) => !picked.has(target.target))];
  }

  /** The start and, when there is one, the end that were read. */
  get from(): string | null {
    const { at, seconds } = this.#line.times;
    if (at !== null || seconds === null) return at;
    return new Date(this.#now() - seconds * 1000).toISOString();
  }

  get to(): string | null {
    const { at, to, seconds } = this.#line.times;
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
    return (
      this.#line.times.to !== null || (this.#line.times.at !== null && this.#line.times.seconds !== null)
    );
  }

  /** Reads the line as it stands now, and suggests. */
  async read(): Promise<void> {
    const { text, caret } = this.#line;
    this.#turn += 1;
    const query = targetAt(text, caret)?.query;
    // What was offered for another word must not be chosen by a quick Enter.
    if (query === undefined) this.#targets = [];
    this.#line.active = text.trim() === "" ? -1 : 0;
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
    this.#line.times = times;
    this.#line.problem = times.problem;
    this.#suggestions = suggestions;
    this.#targets = targets;
    if (keyed.length > 0) this.#keys = new Map([...this.#keys, ...keyed]);
    this.#line.active =
      this.options.length > 0 && (this.#line.text.trim() !== "" || query !== undefined) ? 0 : -1;
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
      this.#line.clear();
      option.command.run();
      return true;
    }
    if (option.kind === "recent") {
      await this.#reading;
      // A time that was typed is never silently dropped.
      this.#line.problem = this.#line.times.problem;
      if (this.#line.problem) return false;
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
    this.#line.problem = this.#line.times.problem;
    if (kind === "add" && (this.from === null || this.to === null))
      this.#line.problem ??= lacks("when", t("quick.noTimes"));
    if (this.#line.problem) return false;
    const on = await this.#resolve();
    if (on === undefined) return false;
    const { tags, billable } = this.found;
    const { note, from, to } = this;
    const { declined } = this.#line;
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

  /** Forgets what was found for the line. */
  clear(): void {
    this.#turn += 1;
    [this.#targets, this.#keys] = [[], NO_KEYS];
  }

  async #speak(verb: VerbRequest): Promise<boolean> {
    try {
      await this.#say(verb);
      this.#line.clear();
      return true;
    } catch (thrown) {
      this.#line.problem = refusal(thrown);
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
        this.#line.problem = lacks("on", t("quick.noTarget", { text: piece.query }));
        return undefined;
      }
      on.push(first.target);
    }
    return [...new Set(on)];
  }

  async #pick(target: Target): Promise<void> {
    const word = targetAt(this.#line.text, this.#line.caret);
    if (!this.#line.picked.some((picked) => picked.target === target.target))
      this.#line.picked = [...this.#line.picked, target];
    if (!word) return;
    const before = this.#line.text.slice(0, word.from);
    await this.#line.type(before + this.#line.text.slice(word.to).trimStart(), before.length);
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
    const commands = this.#line.commands(this.#line.text);
    const [first, last] = [commands.first, commands.last].map((some) =>
      some.map((command): Option => ({ kind: "command", command })),
    ) as [Option[], Option[]];
    if (this.#line.text.startsWith(">")) return first;
    const recent = this.#suggestions.map((suggestion): Option => ({ kind: "recent", suggestion }));
    if (this.#line.text.trim() === "" && this.#line.picked.length === 0)
      return [...first, ...recent, ...last];
    const finished: Option[] = this.from === null ? [] : [{ kind: "add" }];
    const both: Option[] = [{ kind: "start" }, ...finished];
    return [...first, ...(this.finished ? both.reverse() : both), ...recent, ...last];
  }
}

/** What keeps the line from being said. */
function lacks(field: string, message: string): Refusal {
  return new Refusal({ code: "bad_input", message, field, remedy: null });
}
