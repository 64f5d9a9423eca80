/** Of a long list just so much is drawn as can be seen, and the room of the rest stays. */
import { describe, expect, it } from "vitest";
import { type Block, cut, Heights, keysFrom, spotOf, total } from "../src/lib/windowing";

const heights = () => new Heights({ head: 50, row: 20, gap: 10 });

/** Three days of a hundred rows. */
const blocks: Block[] = ["a", "b", "c"].map((day) => ({
  key: day,
  lines: Array.from({ length: 100 }, (_, n) => ({ key: `${day}${n}`, kind: "row" })),
}));
const DAY = 50 + 100 * 20;

describe("windowing", () => {
  it("draws what has room in common with the view, and no more", () => {
    const drawn = cut(blocks, heights(), DAY + 50 + 200, DAY + 50 + 300);
    expect(drawn.pieces).toEqual([{ block: 1, first: 10, end: 15, above: 200, below: 1700 }]);
    expect([drawn.before, drawn.after]).toEqual([DAY, DAY]);
  });

  it("never changes the height of the whole, wherever it is looked at", () => {
    const known = heights();
    known.take("b3", "row", 77);
    const whole = total(blocks, known);
    for (let top = -500; top < whole + 500; top += 37) {
      const { before, after, pieces } = cut(blocks, known, top, top + 300);
      const drawn = pieces.flatMap((piece) => blocks[piece.block]?.lines.slice(piece.first, piece.end) ?? []);
      const room = pieces.reduce((sum, piece) => sum + piece.above + piece.below + 50, before + after);
      expect(room + drawn.reduce((sum, line) => sum + known.of(line.key, line.kind), 0)).toBe(whole);
      expect(drawn.length).toBeLessThanOrEqual(17);
    }
  });

  it("draws the heading of every row it draws, and of an empty view none", () => {
    expect(cut(blocks, heights(), DAY - 30, DAY + 60).pieces.map((piece) => piece.block)).toEqual([0, 1]);
    expect(cut(blocks, heights(), -900, -100).pieces).toEqual([]);
    expect(cut([], heights(), 0, 100)).toEqual({ before: 0, after: 0, pieces: [] });
  });

  it("knows where a row lies, and which rows are seen first", () => {
    expect(spotOf(blocks, heights(), "b0")).toEqual({ top: DAY + 50, height: 20 });
    expect(spotOf(blocks, heights(), "c")).toEqual({ top: 2 * DAY, height: 50 });
    expect(spotOf(blocks, heights(), "gone")).toBeNull();
    expect(keysFrom(blocks, heights(), 95, 2)).toEqual([
      { key: "a2", top: 90 },
      { key: "a3", top: 110 },
    ]);
  });

  it("takes a measure as news once, and forgets rows that are gone", () => {
    const known = heights();
    expect(known.take("a1", "row", 31)).toBe(true);
    expect(known.take("a1", "row", 31.2)).toBe(false);
    known.keep(new Set(["a2"]));
    expect(known.of("a1", "row")).toBe(20);
  });
});
