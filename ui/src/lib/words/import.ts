/** Says a text of the import page, or one everybody needs. */
import { words } from ".";
import type { en } from "./en";
import type { en as more } from "./en.import";

export const t = words<typeof en & typeof more>();
