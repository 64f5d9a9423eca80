/** The texts about what was done in German. */
import { german } from "./catalog";
import type { en } from "./en.toast";

export const de = german<typeof en>()({
  "toast.stopped": "„{note}“ gestoppt, {time}",
  "toast.stoppedPlain": "Gestoppt, {time}",
  "toast.deleted": { one: "Gelöscht", other: "{n} Einträge gelöscht" },
  "toast.discarded": "„{note}“ verworfen",
  "toast.discardedPlain": "Verworfen",
  "toast.edited": "Gespeichert",
  "toast.moved": "Verschoben auf {time}",
  "toast.movedAndTrimmed": "Verschoben auf {time}; {note} endet jetzt dort",
  "toast.changed": { one: "{n} Eintrag geändert", other: "{n} Einträge geändert" },
  "toast.merged": "Zu einem Eintrag zusammengeführt",
  "toast.duplicated": { one: "Dupliziert", other: "{n} Einträge dupliziert" },
  "toast.added": "Hinzugefügt",
  "toast.started": "Gestartet",
  "toast.startedAt": "Gestartet ab {time}",
  "toast.switched": "Gewechselt",
  "toast.onBreak": "Pause begonnen",
  "toast.resumed": "Zurück bei der Arbeit",
  "toast.decidedBreak": "{time} als Pause gewertet",
  "toast.decidedWork": "{time} als Arbeit gezählt",
  "toast.decidedCut": "{time} weggelassen",
  "toast.notSaved": "Die Änderungen sind nicht gespeichert",
  "toast.goOn": "Weiter bearbeiten",
  "toast.redone": "Wiederholt",
  "toast.linked": "Auch gebucht auf {targets}, wie zuvor.",
  "toast.already": "Das ist schon so",
  "toast.redo": "Wiederholen",
  "toast.edit": "Bearbeiten",
});
