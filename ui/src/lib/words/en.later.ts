/** All texts that come after the first picture, in English: one file for the language, whatever the parts. */
import type { Catalog } from "./catalog";

const parts = import.meta.glob<Catalog>(["./en.*.ts", "!./en.later.ts"], { eager: true, import: "en" });

export const later: Catalog = Object.assign({}, ...Object.values(parts));
