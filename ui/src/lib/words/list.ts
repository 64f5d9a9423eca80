/** Says a text of the list at work, or one everybody needs. */
import { words } from ".";
import type { en } from "./en";
import type { en as more } from "./en.list";

export const t = words<typeof en & typeof more>();
