/** The quick entry: one line of text and what is known of it; who reads it comes after the first picture. */
import type { OverlapChoice, Suggestion, Target, VerbRequest } from "../bindings";
import type { Command, Commands } from "../command";
import type { Hands } from "../hands";
import type { Host, Refusal } from "../host";
import type { Recognised } from "../recognise";
import { later } from "../words";
import type { Reader } from "./reader.svelte";

/** One line of the list under the field. */
export type Option =
  | { kind: "target"; target: Target }
  | { kind: "start" }
  | { kind: "add" }
  | { kind: "recent"; suggestion: Suggestion }
  | { kind: "command"; command: Command };

/** What the resident read in the line. */
export interface Times {
  at: string | null;
  to: string | null;
  seconds: number | null;
  /** Why one of them is not taken. */
  problem: Refusal | null;
}

const NO_COMMANDS: Commands = { first: [], last: [] };
export const NO_TIMES: Times = { at: null, to: null, seconds: null, problem: null };

/** The line before anybody reads it: it is what it is. */
const asTyped = (text: string): Recognised => ({
  pieces: text === "" ? [] : [{ kind: "text", text }],
  note: text,
  tags: [],
  billable: false,
});

/** Holds the line; its reader says what it means, and speaks the verb when asked. */
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
  #reader = $state.raw<Reader | null>(null);
  #comes: Promise<Reader> | undefined;
  readonly #fetch: () => Promise<Reader>;

  constructor(host: Host, now: () => number, say: (verb: VerbRequest) => Promise<unknown>) {
    this.#fetch = async () => {
      const [part] = await Promise.all([import("./reader.svelte"), later()]);
      return new part.Reader(this, host, now, say);
    };
  }

  /** The line taken apart. */
  get found(): Recognised {
    return this.#reader?.found ?? asTyped(this.text);
  }

  /** What can be done with it, as the list below shows it. */
  get options(): Option[] {
    return this.#reader?.options ?? [];
  }

  /** Everything it would be booked on: picked from the list, or named by their keys. */
  get booked(): Target[] {
    return this.#reader?.booked ?? this.picked;
  }

  /** The start and, when there is one, the end that were read. */
  get from(): string | null {
    return this.#reader?.from ?? null;
  }

  get to(): string | null {
    return this.#reader?.to ?? null;
  }

  /** The note without the words that were recognised as targets by key. */
  get note(): string {
    return this.found.note;
  }

  /** Whether the line says both when it began and when it ended. */
  get finished(): boolean {
    return this.#reader?.finished ?? false;
  }

  /** Fetches who reads the line, once; what is asked before waits for it. */
  ready(): Promise<Reader> {
    this.#comes ??= this.#fetch().then((reader) => {
      this.#reader = reader;
      return reader;
    });
    return this.#comes;
  }

  /** Takes text and caret; reads and suggests. */
  async type(text: string, caret: number): Promise<void> {
    [this.text, this.caret, this.open, this.problem] = [text, caret, true, null];
    await (this.#reader ?? (await this.ready())).read();
  }

  /** Moves through the list. */
  move(by: number): void {
    const { length } = this.options;
    this.open = true;
    if (length > 0) this.active = (this.active + by + length + (this.active < 0 && by < 0 ? 1 : 0)) % length;
  }

  /** Does what an option says. Answers whether the line is done with. */
  async choose(option: Option | undefined): Promise<boolean> {
    return (this.#reader ?? (await this.ready())).choose(option);
  }

  /** Starts, or adds as finished. */
  async submit(kind: "start" | "add", overlap: OverlapChoice | null): Promise<boolean> {
    return (this.#reader ?? (await this.ready())).submit(kind, overlap);
  }

  /** Says the same again with a choice about what overlaps. */
  async decide(overlap: OverlapChoice): Promise<boolean> {
    return (this.#reader ?? (await this.ready())).decide(overlap);
  }

  /** Takes a target off. */
  unpick(target: Target): void {
    this.picked = this.picked.filter((picked) => picked.target !== target.target);
  }

  /** Empties the line. */
  clear(): void {
    this.#reader?.clear();
    [this.text, this.caret, this.open, this.wanted, this.active] = ["", 0, false, false, -1];
    [this.picked, this.declined, this.plain] = [[], [], []];
    [this.times, this.problem] = [NO_TIMES, null];
  }
}
