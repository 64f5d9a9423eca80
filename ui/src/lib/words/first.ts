/** Says a text of the first run, or one everybody needs. */
import { words } from ".";
import type { en } from "./en";
import type { en as more } from "./en.first";

export const t = words<typeof en & typeof more>();
