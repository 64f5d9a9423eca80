/** Parts of a whole as people read them. */

/** `81 %` of a whole, in whole percent. */
export function share(part: number, whole: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent" }).format(whole > 0 ? part / whole : 0);
}
