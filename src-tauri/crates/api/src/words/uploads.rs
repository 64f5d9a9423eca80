//! What is said about uploads: why one waits or needs a person, and what helps. Each gives (reason, remedy).

use super::losses::minutes;
pub use super::missing::missing;
use crate::language::{Text, text};
use crate::say;

type Words = (String, String);

fn words(reason: impl Into<String>, remedy: impl Into<String>) -> Words {
    (reason.into(), remedy.into())
}

pub(super) fn with(detail: &str, sentence: Text) -> String {
    if detail.is_empty() {
        format!("{sentence}.")
    } else {
        let detail = detail.trim_end_matches('.');
        say!(en "{sentence}: {detail}.", de "{sentence}: {detail}.", fr "{sentence}\u{a0}: {detail}.")
    }
}

/// The answer was lost.
pub fn unsure() -> Words {
    words(
        text("The answer was lost.", "Die Antwort ging verloren.", "La réponse s’est perdue."),
        text(
            "Stint looks before it sends again; nothing to do.",
            "Stint sieht nach, bevor es noch einmal sendet; nichts zu tun.",
            "Stint regarde avant de renvoyer\u{202f}; rien à faire.",
        ),
    )
}

/// Too short.
pub fn too_short(seconds: u32) -> Words {
    let least = minutes(seconds);
    words(
        say!(
            en "The tracker takes nothing shorter than {least}.",
            de "Kürzeres als {least} nimmt der Tracker nicht.",
            fr "Le service ne prend rien de plus court que {least}."
        ),
        text(
            "Make the entry longer, or drop the upload.",
            "Den Eintrag verlängern oder den Upload aufgeben.",
            "Allonger l’entrée ou renoncer à l’envoi.",
        ),
    )
}

/// Too long.
pub fn too_long(seconds: u32) -> Words {
    let hours = seconds / 3600;
    words(
        say!(
            en "The tracker takes nothing longer than {hours} h in one record.",
            de "Mehr als {hours} Std. nimmt der Tracker nicht in einem Datensatz.",
            fr "Le service ne prend rien de plus long que {hours} h par enregistrement."
        ),
        text(
            "Split the entry, or drop the upload.",
            "Den Eintrag teilen oder den Upload aufgeben.",
            "Couper l’entrée ou renoncer à l’envoi.",
        ),
    )
}

/// Not a target there.
pub fn bad_target(target: &str) -> Words {
    words(
        say!(
            en "“{target}” cannot be booked on there.",
            de "Auf „{target}“ lässt sich dort nicht buchen.",
            fr "Rien ne peut y être imputé sur «\u{a0}{target}\u{a0}»."
        ),
        text("Choose another target.", "Ein anderes Ziel wählen.", "Choisir une autre cible."),
    )
}

/// Only live timers.
pub fn live_only() -> Words {
    words(
        text(
            "The workspace there takes no finished entries, only its own running timer.",
            "Der Arbeitsbereich dort nimmt keine fertigen Einträge, nur die eigene laufende Uhr.",
            "L’espace là-bas ne prend pas d’entrées terminées, seulement son propre chronomètre.",
        ),
        text(
            "Ask its owner to allow manual time.",
            "Wer ihn verwaltet, kann Zeiten von Hand erlauben.",
            "Demander à son propriétaire d’autoriser la saisie manuelle.",
        ),
    )
}

/// Locked before a day.
pub fn locked_before(day: &str) -> Words {
    words(
        say!(
            en "Times before {day} are locked there.",
            de "Zeiten vor dem {day} sind dort gesperrt.",
            fr "Les heures d’avant le {day} y sont verrouillées."
        ),
        text(
            "Ask the workspace's owner to unlock them, or drop the upload.",
            "Um Freigabe bitten oder den Upload aufgeben.",
            "Demander leur déverrouillage ou renoncer à l’envoi.",
        ),
    )
}

