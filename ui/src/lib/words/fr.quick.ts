/** The texts of the list under the quick entry in French. */
import { french } from "./catalog";
import type { en } from "./en.quick";

export const fr = french<typeof en>()({
  "quick.startNote": "Démarrer « {note} »",
  "quick.startAt": "Démarrer « {note} » à {time}",
  "quick.startPlain": "Démarrer sans note",
  "quick.startPlainAt": "Démarrer à {time} sans note",
  "quick.add": "Ajouter comme terminée, {range}",
  "quick.ends": "termine « {note} »",
  "quick.endsAt": "termine « {note} » à {time}",
  "quick.recent": "Récents",
  "quick.targets": "Imputer sur",
  "quick.readStarts": "Début {time}",
  "quick.readTag": "étiquette {tag}",
  "quick.ago": "il y a {time}",
  "quick.noEnd": "continue, sans la fin",
  "quick.none": "Rien ne convient.",
  "quick.do": "Faire",
  "quick.go": "Aller à",
  "quick.set": "Changer",
  "quick.readBillable": "facturable",
  "quick.linked": "{target}, comme avant",
  "quick.dropTarget": "Ne pas imputer sur {target}",
  "quick.noTimes": "Préciser quand c’était : 9:15-10:00, ou 45m pour les 45 dernières minutes.",
  "quick.noTarget": "Aucune cible ne s’appelle « {text} ». En choisir une dans la liste ou retirer le @.",
});
