/** All texts that come after the first picture, in German: one file for the language, whatever the parts. */
import type { Catalog } from "./catalog";

const parts = import.meta.glob<Catalog>(["./de.*.ts", "!./de.later.ts"], { eager: true, import: "de" });

export const later: Catalog = Object.assign({}, ...Object.values(parts));
