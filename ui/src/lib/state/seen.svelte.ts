/** What each tracker would get of a draft, looked at again while it is typed. */
import type { Preview } from "../bindings";
import { type Host, refusal } from "../host";
import { fields } from "../verbs";
import type { Draft } from "./draft.svelte";

/** Typing rests so long before the resident is asked. */
const PAUSE = 150;

/** The last answer, and why it is not the newest. */
export class Seen {
  previews = $state.raw<Preview[]>([]);
  /** Why the draft cannot be shown as it is typed. */
  problem = $state<string | null>(null);
  readonly #host: Host;
  #turn = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Shows the draft soon, unless something newer comes; the answer gives it up. */
  look(draft: Draft): () => void {
    const { entry, changes, changed } = draft;
    const wait = setTimeout(() => void this.#ask(entry.id, changes), changed ? PAUSE : 0);
    return () => clearTimeout(wait);
  }

  async #ask(id: string, changes: Draft["changes"]): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const same = Object.keys(changes).length === 0;
    const asked = same ? this.#host.preview(id) : this.#host.previewEdit(id, fields(changes));
    try {
      const previews = await asked;
      if (turn === this.#turn) [this.previews, this.problem] = [previews, null];
    } catch (thrown) {
      if (turn === this.#turn) this.problem = refusal(thrown).sentence;
    }
  }
}
