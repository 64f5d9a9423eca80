/** Pages of days, and what a search finds, as the resident gives them. */
import type { Days, Entry } from "../bindings";
import { type Day, dayOf } from "../format/day";
import { asked, pieces } from "../highlight";
import { FAKE_ZONE } from "./data";
import { readDay } from "./report";

/** Whole days from one on until they hold entries enough; entries come newest first. */
export function pageOf(
  entries: readonly Entry[],
  typed: string,
  later: boolean,
  enough: number,
  now: number,
): Days {
  const day = readDay("day", typed, now);
  const began = ({ start }: Entry): Day => dayOf(Date.parse(start), FAKE_ZONE);
  const there = entries.filter((entry) => (later ? began(entry) >= day : began(entry) <= day));
  const last = later ? (there.at(-enough) ?? there[0]) : (there[enough - 1] ?? there.at(-1));
  const other = last ? began(last) : day;
  const [from, to] = later ? [day, other] : [other, day];
  const ended = ({ end }: Entry): Day => dayOf(end === null ? now : Date.parse(end) - 1, FAKE_ZONE);
  return {
    from,
    to,
    entries: entries.filter((entry) => began(entry) <= to && ended(entry) >= from),
    earlier: entries.some((entry) => began(entry) < from),
    later: entries.some((entry) => began(entry) > to),
  };
}

/** The newest entries in which every word begins a word. */
export function searched(entries: readonly Entry[], text: string, limit: number): Entry[] {
  const words = asked(text);
  if (words.length === 0) return [];
  const has = (entry: Entry, word: string) => {
    const all = [
      entry.note,
      ...entry.tags,
      ...entry.bookings.flatMap(({ target, title }) => [target, title]),
    ];
    return pieces(all.join(" "), [word]).some((piece) => piece.hit);
  };
  return entries.filter((entry) => words.every((word) => has(entry, word))).slice(0, limit);
}
