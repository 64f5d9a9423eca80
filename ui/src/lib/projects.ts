/** The colour of what an entry is booked on: the same one wherever and whenever it is shown. */
import type { Entry } from "./bindings";

/** The token of the colour; grey for what is booked nowhere. */
export function colourOf(entry: Entry): string {
  const COLOURS = [1, 2, 3, 4, 6, 7, 8];
  const target = entry.bookings[0]?.target;
  if (target === undefined) return "var(--p-5)";
  let sum = 0;
  for (const letter of target) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return `var(--p-${COLOURS[sum % COLOURS.length]})`;
}
