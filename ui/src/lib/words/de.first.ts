/** The texts of the first run in German. */
import { german } from "./catalog";
import type { en } from "./en.first";

export const de = german<typeof en>()({
  "first.title": "Was steht an?",
  "first.lead": "Ein paar Worte schreiben und starten. Der Rest hat Zeit.",
  "first.example": "Login-Ablauf prüfen",
  "first.earlier": "Schon früher begonnen?",
  "first.earlierMore": "9:15 oder 20m dazuschreiben, und die Zeit zählt von da an.",
  "first.break": "Pause machen",
  "first.breakMore": "B drücken. Noch einmal B, und es geht weiter wie zuvor.",
  "first.anywhere": "{keys} tut es aus jedem Programm.",
  "first.steps": "Drei Dinge, gut zu wissen",
  "first.skip": "Erst umsehen",
  "first.connect": "Tracker verbinden",
  "first.connectMore": "{names}.",
  "first.connectDo": "Jetzt verbinden",
});
