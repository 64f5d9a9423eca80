/** Texts by key in the language of the window, with their places filled in; the compiler checks keys and places. */
import type { Language } from "../language";
import type { Catalog, Forms, Values } from "./catalog";
import { en } from "./en";

/** The texts of the first picture and those of all later parts. English is what the first script brings along. */
const CATALOGS: Record<Language, [first: () => Promise<Catalog>, later: () => Promise<Catalog>]> = {
  en: [async () => en, async () => (await import("./en.later")).later],
  de: [async () => (await import("./de")).de, async () => (await import("./de.later")).later],
  fr: [async () => (await import("./fr")).fr, async () => (await import("./fr.later")).later],
};

/** One language being spoken. */
class Tongue {
  readonly language: Language;
  readonly #locale: string;
  readonly #plurals: Intl.PluralRules;
  #texts: Catalog;
  #numbers: Intl.NumberFormat | undefined;
  #later: Promise<void> | undefined;

  constructor(language: Language, locale: string, texts: Catalog) {
    this.language = language;
    this.#locale = locale;
    this.#texts = texts;
    this.#plurals = new Intl.PluralRules(language);
  }

  /** Whether the later texts are here, or on their way. */
  get isWhole(): boolean {
    return this.#later !== undefined;
  }

  /** Fetches the texts that come after the first picture, once. */
  later(): Promise<void> {
    this.#later ??= CATALOGS[this.language][1]().then((more) => {
      this.#texts = { ...this.#texts, ...more };
    });
    return this.#later;
  }

  say(key: string, values: Record<string, string | number> = {}): string {
    const found = this.#texts[key] ?? key;
    const text = typeof found === "string" ? found : this.#form(found, Number(values.n));
    return text.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name];
      return typeof value === "number" ? this.#number(value) : (value ?? place);
    });
  }

  #form(forms: Forms, n: number): string {
    return forms[this.#plurals.select(n)] ?? forms.other;
  }

  #number(value: number): string {
    // Most numbers look the same everywhere, and making a format takes its time.
    if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
    this.#numbers ??= new Intl.NumberFormat(this.#locale);
    return this.#numbers.format(value);
  }
}

let tongue = new Tongue("en", "en", en);
let wanted: Language = "en";

/** The language that is spoken. */
export const spoken = (): Language => tongue.language;

/** Speaks another language from now on; numbers are written as in the locale. */
export async function speak(language: Language, locale: string): Promise<void> {
  wanted = language;
  const next = new Tongue(language, locale, await CATALOGS[language][0]());
  // What is on the page already may say later texts at any time.
  if (tongue.isWhole) await next.later();
  // Whoever chooses twice gets the last choice, in whatever order the files arrive.
  if (wanted === language) tongue = next;
}

/** Fetches the texts of all later parts; nothing of them may be said before. */
export const later = (): Promise<void> => tongue.later();

/** Makes the function that says the texts of an English catalog in the language of the window. */
export function words<C extends Catalog>() {
  return <K extends keyof C & string>(key: K, ...values: Values<C[K]>): string => tongue.say(key, values[0]);
}

/** Says a text everybody needs. */
export const t = words<typeof en>();
