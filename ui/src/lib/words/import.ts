/** Says a text of the import page, or one everybody needs. */
import { words } from ".";
import { en } from "./en";
import { en as more } from "./en.import";

export const t = words({ ...en, ...more });
