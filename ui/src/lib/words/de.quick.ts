/** The texts of the list under the quick entry in German. */
import { german } from "./catalog";
import type { en } from "./en.quick";

export const de = german<typeof en>()({
  "quick.startNote": "„{note}“ starten",
  "quick.startAt": "„{note}“ ab {time} starten",
  "quick.startPlain": "Ohne Notiz starten",
  "quick.startPlainAt": "Ab {time} ohne Notiz starten",
  "quick.add": "Als erledigt hinzufügen, {range}",
  "quick.ends": "beendet „{note}“",
  "quick.endsAt": "beendet „{note}“ um {time}",
  "quick.recent": "Zuletzt",
  "quick.targets": "Buchen auf",
  "quick.readStarts": "Beginnt {time}",
  "quick.readTag": "Schlagwort {tag}",
  "quick.ago": "vor {time}",
  "quick.noEnd": "läuft weiter, ohne das Ende",
  "quick.none": "Nichts passt.",
  "quick.do": "Tun",
  "quick.go": "Gehe zu",
  "quick.set": "Ändern",
  "quick.readBillable": "abrechenbar",
  "quick.linked": "{target}, wie zuvor",
  "quick.dropTarget": "Nicht auf {target} buchen",
  "quick.noTimes": "Dazuschreiben, wann es war: 9:15-10:00, oder 45m für die letzten 45 Minuten.",
  "quick.noTarget": "Kein Ziel heißt „{text}“. Eines aus der Liste wählen oder das @ entfernen.",
});
