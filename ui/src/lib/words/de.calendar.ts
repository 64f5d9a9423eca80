/** The texts of the calendar in German. */
import { german } from "./catalog";
import type { en } from "./en.calendar";

export const de = german<typeof en>()({
  "calendar.range": "Zeitraum",
  "calendar.day": "Tag",
  "calendar.week": "Woche",
  "calendar.previousDay": "Vorheriger Tag",
  "calendar.nextDay": "Nächster Tag",
  "calendar.previousWeek": "Vorherige Woche",
  "calendar.nextWeek": "Nächste Woche",
  "calendar.add": "Neuer Eintrag",
  "calendar.split": "Teilen …",
  "calendar.splitTitle": "„{note}“ teilen",
  "calendar.splitAt": "Der zweite Teil beginnt um",
  "calendar.doSplit": "Teilen",
  "calendar.outside": "Eine Uhrzeit zwischen {from} und {to} wählen.",
  "calendar.sub": "{target} · {time}",
  "calendar.earlier": "beginnt am Tag davor",
  "calendar.later": "geht am nächsten Tag weiter",
  "calendar.times": "{from} bis {to}",
  "calendar.since": "seit {from}",
  "calendar.undecided": "Ein Teil ist ungeklärt. Erst klären, dann verschieben.",
  "calendar.running": "Der Eintrag läuft noch und hat kein Ende, das sich verschieben ließe.",
  "calendar.future": "Diese Zeit kommt erst noch.",
  "calendar.overlapTitle": "„{note}“, {range}",
  "calendar.overlapHint": "Oder ihn lassen, wo er war.",
  "calendar.leave": "So lassen",
  "calendar.none": "–",
  "calendar.nothing": "Nichts erfasst",
  "calendar.saveNew": "Hinzufügen",
});
