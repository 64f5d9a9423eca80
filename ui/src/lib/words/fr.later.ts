/** All texts that come after the first picture, in French: one file for the language, whatever the parts. */
import type { Catalog } from "./catalog";

const parts = import.meta.glob<Catalog>(["./fr.*.ts", "!./fr.later.ts"], { eager: true, import: "fr" });

export const later: Catalog = Object.assign({}, ...Object.values(parts));
