/** Says a text of the reports, or one everybody needs. */
import { words } from ".";
import type { en } from "./en";
import type { en as more } from "./en.reports";

export const t = words<typeof en & typeof more>();
