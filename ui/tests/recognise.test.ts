/** One line holds note, targets, tags and times; nothing else is taken for one. */
import { describe, expect, it } from "vitest";
import { escaped, markBefore, wordAt } from "../src/lib/hands";
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

  it.each([
    [String.raw`\PROJ-12`, "PROJ-12"],
    [String.raw`\45m`, "45m"],
    [String.raw`\9:15-10:00`, "9:15-10:00"],
    [String.raw`\$`, "$"],
    [String.raw`\\#dev`, String.raw`\#dev`],
    [String.raw`C:\Users \n`, String.raw`C:\Users \n`],
  ])("reads %s as the text %s", (typed, note) => {
    const found = recognise(typed);
    expect(found.note).toBe(note);
    expect(found.pieces.every((piece) => piece.kind === "text")).toBe(true);
  });

  it("writes any note so that it is read as itself", () => {
    for (const note of ["Call at 9:15 #1 PROJ-12", "45m $ @home -20", String.raw`\#dev \n`, "plain words"]) {
      expect(recognise(escaped(note)).note).toBe(note);
      expect(recognise(escaped(note)).tags).toEqual([]);
    }
    expect(escaped("plain words")).toBe("plain words");
  });

  it("keeps words as text that are said to be plain", () => {
    const found = recognise("UTF-8 PROJ-12 #a", (word) => word === "UTF-8" || word === "#a");
    expect(found.note).toBe("UTF-8 #a");
    expect(found.tags).toEqual([]);
  });

  it("finds the mark that ends at the caret, and the word around it", () => {
    const { pieces } = recognise("fix #dev 45m");
    expect(markBefore(pieces, 8)).toBe("#dev");
    expect(markBefore(pieces, 12)).toBe("45m");
    expect(markBefore(pieces, 7)).toBeUndefined();
    expect(markBefore(pieces, 3)).toBeUndefined();
    expect(wordAt("fix #dev 45m", 8)).toBe("#dev");
    expect(wordAt("fix #dev 45m", 6)).toBe("#dev");
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
