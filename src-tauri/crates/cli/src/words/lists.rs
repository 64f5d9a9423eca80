//! What stands in lists: entries, totals, links, what trackers will get.

use api::UploadState;
use api::language::{Text, singular, text};
use api::say;

pub(crate) const NO_ENTRIES: Text = text("No entries.", "Keine Einträge.", "Aucune entrée.");

/// The end of a running entry.
pub(crate) const NOW: Text = text("now", "jetzt", "maintenant");

pub(crate) fn with_break(time: &str) -> String {
    say!(en "(break {time})", de "(Pause {time})", fr "(pause {time})")
}

pub(crate) fn with_undecided(time: &str) -> String {
    say!(en "(undecided {time})", de "(ungeklärt {time})", fr "(à décider {time})")
}

/// A target whose connection is not there any more.
pub(crate) fn removed(target: &str) -> String {
    say!(en "{target} (removed)", de "{target} (entfernt)", fr "{target} (retirée)")
}

pub(crate) fn today(work: &str, rest: &str) -> String {
    say!(
        en "Today {work} worked, {rest} on breaks.",
        de "Heute {work} Arbeit, {rest} Pause.",
        fr "Aujourd’hui {work} de travail, {rest} de pause."
    )
}

pub(crate) fn uploads_need_you(count: u32) -> String {
    let see = say!(
        en "see “stint uploads”",
        de "siehe „stint uploads“",
        fr "voir «\u{a0}stint uploads\u{a0}»"
    );
    let one = text("needs you", "zu erledigen", "à traiter");
    let more = text("need you", "zu erledigen", "à traiter");
    uploads(count, one, more, &format!(" ({see})"))
}

pub(crate) fn uploads_looked_for(count: u32) -> String {
    let one = text("is being looked for", "wird gesucht", "recherché");
    let more = text("are being looked for", "werden gesucht", "recherchés");
    uploads(count, one, more, "")
}

pub(crate) fn uploads_wait(count: u32) -> String {
    let one = text("waits", "wartet", "en attente");
    let more = text("wait", "warten", "en attente");
    uploads(count, one, more, "")
}

fn uploads(count: u32, one: Text, more: Text, end: &str) -> String {
    let said = if singular(count.into()) { one } else { more };
    say!(
        en "Uploads: {count} {said}{end}.",
        de "Uploads: {count} {said}{end}.",
        fr "Envois\u{a0}: {count} {said}{end}."
    )
}

/// What stands for no target and no tag.
pub(crate) const NONE: Text = text("(none)", "(ohne)", "(sans)");

pub(crate) const TOGETHER: Text = text("Together", "Zusammen", "Total");

/// A row of totals behind its name.
pub(crate) fn totals(work: &str, rest: &str) -> String {
    say!(
        en "{work:>8} worked {rest:>8} breaks",
        de "{work:>8} Arbeit {rest:>8} Pause",
        fr "{work:>8} travail {rest:>8} pause"
    )
}

pub(crate) fn are_undecided(time: &str) -> String {
    say!(en "{time} are undecided.", de "{time} ungeklärt.", fr "{time} à décider.")
}

pub(crate) const NO_LINKS: Text = text(
    "No links yet. They are learned when you book one entry on two targets; “stint link add” sets one.",
    "Noch keine Verknüpfungen. Sie werden gelernt, wenn ein Eintrag auf zwei Ziele gebucht wird; „stint link add“ setzt eine.",
    "Aucun lien encore. Ils s’apprennent quand une entrée est imputée sur deux cibles\u{202f}; «\u{a0}stint link add\u{a0}» en crée un.",
);

pub(crate) fn link_set(link: &str) -> String {
    say!(en "Set: {link}", de "Gesetzt: {link}", fr "Créé\u{a0}: {link}")
}

pub(crate) fn link_forgotten(from: &str, to: &str) -> String {
    say!(en "Forgotten: {from} → {to}", de "Vergessen: {from} → {to}", fr "Oublié\u{a0}: {from} → {to}")
}

pub(crate) const BY_HAND: Text = text("by hand", "von Hand", "à la main");

pub(crate) fn learned(times: u32) -> String {
    match times {
        1 => say!(en "learned once", de "einmal gelernt", fr "appris une fois"),
        _ => say!(en "learned {times} times", de "{times}-mal gelernt", fr "appris {times} fois"),
    }
}

pub(crate) const BOOKED_NOWHERE: Text = text(
    "This entry is booked nowhere.",
    "Dieser Eintrag ist nirgends gebucht.",
    "Cette entrée n’est imputée nulle part.",
);

/// Nothing of it gets lost.
pub(crate) const EXACT: Text = text("Exact.", "Genau so.", "Tel quel.");

pub(crate) fn from(time: &str) -> String {
    say!(en "from {time}", de "ab {time}", fr "dès {time}")
}

pub(crate) fn on(day: &str) -> String {
    say!(en "on {day}", de "am {day}", fr "le {day}")
}

pub(crate) const BREAK: Text = text("break", "Pause", "pause");
pub(crate) const BILLABLE: Text = text("billable", "abrechenbar", "facturable");
pub(crate) const NOT_BILLABLE: Text = text("not billable", "nicht abrechenbar", "non facturable");

/// How far the uploads of a booking have come.
pub(crate) fn booked(state: UploadState) -> Text {
    match state {
        UploadState::Stuck => text("needs you", "zu erledigen", "à traiter"),
        UploadState::Unsure => text("being looked for", "wird gesucht", "recherche en cours"),
        UploadState::InFlight => text("being sent", "wird gesendet", "en cours d’envoi"),
        UploadState::Queued => text("waits", "wartet", "en attente"),
        UploadState::Done => text("uploaded", "hochgeladen", "envoyé"),
    }
}
