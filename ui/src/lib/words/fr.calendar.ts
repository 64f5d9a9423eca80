/** The texts of the calendar in French. */
import { french } from "./catalog";
import type { en } from "./en.calendar";

export const fr = french<typeof en>()({
  "calendar.range": "Période",
  "calendar.day": "Jour",
  "calendar.week": "Semaine",
  "calendar.previousDay": "Jour précédent",
  "calendar.nextDay": "Jour suivant",
  "calendar.previousWeek": "Semaine précédente",
  "calendar.nextWeek": "Semaine suivante",
  "calendar.add": "Nouvelle entrée",
  "calendar.split": "Couper…",
  "calendar.splitTitle": "Couper « {note} »",
  "calendar.splitAt": "La seconde partie commence à",
  "calendar.doSplit": "Couper",
  "calendar.outside": "Choisir une heure entre {from} et {to}.",
  "calendar.sub": "{target} · {time}",
  "calendar.earlier": "commence la veille",
  "calendar.later": "continue le lendemain",
  "calendar.times": "de {from} à {to}",
  "calendar.since": "depuis {from}",
  "calendar.undecided": "Une partie reste à décider. La décider d’abord, la déplacer ensuite.",
  "calendar.running": "L’entrée est en cours et n’a pas encore de fin à déplacer.",
  "calendar.future": "Ce moment est encore à venir.",
  "calendar.overlapTitle": "« {note} », {range}",
  "calendar.overlapHint": "Ou la laisser où elle était.",
  "calendar.leave": "Laisser ainsi",
  "calendar.none": "–",
  "calendar.nothing": "Rien d’enregistré",
  "calendar.saveNew": "Ajouter",
});
