/** Says a text of the command box, or one of those it names: screens, parts of the settings. */
import { words } from ".";
import { en } from "./en";
import { en as more } from "./en.palette";
import { en as settings } from "./en.settings";

export const t = words({ ...en, ...settings, ...more });