/// The content was refused.
pub fn refused(detail: &str) -> Words {
    words(
        with(
            detail,
            text(
                "The tracker did not take it",
                "Der Tracker hat es nicht angenommen",
                "Le service ne l’a pas pris",
            ),
        ),
        text(
            "Edit the entry or choose another target, then try again.",
            "Den Eintrag bearbeiten oder ein anderes Ziel wählen, dann noch einmal versuchen.",
            "Modifier l’entrée ou choisir une autre cible, puis réessayer.",
        ),
    )
}

/// No rights.
pub fn not_allowed(detail: &str) -> Words {
    words(
        with(
            detail,
            text(
                "This account may not book there",
                "Dieses Konto darf dort nicht buchen",
                "Ce compte ne peut rien imputer là-bas",
            ),
        ),
        text(
            "Ask for the right, or choose another target.",
            "Um das Recht bitten oder ein anderes Ziel wählen.",
            "Demander ce droit ou choisir une autre cible.",
        ),
    )
}

/// Booking time is off there.
pub fn feature_off(detail: &str) -> Words {
    words(
        with(
            detail,
            text(
                "Time tracking is off there",
                "Die Zeiterfassung ist dort abgeschaltet",
                "Le suivi du temps y est désactivé",
            ),
        ),
        text(
            "Switch it on there or choose another target, then try again.",
            "Dort einschalten oder ein anderes Ziel wählen, dann noch einmal versuchen.",
            "L’activer là-bas ou choisir une autre cible, puis réessayer.",
        ),
    )
}

/// The tracker cannot do it.
pub fn unsupported(detail: &str) -> Words {
    words(
        with(
            detail,
            text(
                "The tracker has no way to do this from outside",
                "Der Tracker bietet dafür keinen Weg von außen",
                "Le service ne permet pas de le faire de l’extérieur",
            ),
        ),
        text(
            "Do it there by hand, then drop the upload.",
            "Dort von Hand erledigen, dann den Upload aufgeben.",
            "Le faire là-bas à la main, puis renoncer à l’envoi.",
        ),
    )
}

/// The target is gone.
pub fn target_gone(detail: &str) -> Words {
    words(
        with(
            detail,
            text(
                "The target is not there any more, or not visible",
                "Das Ziel ist nicht mehr da oder nicht sichtbar",
                "La cible n’y est plus, ou n’est pas visible",
            ),
        ),
        text(
            "Choose another target, then try again.",
            "Ein anderes Ziel wählen, dann noch einmal versuchen.",
            "Choisir une autre cible, puis réessayer.",
        ),
    )
}

/// Locked or approved.
pub fn locked(detail: &str) -> Words {
    words(
        with(
            detail,
            text(
                "The period or record is locked there",
                "Der Zeitraum oder Datensatz ist dort gesperrt",
                "La période ou l’enregistrement y est verrouillé",
            ),
        ),
        text(
            "Ask for it to be unlocked, then try again.",
            "Um Freigabe bitten, dann noch einmal versuchen.",
            "Demander le déverrouillage, puis réessayer.",
        ),
    )
}

/// Changed by somebody else.
pub fn changed() -> Words {
    words(
        text(
            "The record in the tracker is not what Stint sent.",
            "Der Datensatz im Tracker ist nicht, was Stint gesendet hat.",
            "L’enregistrement dans le service n’est pas ce que Stint a envoyé.",
        ),
        text(
            "Send yours over it, take theirs, or leave both as they are.",
            "Die eigene Fassung senden, die dortige übernehmen oder beide lassen, wie sie sind.",
            "Envoyer la version d’ici, prendre celle de là-bas ou laisser les deux telles quelles.",
        ),
    )
}

/// Removed by somebody else.
pub fn gone() -> Words {
    words(
        text(
            "Somebody removed the record in the tracker since.",
            "Der Datensatz im Tracker wurde inzwischen entfernt.",
            "L’enregistrement dans le service a été retiré depuis.",
        ),
        text(
            "Send yours to make it anew, take theirs to unbook the entry, or leave both as they are.",
            "Die eigene Fassung senden und ihn neu anlegen, die dortige übernehmen und die Buchung aufheben, oder beide lassen.",
            "Envoyer la version d’ici pour le recréer, prendre celle de là-bas pour retirer l’imputation, ou laisser les deux.",
        ),
    )
}

