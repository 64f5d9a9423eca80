/** Every language has every text, with the same places and all forms its numbers need. */
import { describe, expect, it } from "vitest";
import { LANGUAGES, type Language } from "../src/lib/language";
import type { Catalog, Text } from "../src/lib/words/catalog";

type Module = Readonly<Record<string, Catalog>>;

const files = import.meta.glob<Module>(
  ["../src/lib/words/??.ts", "../src/lib/words/??.*.ts", "!**/*.later.ts"],
  {
    eager: true,
  },
);
const laters = import.meta.glob<{ later: Catalog }>("../src/lib/words/*.later.ts", { eager: true });
const speakers = import.meta.glob([
  "../src/lib/words/*.ts",
  "!**/??.ts",
  "!**/*.*.ts",
  "!**/index.ts",
  "!**/catalog.ts",
]);

const nameOf = (path: string) => path.replace("../src/lib/words/", "");
const parts = Object.keys(files)
  .filter((path) => nameOf(path).startsWith("en"))
  .map((path) => nameOf(path).slice(3, -2).replace(/\.$/, ""));

function catalog(language: Language, part: string): Catalog {
  const name = part === "" ? `${language}.ts` : `${language}.${part}.ts`;
  const found = files[`../src/lib/words/${name}`]?.[language];
  if (!found) throw new Error(`${name} is missing, or has no export “${language}”`);
  return found;
}

const formsOf = (text: Text) => (typeof text === "string" ? { other: text } : text);
const placesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
const placesOf = (text: Text) => [...new Set(Object.values(formsOf(text)).flatMap(placesIn))].sort();
const all = (language: Language) =>
  Object.assign({}, ...parts.map((part) => catalog(language, part))) as Catalog;

describe("catalogs", () => {
  it("are there for the first picture and for every part", () => {
    expect(parts).toContain("");
    expect(parts).toContain("settings");
    expect(parts.length).toBeGreaterThan(8);
  });

  it("belong each to a part that says them", () => {
    const said = Object.keys(speakers).map((path) => nameOf(path).replace(".ts", ""));
    expect(said.sort()).toEqual(parts.filter((part) => part !== "").sort());
  });

  it("never say two things by one key", () => {
    const keys = parts.flatMap((part) => Object.keys(catalog("en", part)));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it.each(LANGUAGES)("of all later parts come in one file: %s", (language) => {
    const later = laters[`../src/lib/words/${language}.later.ts`]?.later ?? {};
    const wanted = parts
      .filter((part) => part !== "")
      .flatMap((part) => Object.keys(catalog(language, part)));
    expect(Object.keys(later).sort()).toEqual(wanted.sort());
  });
});

describe.each(LANGUAGES.filter((language) => language !== "en"))("%s", (language) => {
  it.each(parts)("has all texts of “%s” and no other, with the same places", (part) => {
    const english = catalog("en", part);
    const texts = catalog(language, part);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
    const wrong = Object.entries(english).filter(
      ([key, text]) => String(placesOf(text)) !== String(placesOf(texts[key] ?? "")),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it("is not English by oversight", () => {
    // Names and marks are the same everywhere, and some words are shared.
    const shared =
      /^(?:Navigation|Version|Note|Pause|Tracker|System|Total|Notifications?|notification|Suggestions|Segments|Name in Stint|Import|Format|Dates|Socket|Uploads|\{label\} \(optional\))$/;
    const unit = /^(?:\{h\} h \{mm\} min|\{m\} min|4 h 49 min)$/;
    const english = Object.entries(all("en")).flatMap(([key, text]) =>
      typeof text === "string" && /[a-z]{3}/.test(text.replaceAll(/\{\w+\}/g, ""))
        ? [[key, text] as const]
        : [],
    );
    const texts = all(language);
    const same = english.filter(
      ([key, text]) =>
        texts[key] === text &&
        !shared.test(text) &&
        !unit.test(text) &&
        !/^(?:language\.|app\.name|reports\.fileName|import\.(?:toggl|clockify|kimai|solidtime|timewarrior|stint)$)/.test(
          key,
        ),
    );
    expect(same).toEqual([]);
  });
});

describe.each(LANGUAGES)("the numbers of %s", (language) => {
  const wanted = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
  const plural = Object.entries(all(language)).filter(([, text]) => typeof text !== "string");

  it("have all their forms", () => {
    expect(plural.length).toBeGreaterThan(5);
    for (const [key, text] of plural) expect(Object.keys(formsOf(text)).sort(), key).toEqual(wanted);
  });

  it("are said wherever the form stands for more than one number", () => {
    const one = [0, 1, 2].filter((n) => new Intl.PluralRules(language).select(n) === "one");
    for (const [key, text] of plural) {
      const { other, one: single = "" } = formsOf(text);
      expect(placesIn(other), key).toContain("n");
      // Nothing is ever deleted that are no entries.
      if (one.length > 1 && key !== "toast.deleted") expect(placesIn(single), key).toContain("n");
    }
  });
});

describe("typography", () => {
  const texts = (language: Language) =>
    Object.values(all(language)).flatMap((text) => Object.values(formsOf(text)));

  it("uses the quotation marks and apostrophes of each language", () => {
    expect(texts("en").filter((text) => /["'„«»]/.test(text))).toEqual([]);
    expect(texts("de").filter((text) => /["'”«»]/.test(text))).toEqual([]);
    expect(texts("de").filter((text) => text.includes("„") !== text.includes("“"))).toEqual([]);
    expect(texts("fr").filter((text) => /["'„“”]/.test(text))).toEqual([]);
  });

  it("keeps French marks with their words", () =>
    expect(texts("fr").filter((text) => /« | [»;:!?]|[^\u00a0\u202f\s][»;!?](?!\w)/.test(text))).toEqual([]));

  it("tells nobody what to do by name", () => {
    expect(
      texts("de").filter((text) => /\b(?:Sie|Ihnen|Ihre[rnms]?|du|dich|dir|dein\w*)\b/.test(text)),
    ).toEqual([]);
    expect(texts("fr").filter((text) => /\b(?:vous|votre|vos|tu|toi|ton|ta|tes)\b/i.test(text))).toEqual([]);
  });
});
