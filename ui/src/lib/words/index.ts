/** Texts by key, with their places filled in; the compiler checks keys and places. */
import { en } from "./en";

type Text = string | { readonly one: string; readonly other: string };
/** Texts of one part of the window in one language. */
export type Catalog = Readonly<Record<string, Text>>;

type Forms<T> = T extends string ? T : T[keyof T];
type Places<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never;
type Values<T> = [Places<T>] extends [never] ? [] : [values: { [P in Places<T>]: string | number }];

const plurals = new Intl.PluralRules("en");

/** Makes the function that says the texts of a catalog. A plural text is chosen by the value `n`. */
export function words<const C extends Catalog>(catalog: C) {
  return <K extends keyof C & string>(key: K, ...values: Values<Forms<C[K]>>): string => {
    const found: Text = catalog[key] ?? key;
    const filled: Record<string, string | number> = values[0] ?? {};
    const text =
      typeof found === "string" ? found : found[plurals.select(Number(filled.n)) === "one" ? "one" : "other"];
    return text.replace(/\{(\w+)\}/g, (place, name: string) => String(filled[name] ?? place));
  };
}

/** Says a text everybody needs. */
export const t = words(en);
