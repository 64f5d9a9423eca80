/** Says a text about trackers and uploads, or one everybody needs. */
import { words } from ".";
import type { en } from "./en";
import type { en as more } from "./en.trackers";

export const t = words<typeof en & typeof more>();
