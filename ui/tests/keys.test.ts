/** What keys mean, and when they mean nothing. */
import { describe, expect, it } from "vitest";
import { actionFor, chord, freeChord, isSafe, type Press } from "../src/lib/keys";

function press(key: string, held: Partial<Press> = {}): Press {
  return { key, code: "", ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held };
}

describe("keys of the window", () => {
  it("reads single letters", () => {
    expect(actionFor(press("s"), false, true)).toBe("toggle");
    expect(actionFor(press("?", { shiftKey: true }), false, true)).toBe("help");
  });

  it("leaves letters alone while typing, and when they are switched off", () => {
    expect(actionFor(press("s"), true, true)).toBeUndefined();
    expect(actionFor(press("s"), false, false)).toBeUndefined();
  });

  it("keeps chords while typing, but undo belongs to the field", () => {
    expect(actionFor(press("k", { ctrlKey: true }), true, true)).toBe("commands");
    expect(actionFor(press("2", { ctrlKey: true }), true, true)).toBe("screen2");
    expect(actionFor(press("z", { ctrlKey: true }), true, true)).toBeUndefined();
    expect(actionFor(press("z", { ctrlKey: true }), false, true)).toBe("undo");
    expect(actionFor(press("Z", { ctrlKey: true, shiftKey: true }), false, true)).toBe("redo");
    expect(actionFor(press("s", { ctrlKey: true }), false, true)).toBeUndefined();
    expect(actionFor(press("3", { ctrlKey: true }), true, true)).toBe("screen3");
  });

  it("goes on with recent entries by Alt and a digit", () =>
    expect(actionFor(press("¡", { altKey: true, code: "Digit2" }), true, true)).toBe("recent2"));
});

describe("recording a hotkey", () => {
  it("names the key, not the character it makes", () => {
    expect(chord(press("∫", { ctrlKey: true, altKey: true, code: "KeyB" }))).toBe("Ctrl+Alt+B");
    expect(chord(press(" ", { ctrlKey: true, altKey: true, code: "Space" }))).toBe("Ctrl+Alt+Space");
  });

  it("waits while only modifiers are down", () =>
    expect(chord(press("Control", { ctrlKey: true, code: "ControlLeft" }))).toBeUndefined());

  it("takes no key people type with", () => {
    expect(isSafe("B")).toBe(false);
    expect(isSafe("Shift+B")).toBe(false);
    expect(isSafe("Ctrl+Alt+B")).toBe(true);
    expect(isSafe("F9")).toBe(true);
  });

  it("proposes one nobody here has", () => expect(freeChord(["Ctrl+Alt+R"])).toBe("Ctrl+Alt+G"));
});
