/** Says a text of the list at work, or one everybody needs. */
import { words } from ".";
import { en } from "./en";
import { en as more } from "./en.list";

export const t = words({ ...en, ...more });
