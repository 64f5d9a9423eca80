/** What an entry would be, and what each tracker would get of it, looked at again while it is typed. */
import type { Entry, Preview } from "../bindings";
import { type Host, refusal } from "../host";
import { fields } from "../verbs";
import type { Draft } from "./draft.svelte";

/** Typing rests so long before the resident is asked. */
const PAUSE = 150;

/** The last answer, and why it is not the newest. */
export class Seen {
  previews = $state.raw<Preview[]>([]);
  /** The entry as it would be saved; `null` while nothing of its times was changed. */
  entry = $state.raw<Entry | null>(null);
  /** Why the draft cannot be shown as it is typed. */
  problem = $state<string | null>(null);
  readonly #host: Host;
  #turn = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Shows the draft soon, unless something newer comes; the answer gives it up. */
  look(draft: Draft): () => void {
    const { entry, changes, changed, sidesChanged } = draft;
    const wait = setTimeout(() => void this.#ask(entry.id, changes, sidesChanged), changed ? PAUSE : 0);
    return () => clearTimeout(wait);
  }

  async #ask(id: string, changes: Draft["changes"], times: boolean): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const same = Object.keys(changes).length === 0;
    const asked = same ? this.#host.preview(id) : this.#host.previewEdit(id, fields(changes));
    const edited = times ? this.#host.editedEntry(id, fields(changes)) : null;
    try {
      const [previews, entry] = await Promise.all([asked, edited]);
      if (turn === this.#turn) [this.previews, this.entry, this.problem] = [previews, entry, null];
    } catch (thrown) {
      if (turn === this.#turn) this.problem = refusal(thrown).sentence;
    }
  }
}
