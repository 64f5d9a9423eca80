/** The texts about what was done in French. */
import { french } from "./catalog";
import type { en } from "./en.toast";

export const fr = french<typeof en>()({
  "toast.stopped": "« {note} » arrêté, {time}",
  "toast.stoppedPlain": "Arrêté, {time}",
  "toast.deleted": { one: "Supprimé", many: "{n} d’entrées supprimées", other: "{n} entrées supprimées" },
  "toast.discarded": "« {note} » abandonné",
  "toast.discardedPlain": "Abandonné",
  "toast.edited": "Enregistré",
  "toast.moved": "Déplacé à {time}",
  "toast.movedAndTrimmed": "Déplacé à {time} ; {note} finit maintenant là",
  "toast.changed": {
    one: "{n} entrée changée",
    many: "{n} d’entrées changées",
    other: "{n} entrées changées",
  },
  "toast.merged": "Fusionné en une entrée",
  "toast.duplicated": {
    one: "{n} entrée dupliquée",
    many: "{n} d’entrées dupliquées",
    other: "{n} entrées dupliquées",
  },
  "toast.added": "Ajouté",
  "toast.started": "Démarré",
  "toast.startedAt": "Démarré à {time}",
  "toast.switched": "Changé",
  "toast.onBreak": "Pause commencée",
  "toast.resumed": "De retour au travail",
  "toast.decidedBreak": "{time} comptées en pause",
  "toast.decidedWork": "{time} comptées en travail",
  "toast.decidedCut": "{time} laissées de côté",
  "toast.notSaved": "Les changements ne sont pas enregistrés",
  "toast.goOn": "Continuer",
  "toast.redone": "Rétabli",
  "toast.linked": "Imputé aussi sur {targets}, comme avant.",
  "toast.already": "C’est déjà ainsi",
  "toast.redo": "Rétablir",
  "toast.edit": "Modifier",
});
