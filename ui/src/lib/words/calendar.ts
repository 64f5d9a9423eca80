/** Says a text of the calendar, or one everybody needs. */
import { words } from ".";
import { en } from "./en";
import { en as more } from "./en.calendar";

export const t = words({ ...en, ...more });
