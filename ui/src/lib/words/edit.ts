/** Says a text for editing and deciding, or one everybody needs. */
import { words } from ".";
import type { en } from "./en";
import type { en as more } from "./en.edit";

export const t = words<typeof en & typeof more>();
