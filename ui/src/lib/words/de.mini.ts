/** The texts of the mini timer in German. */
import { german } from "./catalog";
import type { en } from "./en.mini";

export const de = german<typeof en>()({
  "mini.title": "Stint-Uhr",
  "mini.working": "Arbeit",
  "mini.onBreak": "Pause",
  "mini.undecided": "Abwesend, noch ungeklärt",
  "mini.today": "{time} heute gearbeitet",
  "mini.open": "Stint öffnen",
});
