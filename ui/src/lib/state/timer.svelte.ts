/** The timer as the resident last told it, and the figures the clock makes of it. */
import type { Status } from "../bindings";
import type { Host } from "../host";
import { openSegment, sums } from "../spans";
import type { Clock } from "./clock.svelte";
import { loader } from "./loader";

/** The state of the timer; everything else follows from the segments and the clock. */
export class Timer {
  status = $state.raw<Status | null>(null);
  readonly #clock: Clock;

  readonly entry = $derived.by(() => this.status?.entry ?? null);
  readonly state = $derived.by(() => this.status?.state ?? "stopped");
  /** Seconds of each kind in the running entry. */
  readonly sums = $derived.by(() => sums(this.entry ? [this.entry] : [], this.#clock.now));
  /** What the big clock shows: work, or the break or absence that is going on. */
  readonly shown = $derived.by(() => {
    if (this.state === "running" || this.entry === null) return this.sums.work;
    const open = openSegment(this.entry);
    return open ? Math.max(0, (this.#clock.now - Date.parse(open.start)) / 1000) : 0;
  });
  /** Seconds of each kind today, up to the present. */
  readonly today = $derived.by(() => {
    const today = this.status?.today;
    if (!this.status || !today) return { work: 0, break: 0, undecided: 0 };
    const since = Math.max(0, (this.#clock.now - Date.parse(this.status.now)) / 1000);
    return {
      work: today.work_seconds + (this.state === "running" ? since : 0),
      break: today.break_seconds + (this.state === "break" ? since : 0),
      undecided: today.undecided_seconds + (this.state === "undecided" ? since : 0),
    };
  });

  /** Asks the resident. */
  readonly refresh: () => Promise<void>;

  constructor(host: Host, clock: Clock) {
    this.#clock = clock;
    this.refresh = loader(async () => this.take(await host.status()));
  }

  /** Takes a snapshot, unless a later one is known. */
  take(status: Status): void {
    if (this.status && status.rev < this.status.rev) return;
    this.status = status;
    this.#clock.seconds = status.state !== "stopped";
    this.#clock.tick();
  }
}
