/** The texts of the first run in French. */
import { french } from "./catalog";
import type { en } from "./en.first";

export const fr = french<typeof en>()({
  "first.title": "Sur quoi travailler ?",
  "first.lead": "Écrire quelques mots et démarrer. Le reste peut attendre.",
  "first.example": "Relecture de la page d’accueil",
  "first.earlier": "Commencé plus tôt ?",
  "first.earlierMore": "Ajouter 9:15 ou 20m, et le temps compte à partir de là.",
  "first.break": "Faire une pause",
  "first.breakMore": "Appuyer sur B. Encore une fois, et le travail reprend où il en était.",
  "first.anywhere": "{keys} le fait depuis toute application.",
  "first.steps": "Trois choses bonnes à savoir",
  "first.skip": "Regarder d’abord",
  "first.connect": "Connecter un service",
  "first.connectMore": "{names}.",
  "first.connectDo": "En connecter un",
});
