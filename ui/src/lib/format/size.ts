/** Sizes of files as people read them. */

/** `512 kB`, `18 MB`; kilobytes in. */
export function size(kilobytes: number, locale: string): string {
  const large = kilobytes >= 1000;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: large ? "megabyte" : "kilobyte",
    maximumFractionDigits: large && kilobytes < 10_000 ? 1 : 0,
  }).format(large ? kilobytes / 1000 : kilobytes);
}
