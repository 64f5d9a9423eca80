/** Says a text of the mini timer, or one everybody needs. */
import { words } from ".";
import type { en } from "./en";
import type { en as more } from "./en.mini";

export const t = words<typeof en & typeof more>();
