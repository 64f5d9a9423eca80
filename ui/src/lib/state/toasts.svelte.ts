/** The one toast, and the sentence a screen reader hears. */
import type { Refusal } from "../host";

/** A button on a toast. */
export interface ToastAction {
  label: string;
  run(): void;
}

/** What a toast says. */
export interface Toast {
  text: string;
  tone: "done" | "problem";
  actions: ToastAction[];
}

const SHOWN_FOR = 8000;

/** One toast at a time; it waits while it is pointed at, focused, or the window is hidden. */
export class Toasts {
  current = $state.raw<Toast | null>(null);
  /** For ears only. */
  spoken = $state("");
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Says what was done. */
  show(text: string, actions: ToastAction[] = []): void {
    this.#put({ text, tone: "done", actions });
  }

  /** Says what did not work; stays until closed or replaced. */
  problem(refusal: Refusal): void {
    this.#put({ text: refusal.sentence, tone: "problem", actions: [] });
  }

  /** Says something to ears only. */
  say(text: string): void {
    this.spoken = text;
  }

  /** Takes the toast away. */
  close(): void {
    this.hold();
    this.current = null;
  }

  /** Stops its time. */
  hold(): void {
    clearTimeout(this.#timer);
  }

  /** Lets its time run again. */
  release(): void {
    this.hold();
    if (this.current?.tone === "done") this.#timer = setTimeout(() => this.close(), SHOWN_FOR);
  }

  #put(toast: Toast): void {
    this.current = toast;
    this.release();
  }
}
