/** Says a text about what was done, or one everybody needs. */
import { words } from ".";
import type { en } from "./en";
import type { en as more } from "./en.toast";

export const t = words<typeof en & typeof more>();
