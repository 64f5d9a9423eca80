/** Says a text about trackers and uploads, or one everybody needs. */
import { words } from ".";
import { en } from "./en";
import { en as more } from "./en.trackers";

export const t = words({ ...en, ...more });
