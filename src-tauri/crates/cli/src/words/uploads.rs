//! What is said of uploads: each of them, and how far those of a connection are.

use api::language::{Text, singular, text};
use api::{UploadProgress, UploadState};

pub(crate) const ALL_UPLOADED: Text = text("All uploaded.", "Alles hochgeladen.", "Tout est envoyé.");

pub(crate) const SENDING_OURS: Text =
    text("Yours is on its way.", "Die eigene Fassung ist unterwegs.", "La version d’ici est en route.");

pub(crate) const TOOK_THEIRS: Text = text(
    "The entry took theirs. “stint undo” takes it back, and sends yours.",
    "Der Eintrag hat die dortige Fassung. „stint undo“ nimmt das zurück und sendet die eigene.",
    "L’entrée a pris la version de là-bas. «\u{a0}stint undo\u{a0}» l’annule et envoie celle d’ici.",
);

pub(crate) const UNBOOKED: Text = text(
    "The entry is not booked there any more; the hour stays. “stint undo” books it again.",
    "Der Eintrag ist dort nicht mehr gebucht; die Zeit bleibt. „stint undo“ bucht ihn wieder.",
    "L’entrée n’y est plus imputée\u{202f}; le temps reste. «\u{a0}stint undo\u{a0}» l’y impute de nouveau.",
);

pub(crate) const BOTH_STAY: Text =
    text("Both stay as they are.", "Beide bleiben, wie sie sind.", "Les deux restent tels quels.");

/// The state of one of them.
pub(crate) fn upload(state: UploadState) -> Text {
    match state {
        UploadState::Queued => text("waits", "wartet", "en attente"),
        UploadState::InFlight => text("is being sent", "wird gesendet", "en cours d’envoi"),
        UploadState::Unsure => text("is being looked for", "wird gesucht", "recherche en cours"),
        UploadState::Done => text("done", "fertig", "terminé"),
        UploadState::Stuck => text("needs you", "zu erledigen", "à traiter"),
    }
}

/// One whose record is to go.
pub(crate) const REMOVAL: Text = text("removal", "Löschung", "retrait");

/// The record as Stint would have it, in a column of eight.
pub(crate) const MINE: Text = text("mine", "hier", "ici");
/// The record as the tracker holds it.
pub(crate) const THEIRS: Text = text("theirs", "dort", "là-bas");
/// A record that is not at the tracker.
pub(crate) const NOT_THERE: Text = text("not there", "nicht da", "absent");
/// A record of which nothing is known.
pub(crate) const UNKNOWN: Text = text("unknown", "unbekannt", "inconnu");

/// How far the uploads of a connection are.
pub(crate) fn progress(one: &UploadProgress) -> String {
    let waiting = one.waiting.saturating_sub(one.sending);
    let counts = [
        (one.done, text("done", "fertig", "terminé"), text("done", "fertig", "terminés")),
        (
            one.sending,
            text("being sent", "wird gesendet", "en cours d’envoi"),
            text("being sent", "werden gesendet", "en cours d’envoi"),
        ),
        (waiting, text("waiting", "wartet", "en attente"), text("waiting", "warten", "en attente")),
        (
            one.unsure,
            text("being looked for", "wird gesucht", "recherché"),
            text("being looked for", "werden gesucht", "recherchés"),
        ),
        (
            one.stuck,
            text("needs you", "zu erledigen", "à traiter"),
            text("need you", "zu erledigen", "à traiter"),
        ),
    ];
    let mut parts: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, more)| format!("{count} {}", if singular(count.into()) { one } else { more }))
        .collect();
    if parts.is_empty() {
        parts.push(text("nothing to do", "nichts zu tun", "rien à faire").into());
    }
    if one.paused {
        parts.push(text("paused", "angehalten", "suspendu").into());
    }
    super::of(&one.connection, &parts.join(", "))
}

#[cfg(test)]
mod tests {
    use api::language::Language;

    use super::*;

    #[test]
    fn progress_is_one_line_a_connection() {
        let one = UploadProgress {
            connection: "clockify".into(),
            waiting: 41,
            sending: 1,
            unsure: 0,
            stuck: 2,
            done: 9,
            paused: true,
        };
        let idle = UploadProgress { waiting: 0, sending: 0, stuck: 0, done: 0, paused: false, ..one.clone() };
        let heard = Language::ALL.map(|language| {
            language.speak();
            (progress(&one), progress(&idle))
        });
        let expected = [
            ("clockify: 9 done, 1 being sent, 40 waiting, 2 need you, paused", "clockify: nothing to do"),
            (
                "clockify: 9 fertig, 1 wird gesendet, 40 warten, 2 zu erledigen, angehalten",
                "clockify: nichts zu tun",
            ),
            (
                "clockify\u{a0}: 9 terminés, 1 en cours d’envoi, 40 en attente, 2 à traiter, suspendu",
                "clockify\u{a0}: rien à faire",
            ),
        ];
        assert_eq!(heard, expected.map(|(busy, idle)| (busy.into(), idle.into())));
    }
}
