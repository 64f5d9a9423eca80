/** Finds targets, tags, times and lengths in one line of text. It only finds; the resident reads. */

/** What a stretch of the line is. */
export type Piece =
  | { kind: "text"; text: string }
  | { kind: "tag"; text: string; tag: string }
  | { kind: "target"; text: string; query: string }
  | { kind: "key"; text: string; key: string }
  | { kind: "when"; text: string; when: string }
  | { kind: "range"; text: string; from: string; to: string }
  | { kind: "length"; text: string; length: string }
  | { kind: "billable"; text: string };

/** The line, taken apart. */
export interface Recognised {
  /** Every character of the line, in order; for the marks. */
  pieces: Piece[];
  /** What is left for the note. */
  note: string;
  tags: string[];
  billable: boolean;
}

const CLOCK = String.raw`\d{1,2}[:.]\d{2}(?:[ap]m?)?|\d{1,2}[ap]m`;
const RANGE = new RegExp(`^(${CLOCK})[-–](${CLOCK})$`, "i");
const WHEN = new RegExp(`^(?:${CLOCK}|-\\d+(?:m|min|h)?)$`, "i");
const LENGTH = /^(?:\d+(?:[.,]\d+)?h(?:\d{1,2}m?)?|\d+(?:m|min))$/i;
const TAG = /^#(\p{L}[\p{L}\p{N}_/-]*)$/u;
const KEY = /^\p{Lu}[\p{Lu}\p{N}]*-\d+$/u;

/** One word, without regard to its neighbours. */
function piece(word: string): Piece {
  const tag = TAG.exec(word)?.[1];
  if (tag !== undefined) return { kind: "tag", text: word, tag };
  if (word.startsWith("@") && word.length > 1) return { kind: "target", text: word, query: word.slice(1) };
  if (KEY.test(word)) return { kind: "key", text: word, key: word };
  const [, from, to] = RANGE.exec(word) ?? [];
  if (from !== undefined && to !== undefined) return { kind: "range", text: word, from, to };
  if (WHEN.test(word)) return { kind: "when", text: word, when: word };
  if (LENGTH.test(word)) return { kind: "length", text: word, length: word };
  if (word === "$") return { kind: "billable", text: word };
  return { kind: "text", text: word };
}

/** Whether a backslash before the word keeps it as text. */
const escapes = (word: string): boolean =>
  word.startsWith("\\") && (piece(word.slice(1)).kind !== "text" || escapes(word.slice(1)));

/**
 * Takes a line apart. Of times and lengths only the first counts; a backslash, or being `plain`, keeps a word as text.
 */
export function recognise(line: string, plain: (word: string) => boolean = () => false): Recognised {
  const seen = new Set<string>();
  const pieces = line.split(/(\s+)/).flatMap((word): Piece[] => {
    if (word === "") return [];
    const found: Piece = plain(word) ? { kind: "text", text: word } : piece(word);
    const time = found.kind === "when" || found.kind === "range" ? "when" : found.kind;
    if (time === "when" || time === "length") {
      if (seen.has(time)) return [{ kind: "text", text: word }];
      seen.add(time);
    }
    return [found];
  });
  const note = pieces
    .map((found) => {
      if (found.kind !== "text") return "";
      return escapes(found.text) ? found.text.slice(1) : found.text;
    })
    .join("")
    .replace(/\s+/g, " ")
    .trim();
  return {
    pieces,
    note,
    tags: [...new Set(pieces.flatMap((found) => (found.kind === "tag" ? [found.tag] : [])))],
    billable: pieces.some((found) => found.kind === "billable"),
  };
}

/** The `@word` the caret stands in, to complete it. */
export function targetAt(
  line: string,
  caret: number,
): { query: string; from: number; to: number } | undefined {
  const from = line.slice(0, caret).search(/\S*$/);
  const to = caret + line.slice(caret).search(/\s|$/);
  const word = line.slice(from, to);
  return word.startsWith("@") ? { query: word.slice(1), from, to } : undefined;
}
