/** Says a text for editing and deciding, or one everybody needs. */
import { words } from ".";
import { en } from "./en";
import { en as more } from "./en.edit";

export const t = words({ ...en, ...more });
