/** Which language the window speaks, and the locale its numbers and dates follow. */

/** Every language the window has texts in. */
export const LANGUAGES = ["en", "de", "fr"] as const;
/** A language the window has texts in. */
export type Language = (typeof LANGUAGES)[number];

/** Where a language is at home, for a system that names no region of its own. */
const HOME: Record<Language, string> = { en: "en-GB", de: "de-DE", fr: "fr-FR" };

/** A locale as `Intl` knows it; `undefined` = it is none, as a desktop may call its own `C` or `POSIX`. */
function known(locale: string): Intl.Locale | undefined {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0 ? new Intl.Locale(locale) : undefined;
  } catch {
    return undefined;
  }
}

const isOurs = (name: string): name is Language => LANGUAGES.some((language) => language === name);

/** The language of a setting: the one it names, or with `system` the first of the system's that there is. */
export function languageOf(setting: string, wanted: readonly string[]): Language {
  if (isOurs(setting)) return setting;
  const names = wanted.map((locale) => known(locale)?.language ?? "");
  return names.find(isOurs) ?? "en";
}

/** The system's locale of this language; else, in English, that of the system's region. */
export function localeOf(language: Language, wanted: readonly string[]): string {
  const locales = wanted.flatMap((locale) => known(locale) ?? []);
  const own = locales.find((locale) => locale.language === language);
  if (own) return own.toString();
  // English is also what people read whose own language is missing; they keep the clock and the week they know.
  const region =
    language === "en" && !locales.some((locale) => isOurs(locale.language)) && locales[0]?.maximize().region;
  return region ? `en-${region}` : HOME[language];
}
