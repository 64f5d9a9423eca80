/** What a catalog of texts is, and what makes one a whole translation of another. */
import type { Language } from "../language";

/** A text in the forms that its number asks for; each language has some of them. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;
/** A text; `{name}` is a place for a value, and a plural text chooses by `{n}`. */
export type Text = string | Forms;
/** Texts of one part of the window in one language. */
export type Catalog = Readonly<Record<string, Text>>;

type Said<T> = T extends string ? T : T[keyof T];
type Found<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Found<Rest> : never;
/** The names of the places in a text, whatever its form. */
type Places<T> = Found<Said<T>>;

/** What must be given to say a text. */
export type Values<T> = [Places<T>] extends [never] ? [] : [values: { [P in Places<T>]: string | number }];

/** The forms of a language, by `Intl.PluralRules`. */
interface Plurals {
  en: "one" | "other";
  de: "one" | "other";
  fr: "one" | "many" | "other";
}

type Sides<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** The same keys, plural where English is, in all forms of the language. */
type Whole<E extends Catalog, L extends Language> = {
  readonly [K in keyof E]: E[K] extends string ? string : { readonly [F in Plurals[L]]: string };
};

/** What is not so, named where it stands. */
type Checked<E extends Catalog, T> = {
  readonly [K in keyof T]: K extends keyof E
    ? Sides<Places<E[K]>, Places<T[K]>> extends true
      ? T[K]
      : { readonly "the places must be": Places<E[K]> }
    : { readonly "no such text in English": K };
};

/** Takes a translation of an English catalog; the compiler refuses a missing or superfluous key, place or form. */
function translation<L extends Language>(typeset: (text: string) => string = (text) => text) {
  return <E extends Catalog>() =>
    <const T extends Whole<E, L>>(texts: T & Checked<E, T>): Catalog =>
      Object.fromEntries(
        Object.entries<Text>(texts as Catalog).map(([key, text]) => [
          key,
          typeof text === "string" ? typeset(text) : mapped(text, typeset),
        ]),
      );
}

function mapped(forms: Forms, typeset: (text: string) => string): Forms {
  const typesetForms = Object.entries(forms).map(([form, text]) => [form, typeset(text)]);
  return Object.fromEntries(typesetForms) as Forms;
}

/** Spaces that belong to a mark and never break a line there: « note », vraiment ? */
function frenchSpaces(text: string): string {
  return text
    .replaceAll("« ", "«\u00a0")
    .replace(/ (?=[»:])/g, "\u00a0")
    .replace(/ (?=[;!?])/g, "\u202f");
}

/** Texts in German. */
export const german = translation<"de">();
/** Texts in French. Besides `one` and `other` it has `many`, for whole millions: « 1 000 000 d’entrées ». */
export const french = translation<"fr">(frenchSpaces);
