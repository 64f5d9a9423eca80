/** The present moment for the eye: ticks while the window is seen, sleeps while it is hidden. */

const SECOND = 1000;
const MINUTE = 60_000;

/** `now` moves each second while something runs, else each minute. It never counts; it reads. */
export class Clock {
  now = $state(0);
  readonly #read: () => number;
  #period = MINUTE;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #on = false;

  constructor(read: () => number) {
    this.#read = read;
    this.now = read();
  }

  /** Whether seconds are shown. */
  set seconds(shown: boolean) {
    const period = shown ? SECOND : MINUTE;
    if (period === this.#period) return;
    this.#period = period;
    if (this.#on) this.tick();
  }

  /** Reads the clock now. */
  tick(): void {
    clearTimeout(this.#timer);
    this.now = this.#read();
    if (!this.#on || document.visibilityState === "hidden") return;
    // Aimed at the next full second or minute, so that drift never adds up.
    this.#timer = setTimeout(() => this.tick(), this.#period - (this.now % this.#period));
  }

  /** Ticks from now on; the answer ends it. */
  start(): () => void {
    const look = () => this.tick();
    this.#on = true;
    document.addEventListener("visibilitychange", look);
    this.tick();
    return () => {
      this.#on = false;
      clearTimeout(this.#timer);
      document.removeEventListener("visibilitychange", look);
    };
  }
}
