/** Says a text of the reports, or one everybody needs. */
import { words } from ".";
import { en } from "./en";
import { en as more } from "./en.reports";

export const t = words({ ...en, ...more });
