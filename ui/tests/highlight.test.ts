/** What was searched for is marked where it begins a word, whatever the accents. */
import { expect, it } from "vitest";
import { asked, pieces } from "../src/lib/highlight";

const marked = (text: string, question: string) =>
  pieces(text, asked(question))
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join("");

it.each([
  ["Deploy login flow", "log dep", "[Dep]loy [log]in flow"],
  ["Écrire le résumé", "resume", "Écrire le [résumé]"],
  ["Büroküche", "buro", "[Büro]küche"],
  ["PROJ-12 and PROJ-120", "proj-12", "[PROJ]-[12] and [PROJ]-[12]0"],
  ["unresumed", "resume", "unresumed"],
  ["<b>bold</b>", "b", "<[b]>[b]old</[b]>"],
  ["re\u0301sume\u0301", "resume", "[re\u0301sume\u0301]"],
  ["anything", "", "anything"],
])("%s, asked for %s", (text, question, expected) => expect(marked(text, question)).toBe(expected));

it("leaves no text out and adds none", () => {
  const text = "a\u0301b c-d 🎉 efg";
  const all = pieces(text, asked("a c e"))
    .map((piece) => piece.text)
    .join("");
  expect(all).toBe(text);
});
