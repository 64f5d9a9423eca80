/** Says a text of the list under the quick entry, or one everybody needs. */
import { words } from ".";
import type { en } from "./en";
import type { en as more } from "./en.quick";

export const t = words<typeof en & typeof more>();
