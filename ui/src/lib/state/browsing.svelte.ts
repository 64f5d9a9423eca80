/** A sign-in in the browser: begun by the resident, waited for here, and given up when nobody waits any more. */
import type { BrowserSignIn, Tracker } from "../bindings";
import { type Host, type Refusal, refusal } from "../host";

/** At most one at a time. */
export class Browsing {
  /** What is waited for; null = it has not begun, or is over. */
  begun = $state.raw<BrowserSignIn | null>(null);
  /** From the first click until it is over. */
  busy = $state(false);
  problem = $state.raw<Refusal | null>(null);
  readonly #host: Host;
  #turn = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Begins and waits. Answers the connection, or nothing when it was refused or given up. */
  async run(begin: () => Promise<BrowserSignIn>): Promise<Tracker | null> {
    this.#turn += 1;
    const turn = this.#turn;
    [this.busy, this.problem, this.begun] = [true, null, null];
    try {
      const begun = await begin();
      if (turn !== this.#turn) {
        this.#giveUp(begun.id);
        return null;
      }
      this.begun = begun;
      const tracker = await this.#host.browserSignInFinish(begun.id);
      return turn === this.#turn ? tracker : null;
    } catch (thrown) {
      if (turn === this.#turn) this.problem = refusal(thrown);
      return null;
    } finally {
      if (turn === this.#turn) [this.busy, this.begun] = [false, null];
    }
  }

  /** Gives it up, if it is under way. */
  cancel(): void {
    this.#turn += 1;
    const { begun } = this;
    [this.busy, this.begun, this.problem] = [false, null, null];
    if (begun) this.#giveUp(begun.id);
  }

  #giveUp(id: string): void {
    // It may be over by now; then nothing is left to give up.
    this.#host.browserSignInCancel(id).catch(() => {});
  }
}
