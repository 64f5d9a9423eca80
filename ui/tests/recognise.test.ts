/** One line holds note, targets, tags and times; nothing else is taken for one. */
import { describe, expect, it } from "vitest";
import { recognise, targetAt } from "../src/lib/recognise";

const kinds = (line: string) =>
  recognise(line)
    .pieces.filter((piece) => piece.kind !== "text")
    .map((piece) => [piece.kind, piece.text]);

describe("recognise", () => {
  it("takes the line of the design apart", () => {
    const line = "-15m Session expiry bug PROJ-41 #dev $";
    const found = recognise(line);
    expect(found.note).toBe("Session expiry bug");
    expect(found.tags).toEqual(["dev"]);
    expect(found.billable).toBe(true);
    expect(kinds(line)).toEqual([
      ["when", "-15m"],
      ["key", "PROJ-41"],
      ["tag", "#dev"],
      ["billable", "$"],
    ]);
  });

  it.each([
    ["9:15", "when"],
    ["9.15", "when"],
    ["9am", "when"],
    ["9:15pm", "when"],
    ["-20", "when"],
    ["45m", "length"],
    ["1h30", "length"],
    ["1.5h", "length"],
    ["9:15-10:00", "range"],
    ["@web", "target"],
    ["#übung", "tag"],
  ])("knows %s as %s", (word, kind) => expect(kinds(`x ${word}`)).toEqual([[kind, word]]));

  it.each(["#123", "a#b", "mail@host", "2026", "v1.2.3", "15", "m", "@", "#", "proj-12", "h2o"])(
    "leaves %s in the note",
    (word) => expect(recognise(`x ${word}`).note).toBe(`x ${word}`),
  );

  it("keeps an escaped word as text, without its backslash", () => {
    const found = recognise(String.raw`fix \#dev and \@home`);
    expect(found.note).toBe("fix #dev and @home");
    expect(found.tags).toEqual([]);
  });

  it("counts only the first time and the first length", () =>
    expect(recognise("9:15 45m call about 10:30 and 20m").note).toBe("call about 10:30 and 20m"));

  it("loses no character between its pieces", () => {
    const line = "  9:15   a  #b  ";
    expect(
      recognise(line)
        .pieces.map((piece) => piece.text)
        .join(""),
    ).toBe(line);
  });

  it("finds the target word at the caret", () => {
    expect(targetAt("work @web now", 9)).toEqual({ query: "web", from: 5, to: 9 });
    expect(targetAt("work @web now", 7)).toEqual({ query: "web", from: 5, to: 9 });
    expect(targetAt("work @web now", 3)).toBeUndefined();
  });
});