/// Several candidates.
pub fn ambiguous(count: usize) -> Words {
    let reason = match count {
        0 => {
            return words(
                text(
                    "Whether it arrived cannot be seen with this account.",
                    "Ob es angekommen ist, lässt sich mit diesem Konto nicht sehen.",
                    "Ce compte ne permet pas de voir si c’est arrivé.",
                ),
                text(
                    "Look in the tracker. Remove it there if you do not want it; then drop the upload.",
                    "Im Tracker nachsehen. Falls es nicht gewollt ist, dort entfernen; dann den Upload aufgeben.",
                    "Regarder dans le service. L’y retirer si ce n’est pas voulu\u{202f}; puis renoncer à l’envoi.",
                ),
            );
        }
        1 => text(
            "A record there could be this one.",
            "Ein Datensatz dort könnte dieser sein.",
            "Un enregistrement là-bas pourrait être celui-ci.",
        )
        .into(),
        count => say!(
            en "{count} records there could be this one.",
            de "{count} Datensätze dort könnten dieser sein.",
            fr "{count} enregistrements là-bas pourraient être celui-ci."
        ),
    };
    words(
        reason,
        text(
            "Pick the one that is yours, or drop the upload.",
            "Den richtigen wählen oder den Upload aufgeben.",
            "Choisir le bon ou renoncer à l’envoi.",
        ),
    )
}

/// Nonsense.
pub fn unexpected(detail: &str) -> Words {
    words(
        with(
            detail,
            text(
                "The answer does not look like this tracker's",
                "Die Antwort sieht nicht nach diesem Tracker aus",
                "La réponse ne ressemble pas à ce service",
            ),
        ),
        text(
            "Check the connection's address, then try again.",
            "Die Adresse der Verbindung prüfen, dann noch einmal versuchen.",
            "Vérifier l’adresse de la connexion, puis réessayer.",
        ),
    )
}

/// The connection was removed.
pub fn removed() -> Words {
    words(
        text(
            "The connection was removed, so nothing is sent there.",
            "Die Verbindung wurde entfernt, darum wird dorthin nichts gesendet.",
            "La connexion a été retirée\u{202f}; rien n’y est donc envoyé.",
        ),
        text(
            "Choose another target, or leave it as a record.",
            "Ein anderes Ziel wählen oder als Beleg stehen lassen.",
            "Choisir une autre cible ou la garder comme trace.",
        ),
    )
}

/// Given up by the person.
pub fn dropped() -> Words {
    words(
        text(
            "You gave this upload up; the tracker was left as it is.",
            "Dieser Upload wurde aufgegeben; der Tracker blieb, wie er ist.",
            "Cet envoi a été abandonné\u{202f}; le service est resté tel quel.",
        ),
        text(
            "Try again to send it after all.",
            "Noch einmal versuchen, um ihn doch zu senden.",
            "Réessayer pour l’envoyer quand même.",
        ),
    )
}

/// Undecided time holds an entry back.
pub fn undecided() -> Words {
    words(
        text(
            "Part of this entry is undecided, so nothing is sent yet.",
            "Ein Teil dieses Eintrags ist ungeklärt, darum wird noch nichts gesendet.",
            "Une partie de cette entrée reste à décider\u{202f}; rien n’est donc encore envoyé.",
        ),
        text("Decide what that time was.", "Klären, was diese Zeit war.", "Décider ce qu’était ce temps."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_record_is_told_in_the_unit_a_person_would_use() {
        assert_eq!(too_short(900).0, "The tracker takes nothing shorter than 15 min.");
        assert_eq!(too_short(1).0, "The tracker takes nothing shorter than 1 s.");
    }
}
