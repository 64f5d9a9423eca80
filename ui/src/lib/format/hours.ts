/** Hours as a number with two places, for bills and tables. */
const formats = new Map<string, Intl.NumberFormat>();

/** `4.82`, `4,82` in German. */
export function decimal(seconds: number, locale: string): string {
  const format =
    formats.get(locale) ??
    new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  formats.set(locale, format);
  return format.format(seconds / 3600);
}
