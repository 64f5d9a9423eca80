/** Says a text of the list under the quick entry, or one everybody needs. */
import { words } from ".";
import { en } from "./en";
import { en as more } from "./en.quick";

export const t = words({ ...en, ...more });
