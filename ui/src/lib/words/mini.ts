/** Says a text of the mini timer, or one everybody needs. */
import { words } from ".";
import { en } from "./en";
import { en as more } from "./en.mini";

export const t = words({ ...en, ...more });
