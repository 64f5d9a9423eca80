/** Says a text of the settings, or one everybody needs. */
import { words } from ".";
import type { en } from "./en";
import type { en as more } from "./en.settings";

export const t = words<typeof en & typeof more>();
