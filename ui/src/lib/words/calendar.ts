/** Says a text of the calendar, or one everybody needs. */
import { words } from ".";
import type { en } from "./en";
import type { en as more } from "./en.calendar";

export const t = words<typeof en & typeof more>();
