/** The texts of the mini timer in French. */
import { french } from "./catalog";
import type { en } from "./en.mini";

export const fr = french<typeof en>()({
  "mini.title": "Chronomètre Stint",
  "mini.working": "Au travail",
  "mini.onBreak": "En pause",
  "mini.undecided": "Absence, encore à décider",
  "mini.today": "{time} de travail aujourd’hui",
  "mini.open": "Ouvrir Stint",
});
