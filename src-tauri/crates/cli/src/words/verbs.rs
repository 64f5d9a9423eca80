//! What is said of a verb, and of what the timer does.

use api::language::{Text, text};
use api::say;

use super::capitalised;

pub(crate) fn started(entry: &str) -> String {
    say!(en "Started {entry}.", de "{entry} gestartet.", fr "Démarré\u{a0}: {entry}.")
}

pub(crate) fn switched(entry: &str) -> String {
    say!(en "Switched to {entry}.", de "Gewechselt zu {entry}.", fr "Maintenant\u{a0}: {entry}.")
}

pub(crate) fn on_break(entry: &str) -> String {
    say!(en "On a break from {entry}.", de "Pause bei {entry}.", fr "En pause\u{a0}: {entry}.")
}

pub(crate) fn resumed(entry: &str) -> String {
    say!(en "Back to {entry}.", de "Weiter mit {entry}.", fr "Reprise\u{a0}: {entry}.")
}

pub(crate) fn stopped(entry: &str, time: &str) -> String {
    say!(en "Stopped {entry}, {time}.", de "{entry} gestoppt, {time}.", fr "Arrêté\u{a0}: {entry}, {time}.")
}

pub(crate) const DISCARDED: Text = text(
    "Discarded. “stint undo” brings it back.",
    "Verworfen. „stint undo“ holt es zurück.",
    "Abandonné. «\u{a0}stint undo\u{a0}» le rétablit.",
);

pub(crate) fn added(entry: &str) -> String {
    say!(en "Added {entry}.", de "{entry} hinzugefügt.", fr "Ajouté\u{a0}: {entry}.")
}

pub(crate) fn changed(entry: &str) -> String {
    say!(en "Changed {entry}.", de "{entry} geändert.", fr "Modifié\u{a0}: {entry}.")
}

pub(crate) fn moved(entry: &str, begins: &str) -> String {
    say!(
        en "Moved {entry}, which begins at {begins} now.",
        de "{entry} verschoben, Beginn jetzt {begins}.",
        fr "Déplacé\u{a0}: {entry}, début désormais {begins}."
    )
}

pub(crate) const CUT: Text = text("Cut in two.", "In zwei geteilt.", "Coupé en deux.");

pub(crate) fn merged(entry: &str) -> String {
    say!(en "Merged into {entry}.", de "Zusammengefasst zu {entry}.", fr "Fusionné\u{a0}: {entry}.")
}

pub(crate) const DELETED: Text = text(
    "Deleted. “stint undo” brings it back.",
    "Gelöscht. „stint undo“ holt es zurück.",
    "Supprimé. «\u{a0}stint undo\u{a0}» le rétablit.",
);

pub(crate) const DECIDED: Text = text("Decided.", "Geklärt.", "Décidé.");

pub(crate) const IMPORTED: Text = text(
    "Imported. “stint undo” takes it back.",
    "Importiert. „stint undo“ nimmt es zurück.",
    "Importé. «\u{a0}stint undo\u{a0}» l’annule.",
);

pub(crate) const UNWATCHED: Text = text(
    "Time nobody watched is undecided now.",
    "Unbeobachtete Zeit ist jetzt ungeklärt.",
    "Le temps non observé reste à décider.",
);

pub(crate) fn undone(state: &str) -> String {
    say!(en "Undone. {state}", de "Rückgängig gemacht. {state}", fr "Annulé. {state}")
}

pub(crate) fn redone(state: &str) -> String {
    say!(en "Done again. {state}", de "Wiederholt. {state}", fr "Rétabli. {state}")
}

pub(crate) fn already(state: &str) -> String {
    say!(en "Nothing to do. {state}", de "Nichts zu tun. {state}", fr "Rien à faire. {state}")
}

pub(crate) const NOTHING_RUNS: Text = text("Nothing is running.", "Nichts läuft.", "Rien n’est en cours.");

pub(crate) fn working(entry: &str, time: &str) -> String {
    say!(en "Working on {entry}, {time}.", de "{entry} läuft, {time}.", fr "En cours\u{a0}: {entry}, {time}.")
}

pub(crate) fn resting(entry: &str, time: &str) -> String {
    say!(
        en "On a break from {entry}, {time} worked.",
        de "Pause bei {entry}, {time} gearbeitet.",
        fr "En pause\u{a0}: {entry}, {time} de travail."
    )
}

pub(crate) fn undecided(entry: &str) -> String {
    say!(
        en "{first} runs, with undecided time.",
        de "{first} läuft, mit ungeklärter Zeit.",
        fr "{first} est en cours, avec du temps à décider.",
        first = capitalised(entry)
    )
}

/// What links booked beside what was said.
pub(crate) fn linked(target: &str) -> String {
    say!(
        en "Also booked on {target}, as before; “stint edit ID --not {target}” takes it off.",
        de "Wie zuvor auch auf {target} gebucht; „stint edit ID --not {target}“ nimmt es weg.",
        fr "Aussi imputé sur {target}, comme avant\u{202f}; «\u{a0}stint edit ID --not {target}\u{a0}» l’en retire."
    )
}
