/**
 * The colour of what work is booked on: the same one in the calendar and in the reports, today and next year.
 *
 * A target gets its colour when it is first shown: the one its name leads to, unless one of those shown most lately
 * has it already. Then it keeps it on this computer. So a project never changes its colour, and those one works on
 * at the same time differ. Ranks, as tables have them, would differ too, but change with every week that is looked
 * at; names alone never change, but two of seven are soon alike.
 */
import type { Entry } from "./bindings";

/** The colours of the palette for what is booked; grey, the fifth, is for what is booked nowhere. */
const COLOURS = [1, 2, 3, 4, 6, 7, 8];
/** The colour of what is booked nowhere. */
export const NOWHERE = 5;
/** So many targets are remembered. */
const MOST = 400;

const KEPT = "stint.colours";

type Kept = [target: string, colour: number];

/** Which target has which colour, from the one shown longest ago to the latest. */
export class Colours {
  readonly #known: Map<string, number>;
  readonly #keep: (kept: Kept[]) => void;

  constructor(kept: readonly Kept[] = [], keep: (kept: Kept[]) => void = () => {}) {
    this.#known = new Map(kept);
    this.#keep = keep;
  }

  /** The number of the colour of a target; of none, grey. */
  of(target: string | undefined): number {
    if (target === undefined || target === "") return NOWHERE;
    const known = this.#known.get(target);
    const colour = known ?? this.#free(target);
    // Shown again, it is the latest once more.
    this.#known.delete(target);
    this.#known.set(target, colour);
    if (known === undefined) this.#keep([...this.#known].slice(-MOST));
    return colour;
  }

  /** The colour the name leads to, or the next one that none of the latest has. */
  #free(target: string): number {
    const first = hash(target) % COLOURS.length;
    const latest = new Set([...this.#known.values()].slice(1 - COLOURS.length));
    const wished = [...COLOURS.slice(first), ...COLOURS.slice(0, first)];
    return wished.find((colour) => !latest.has(colour)) ?? COLOURS[first] ?? NOWHERE;
  }
}

function hash(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum;
}

function read(): Kept[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    if (!Array.isArray(kept)) return [];
    return kept.filter((one): one is Kept => typeof one?.[0] === "string" && COLOURS.includes(one[1]));
  } catch {
    return []; // Storage can be switched off or spoiled; colours begin anew then.
  }
}

function write(kept: Kept[]): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // See above: forgetting is harmless.
  }
}

let colours: Colours | undefined;

/** The colours of this window. */
export function known(): Colours {
  colours ??= new Colours(read(), write);
  return colours;
}

/** The colour of an entry, as a value for styles. */
export function colourOf(entry: Entry): string {
  return `var(--p-${known().of(entry.bookings[0]?.target)})`;
}
