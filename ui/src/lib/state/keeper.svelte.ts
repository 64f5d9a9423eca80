/** Changes settings one by one, and knows what stood in the way of which. */
import { refusal } from "../host";
import type { Preferences } from "./settings.svelte";

/** What stands beside a row of the settings. */
export class Keeper {
  #problem = $state.raw<{ key: string; text: string } | null>(null);
  readonly #preferences: Preferences;

  constructor(preferences: Preferences) {
    this.#preferences = preferences;
  }

  /** Changes a setting; whether it was taken. */
  set(key: string, value: string): Promise<boolean> {
    return this.try(key, () => this.#preferences.set(key, value));
  }

  /** Does something for a row; whether it worked. */
  async try(key: string, work: () => Promise<unknown>): Promise<boolean> {
    this.#problem = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.refuse(key, refusal(thrown).sentence);
      return false;
    }
  }

  /** Says what stands in the way. */
  refuse(key: string, text: string): void {
    this.#problem = { key, text };
  }

  /** What stood in the way of this one, if anything. */
  of(key: string): string | null {
    return this.#problem?.key === key ? this.#problem.text : null;
  }
}
