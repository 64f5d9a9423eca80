/** A field whose text the resident reads while it is typed. The text is never changed by the reading. */
import type { Reading } from "../bindings";
import { refusal } from "../host";

/** Text, how it was read, and what to say when it was not. */
export class Typed {
  text = $state("");
  reading = $state.raw<Reading | null>(null);
  problem = $state<string | null>(null);
  initial = $state("");
  readonly #read: (text: string) => Promise<Reading>;
  readonly #empty: string;
  #turn = 0;

  constructor(initial: string, read: (text: string) => Promise<Reading>, empty: string) {
    this.initial = initial;
    this.text = initial;
    this.#read = read;
    this.#empty = empty;
  }

  get changed(): boolean {
    return this.text.trim() !== this.initial;
  }

  /** Takes new text and has it read. */
  async type(text: string): Promise<void> {
    this.text = text;
    await this.readAgain();
  }

  /** Puts the first text back. */
  reset(): void {
    this.#turn += 1;
    [this.text, this.reading, this.problem] = [this.initial, null, null];
  }

  /** Begins anew with another first text. */
  begin(initial: string): void {
    this.initial = initial;
    this.reset();
  }

  /** Reads the same text anew, because what it refers to changed. */
  async readAgain(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    if (this.text.trim() === "") {
      this.reading = null;
      this.problem = this.changed ? this.#empty : null;
      return;
    }
    try {
      const reading = await this.#read(this.text.trim());
      if (turn === this.#turn) [this.reading, this.problem] = [reading, null];
    } catch (thrown) {
      if (turn === this.#turn) [this.reading, this.problem] = [null, refusal(thrown).sentence];
    }
  }
}
