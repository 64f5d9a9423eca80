/** Which entries are chosen for one verb about all of them. */
import type { Entry } from "../bindings";
import type { Line } from "../rows";

/** Chosen entries by their ids; they stay chosen while other days are looked at. */
export class Selection {
  #chosen = $state.raw<ReadonlyMap<string, Entry>>(new Map());
  /** Where a range begins. */
  #anchor: string | null = null;
  readonly entries = $derived.by(() => [...this.#chosen.values()]);

  /** How many are chosen. */
  get size(): number {
    return this.#chosen.size;
  }

  /** Their ids. */
  get ids(): string[] {
    return [...this.#chosen.keys()];
  }

  /** Whether all entries of a row are chosen. */
  has(entries: readonly Entry[]): boolean {
    return this.#chosen.size > 0 && entries.every((entry) => this.#chosen.has(entry.id));
  }

  /** Chooses a row, or leaves it again; ranges begin here. */
  toggle(line: Line): void {
    if (!line.entries) return;
    const chosen = new Map(this.#chosen);
    const had = this.has(line.entries);
    for (const entry of line.entries) {
      if (had) chosen.delete(entry.id);
      else chosen.set(entry.id, entry);
    }
    this.#anchor = line.key;
    this.#chosen = chosen;
  }

  /** Chooses everything from where a range began, or from `here`, to a line. */
  extend(lines: readonly Line[], here: string | null, to: string): void {
    this.#anchor ??= here;
    const ends = [this.#anchor, to].map((key) => lines.findIndex((line) => line.key === key));
    const [first, last] = [Math.min(...ends), Math.max(...ends)];
    if (first < 0) return;
    this.add(lines.slice(first, last + 1).flatMap((line) => line.entries ?? []));
  }

  /** Chooses some more. */
  add(entries: readonly Entry[]): void {
    this.#chosen = new Map([...this.#chosen, ...entries.map((entry) => [entry.id, entry] as const)]);
  }

  /** Chooses nothing. */
  clear(): void {
    this.#anchor = null;
    if (this.#chosen.size > 0) this.#chosen = new Map();
  }

  /** Takes what became of chosen entries. */
  renew(entries: readonly Entry[]): void {
    const known = entries.filter((entry) => this.#chosen.has(entry.id));
    if (known.length > 0) this.add(known);
  }
}
