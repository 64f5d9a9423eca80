/** Says a text of the settings, or one everybody needs. */
import { words } from ".";
import { en } from "./en";
import { en as more } from "./en.settings";

export const t = words({ ...en, ...more });
