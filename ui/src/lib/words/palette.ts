/** Says a text of the command box, or one of those it names: screens, parts of the settings. */
import { words } from ".";
import type { en } from "./en";
import type { en as more } from "./en.palette";
import type { en as settings } from "./en.settings";

export const t = words<typeof en & typeof more & typeof settings>();
