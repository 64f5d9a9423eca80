/** Where the words of a question begin words of a text; accents and case do not count. */

/** A stretch of text, found or not. */
export interface Piece {
  text: string;
  hit: boolean;
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The words of a question, folded, longest first: the longest beginning of a word is marked. */
export function asked(question: string): string[] {
  const words = question.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map(folded))].sort((a, b) => b.length - a.length);
}

/** A text in pieces, with what was asked for marked at the beginnings of its words. */
export function pieces(text: string, words: readonly string[]): Piece[] {
  const found: Piece[] = [];
  const put = (part: string, hit: boolean) => {
    const last = found.at(-1);
    if (part === "") return;
    if (last && last.hit === hit) last.text += part;
    else found.push({ text: part, hit });
  };
  let rest = 0;
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    put(text.slice(rest, index), false);
    const fits = words.find((one) => folded(word).startsWith(one));
    const length = fits === undefined ? 0 : lengthOf(word, fits);
    put(word.slice(0, length), true);
    put(word.slice(length), false);
    rest = index + word.length;
  }
  put(text.slice(rest), false);
  return found;
}

/** How much of a word folds to `beginning`. */
function lengthOf(word: string, beginning: string): number {
  let length = 0;
  for (const letter of word) {
    if (folded(word.slice(0, length)).length >= beginning.length && !/^\p{M}/u.test(letter)) break;
    length += letter.length;
  }
  return length;
}
