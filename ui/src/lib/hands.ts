/** What Tab and Backspace do in the line; comes with the list below it, before which there is nothing to do. */
import type { Suggestion, Target } from "./bindings";
import type { Host } from "./host";
import { type Piece, recognise } from "./recognise";
import type { Quick } from "./state/quick.svelte";

/** Both answer whether the key was used. */
export interface Hands {
  /** Tab: takes a suggestion, or marks the word at the caret again. */
  accept(caret: number): boolean;
  /** Backspace: takes the mark off the word before the caret. */
  unmark(caret: number): boolean;
}

/** A note as it has to be typed, so that nothing in it is taken for something else. */
export function escaped(note: string): string {
  const asIs = (word: string) => {
    const { pieces, note } = recognise(word);
    return note === word && pieces.every((piece) => piece.kind === "text");
  };
  return note
    .split(/(\s+)/)
    .map((word) => (word.trim() === "" || asIs(word) ? word : `\\${word}`))
    .join("");
}

/** The word the caret stands in or right behind. */
export function wordAt(line: string, caret: number): string {
  const from = line.slice(0, caret).search(/\S*$/);
  return line.slice(from, caret + line.slice(caret).search(/\s|$/));
}

/** The word that was recognised and ends at the caret. */
export function markBefore(pieces: readonly Piece[], caret: number): string | undefined {
  let end = 0;
  for (const found of pieces) {
    end += found.text.length;
    if (end === caret && found.kind !== "text") return found.text;
  }
  return undefined;
}

/** Takes a suggestion into the line, to be changed before it is said. */
export async function fill(quick: Quick, host: Host, from: Suggestion): Promise<void> {
  const named = async (target: string): Promise<Target[]> => {
    const [connection = "", key = ""] = target.split(/:(.*)/s);
    const found = await host.targets(key, connection, null).catch(() => []);
    return found.filter((one) => one.target === target).slice(0, 1);
  };
  quick.picked = (await Promise.all(from.on.map(named))).flat();
  const tags = from.tags.map((tag) => `#${tag}`);
  const text = [escaped(from.note), ...tags, from.billable && "$"].filter(Boolean).join(" ");
  await quick.type(text, text.length);
}

/** The hands for a line. */
export function handsOf(quick: Quick, host: Host): Hands {
  const again = (plain: string[], caret: number) => {
    quick.plain = plain;
    void quick.type(quick.text, caret);
    return true;
  };
  return {
    accept(caret) {
      const option = quick.open ? quick.options[quick.active] : undefined;
      if (option?.kind === "target") void quick.choose(option);
      else if (option?.kind === "recent") void fill(quick, host, option.suggestion);
      else {
        const word = wordAt(quick.text, caret);
        return (
          quick.plain.includes(word) &&
          again(
            quick.plain.filter((one) => one !== word),
            caret,
          )
        );
      }
      return true;
    },
    unmark(caret) {
      const word = markBefore(quick.found.pieces, caret);
      return word !== undefined && again([...quick.plain, word], caret);
    },
  };
}
