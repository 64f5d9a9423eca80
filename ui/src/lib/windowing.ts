/** Which lines of a long list are drawn, and how much room the others take. Pixels in, indices out; no page. */

/** A day: its heading, then its lines, each by key and kind. Lines of one kind are about as high as each other. */
export interface Block {
  key: string;
  lines: readonly { key: string; kind: string }[];
}

/** The drawn part of one block, and the room of its lines that are not. */
export interface Piece {
  block: number;
  first: number;
  /** The first line after it. */
  end: number;
  above: number;
  below: number;
}

/** What is drawn, and the room of the blocks that are not. */
export interface Cut {
  before: number;
  after: number;
  pieces: readonly Piece[];
}

/** Where something lies, from the top of the list. */
export interface Spot {
  top: number;
  height: number;
}

const HEAD = "head";

/** The heights of lines: as measured, else as others of their kind are. */
export class Heights {
  readonly #of = new Map<string, number>();
  readonly #kind = new Map<string, number>();

  constructor(guess: Readonly<Record<string, number>>) {
    for (const [kind, height] of Object.entries(guess)) this.#kind.set(kind, height);
  }

  /** The height of a line. */
  of(key: string, kind: string): number {
    return this.#of.get(key) ?? this.#kind.get(kind) ?? 0;
  }

  /** Takes a measure; says whether it is news. */
  take(key: string, kind: string, height: number): boolean {
    const known = this.of(key, kind);
    this.#of.set(key, height);
    return Math.abs(known - height) >= 0.5;
  }

  /** Forgets what was measured: the window has another width, or its text another size. */
  clear(): void {
    this.#of.clear();
  }

  /** Forgets lines that are not in the list any more. */
  keep(keys: ReadonlySet<string>): void {
    for (const key of this.#of.keys()) if (!keys.has(key)) this.#of.delete(key);
  }
}

/** The part of a list that has room in common with `top..bottom`. The heading of a drawn line is drawn too. */
export function cut(blocks: readonly Block[], heights: Heights, top: number, bottom: number): Cut {
  let y = 0;
  let before = 0;
  let after = 0;
  const pieces: Piece[] = [];
  blocks.forEach((block, index) => {
    const begin = y;
    y += heights.of(block.key, HEAD);
    const piece = { block: index, first: -1, end: 0, above: 0, below: 0 };
    block.lines.forEach((line, place) => {
      const height = heights.of(line.key, line.kind);
      if (y + height <= top) piece.above += height;
      else if (y >= bottom) piece.below += height;
      else {
        if (piece.first < 0) piece.first = place;
        piece.end = place + 1;
      }
      y += height;
    });
    if (piece.first < 0)
      [piece.first, piece.end] = piece.above > 0 ? [block.lines.length, block.lines.length] : [0, 0];
    if (y <= top) before += y - begin;
    else if (begin >= bottom) after += y - begin;
    else pieces.push(piece);
  });
  return { before, after, pieces };
}

/** Where a line or a heading lies. */
export function spotOf(blocks: readonly Block[], heights: Heights, key: string): Spot | null {
  let top = 0;
  for (const block of blocks) {
    const head = heights.of(block.key, HEAD);
    if (block.key === key) return { top, height: head };
    top += head;
    for (const line of block.lines) {
      const height = heights.of(line.key, line.kind);
      if (line.key === key) return { top, height };
      top += height;
    }
  }
  return null;
}

/** The keys of the lines that reach past `top`, topmost first, at most so many. */
export function keysFrom(
  blocks: readonly Block[],
  heights: Heights,
  top: number,
  most: number,
): { key: string; top: number }[] {
  let y = 0;
  const found: { key: string; top: number }[] = [];
  for (const block of blocks) {
    for (const [key, kind] of [
      [block.key, HEAD] as const,
      ...block.lines.map((line) => [line.key, line.kind] as const),
    ]) {
      const height = heights.of(key, kind);
      if (y + height > top && kind !== HEAD) found.push({ key, top: y });
      if (found.length === most) return found;
      y += height;
    }
  }
  return found;
}

/** How high the whole list is. */
export function total(blocks: readonly Block[], heights: Heights): number {
  return blocks.reduce(
    (sum, block) =>
      block.lines.reduce(
        (inner, line) => inner + heights.of(line.key, line.kind),
        sum + heights.of(block.key, HEAD),
      ),
    0,
  );
}
