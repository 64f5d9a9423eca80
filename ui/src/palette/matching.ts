/** Which commands a line of text means. */
import type { Command, Commands } from "../lib/command";

/** How many of those that are only near stand below the entries. */
const NEAR = 6;

/** As words are compared: without case and accents. */
function folded(text: string): string[] {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** How well a command is meant: 2 by its name, 1 by its other words, 0 not. Each typed word begins one of its own. */
function rating(command: Command, asked: readonly string[]): 0 | 1 | 2 {
  const name = folded(command.name);
  const all = [...name, ...folded(command.words)];
  const begins = (words: readonly string[]) =>
    asked.every((one) => words.some((word) => word.startsWith(one)));
  if (begins(name)) return 2;
  return begins(all) ? 1 : 0;
}

/**
 * The commands for a line. Those it names stand first; with nothing typed, those that are possible stand last. A `>`
 * before it asks for commands alone.
 */
export function matching(commands: readonly Command[], text: string): Commands {
  const only = text.startsWith(">");
  const asked = folded(text);
  const possible = commands.filter((command) => command.why === null);
  if (asked.length === 0)
    return only
      ? { first: possible, last: [] }
      : { first: [], last: possible.filter((command) => !command.asked) };
  const rated = commands
    .map((command) => ({ command, rate: rating(command, asked) + (command.why === null ? 0.5 : 0) }))
    .filter(({ rate }) => rate >= 1)
    .sort((a, b) => b.rate - a.rate)
    .map(({ command }) => command);
  // Marks such as #tag or @target are of an entry, never of a command.
  if (!only && /(?:^|\s)[@#$\\]/.test(text)) return { first: [], last: [] };
  return { first: only ? rated : rated.slice(0, NEAR), last: [] };
}
