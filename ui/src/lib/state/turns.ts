/** Things in their order: what is asked while something is being written waits until that is done. */
export class Turns {
  #last: Promise<void> | null = null;

  /** Does something at once, or after what is being written and what waits for that already. */
  hear(work: () => unknown): void {
    if (this.#last === null) work();
    else void this.write(work);
  }

  /** Writes something in its turn; what is asked from now on waits for it. */
  write(work: () => unknown): Promise<void> {
    const before = this.#last;
    const run = async () => {
      if (before !== null) await before;
      await work();
    };
    const turn = run().finally(() => {
      if (this.#last === turn) this.#last = null;
    });
    this.#last = turn;
    return turn;
  }
}
