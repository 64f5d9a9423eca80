/** Says a text of the first run, or one everybody needs. */
import { words } from ".";
import { en } from "./en";
import { en as more } from "./en.first";

export const t = words({ ...en, ...more });
