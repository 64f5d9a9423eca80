/** Says a text about what was done, or one everybody needs. */
import { words } from ".";
import { en } from "./en";
import { en as more } from "./en.toast";

export const t = words({ ...en, ...more });
