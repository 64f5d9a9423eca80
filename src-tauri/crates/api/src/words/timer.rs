//! What is said about verbs and their times.

use crate::language::text;
use crate::{ApiError, Code, say};

/// Nothing runs.
pub fn nothing_running() -> ApiError {
    ApiError::new(Code::NotNow, text("Nothing is running.", "Nichts läuft.", "Rien n’est en cours.")).remedy(
        text(
            "Start with “stint start”.",
            "Mit „stint start“ beginnen.",
            "Commencer avec «\u{a0}stint start\u{a0}».",
        ),
    )
}

/// No earlier entry.
pub fn nothing_to_continue() -> ApiError {
    ApiError::new(
        Code::NotNow,
        text(
            "There is no earlier entry to go on with.",
            "Es gibt keinen früheren Eintrag zum Fortsetzen.",
            "Il n’y a pas d’entrée antérieure à reprendre.",
        ),
    )
    .remedy(text("Start a new one.", "Einen neuen starten.", "En démarrer une nouvelle."))
}

/// Nothing to undo.
pub fn nothing_to_undo() -> ApiError {
    let nothing =
        text("There is nothing to undo.", "Es gibt nichts rückgängig zu machen.", "Il n’y a rien à annuler.");
    ApiError::new(Code::NotNow, nothing)
}

/// Nothing to redo.
pub fn nothing_to_redo() -> ApiError {
    let nothing =
        text("There is nothing to redo.", "Es gibt nichts zu wiederholen.", "Il n’y a rien à rétablir.");
    ApiError::new(Code::NotNow, nothing)
}

/// No such entry.
pub fn unknown_entry(id: &str) -> ApiError {
    let message = say!(
        en "No entry has the id {id}.",
        de "Kein Eintrag hat die Kennung {id}.",
        fr "Aucune entrée n’a l’identifiant {id}."
    );
    ApiError::new(Code::NotFound, message).field("id").remedy(text(
        "“stint log --json” shows the ids.",
        "„stint log --json“ zeigt die Kennungen.",
        "«\u{a0}stint log --json\u{a0}» montre les identifiants.",
    ))
}

/// The beginning of an id fits several entries.
pub fn several_entries(id: &str) -> ApiError {
    let message = say!(
        en "Several entries begin with {id}.",
        de "Mehrere Einträge beginnen mit {id}.",
        fr "Plusieurs entrées commencent par {id}."
    );
    ApiError::new(Code::BadInput, message).field("id").remedy(text(
        "Type more of it.",
        "Mehr davon schreiben.",
        "En écrire davantage.",
    ))
}

/// A time in the future.
pub fn future(field: &str) -> ApiError {
    let message = say!(
        en "“{field}” lies in the future.",
        de "„{field}“ liegt in der Zukunft.",
        fr "«\u{a0}{field}\u{a0}» est dans le futur."
    );
    ApiError::new(Code::BadInput, message).field(field).remedy(text(
        "Give a time that has passed; for a day before, add the date or “yesterday”.",
        "Eine vergangene Uhrzeit angeben; für einen Tag davor das Datum oder „gestern“ dazuschreiben.",
        "Donner une heure passée\u{202f}; pour un jour d’avant, ajouter la date ou «\u{a0}yesterday\u{a0}».",
    ))
}

/// A time too early.
pub fn too_early(field: &str, earliest: &str) -> ApiError {
    let message = say!(
        en "“{field}” must be later than {earliest}.",
        de "„{field}“ muss nach {earliest} liegen.",
        fr "«\u{a0}{field}\u{a0}» doit venir après {earliest}."
    );
    ApiError::new(Code::BadInput, message).field(field).remedy(say!(
        en "Give a time after {earliest}.",
        de "Eine Uhrzeit nach {earliest} angeben.",
        fr "Donner une heure après {earliest}."
    ))
}

/// The end is not after the start.
pub fn end_before_start() -> ApiError {
    ApiError::new(
        Code::BadInput,
        text(
            "The end is not after the start.",
            "Das Ende liegt nicht nach dem Beginn.",
            "La fin ne vient pas après le début.",
        ),
    )
    .field("to")
    .remedy(text(
        "Give a later end, or a duration.",
        "Ein späteres Ende oder eine Dauer angeben.",
        "Donner une fin plus tardive ou une durée.",
    ))
}

/// A time outside an entry.
pub fn outside(field: &str) -> ApiError {
    let message = say!(
        en "“{field}” does not lie inside the entry.",
        de "„{field}“ liegt nicht im Eintrag.",
        fr "«\u{a0}{field}\u{a0}» n’est pas dans l’entrée."
    );
    ApiError::new(Code::BadInput, message).field(field).remedy(text(
        "Give a time between its start and its end.",
        "Eine Uhrzeit zwischen Beginn und Ende angeben.",
        "Donner une heure entre son début et sa fin.",
    ))
}

/// A move without a goal.
pub fn move_where() -> ApiError {
    let missing = text("Where to is missing.", "Es fehlt, wohin.", "Il manque la destination.");
    ApiError::new(Code::BadInput, missing).field("by").remedy(text(
        "Give how far, such as -15m, or a new start with --to.",
        "Angeben, wie weit, etwa -15m, oder einen neuen Beginn mit --to.",
        "Donner de combien, comme -15m, ou un nouveau début avec --to.",
    ))
}

/// Times overlap other entries.
pub fn overlaps(others: &str) -> ApiError {
    let message = say!(
        en "The times overlap {others}.",
        de "Die Zeiten überschneiden sich mit {others}.",
        fr "Les heures chevauchent {others}."
    );
    ApiError::new(Code::Overlap, message).field("overlap").remedy(text(
        "Choose: trim the others, split them, or keep both (--overlap trim|split|keep).",
        "Wählen: die anderen kürzen, sie teilen oder beide behalten (--overlap trim|split|keep).",
        "Choisir\u{a0}: raccourcir les autres, les couper ou garder les deux (--overlap trim|split|keep).",
    ))
}

/// Too many overlaps.
pub fn too_many() -> ApiError {
    ApiError::new(
        Code::Overlap,
        text(
            "The times overlap too many entries at once.",
            "Die Zeiten überschneiden zu viele Einträge auf einmal.",
            "Les heures chevauchent trop d’entrées à la fois.",
        ),
    )
    .field("overlap")
    .remedy(text(
        "Choose a shorter range, or keep both.",
        "Einen kürzeren Zeitraum wählen oder beide behalten.",
        "Choisir une période plus courte ou garder les deux.",
    ))
}

/// Merging one entry.
pub fn merge_needs_two() -> ApiError {
    ApiError::new(
        Code::BadInput,
        text(
            "Merging needs two entries or more.",
            "Zum Verbinden braucht es zwei Einträge oder mehr.",
            "Il faut au moins deux entrées à fusionner.",
        ),
    )
    .field("id")
    .remedy(text("Name another entry.", "Einen weiteren Eintrag nennen.", "Nommer une autre entrée."))
}

/// One of several entries does not take a change.
pub fn in_entry(entry: &str, why: ApiError) -> ApiError {
    let message = say!(
        en "{entry}: {why} Nothing was changed.",
        de "{entry}: {why} Nichts wurde geändert.",
        fr "{entry}\u{a0}: {why} Rien n’a été changé.",
        why = why.message
    );
    ApiError { message, ..why }
}

/// More entries than one verb takes.
pub fn too_many_at_once(most: usize) -> ApiError {
    let message = say!(
        en "More than {most} entries are named at once.",
        de "Mehr als {most} Einträge sind auf einmal genannt.",
        fr "Plus de {most} entrées sont nommées à la fois."
    );
    ApiError::new(Code::BadInput, message).field("ids").remedy(text(
        "Take some of them first, then the rest.",
        "Erst einige nehmen, dann die übrigen.",
        "En prendre d’abord une partie, puis le reste.",
    ))
}

/// No entry was named.
pub fn none_named() -> ApiError {
    let none = text("No entry is named.", "Kein Eintrag ist genannt.", "Aucune entrée n’est nommée.");
    ApiError::new(Code::BadInput, none).field("ids").remedy(text(
        "Choose at least one.",
        "Mindestens einen wählen.",
        "En choisir au moins une.",
    ))
}

/// A running entry where a finished one is needed.
pub fn still_running() -> ApiError {
    let runs = text("The entry still runs.", "Der Eintrag läuft noch.", "L’entrée est encore en cours.");
    ApiError::new(Code::NotNow, runs).remedy(text(
        "Stop it first.",
        "Ihn erst stoppen.",
        "L’arrêter d’abord.",
    ))
}

/// No undecided time.
pub fn nothing_undecided() -> ApiError {
    let nothing =
        text("Nothing is undecided there.", "Dort ist nichts ungeklärt.", "Il n’y a rien à décider là.");
    ApiError::new(Code::NotNow, nothing)
}

/// Two fields that exclude each other.
pub fn contradiction(first: &str, second: &str) -> ApiError {
    let message = say!(
        en "{first} and {second} cannot be given together.",
        de "{first} und {second} gehen nicht zusammen.",
        fr "{first} et {second} ne vont pas ensemble."
    );
    ApiError::new(Code::BadInput, message).field("to").remedy(text(
        "Give one of them.",
        "Eines davon angeben.",
        "N’en donner qu’un.",
    ))
}

/// A note that is too long.
pub fn note_too_long(kilobytes: usize) -> ApiError {
    let message = say!(
        en "The note is longer than {kilobytes} kB.",
        de "Die Notiz ist länger als {kilobytes} kB.",
        fr "La note dépasse {kilobytes} ko."
    );
    ApiError::new(Code::BadInput, message).field("note").remedy(text(
        "Shorten it; long text belongs into the tracker's issue.",
        "Kürzer fassen; lange Texte gehören in den Vorgang im Tracker.",
        "La raccourcir\u{202f}; un long texte a sa place dans le ticket du service.",
    ))
}

/// A tag that is none.
pub fn bad_tag() -> ApiError {
    ApiError::new(
        Code::BadInput,
        text(
            "A tag is empty, longer than 100 bytes, or holds a line break.",
            "Ein Schlagwort ist leer, länger als 100 Bytes oder enthält einen Zeilenumbruch.",
            "Une étiquette est vide, dépasse 100 octets ou contient un saut de ligne.",
        ),
    )
    .field("tag")
    .remedy(text("Use a short word.", "Ein kurzes Wort nehmen.", "Prendre un mot court."))
}

/// Neither an end nor a duration.
pub fn end_missing() -> ApiError {
    ApiError::new(Code::BadInput, text("The end is missing.", "Das Ende fehlt.", "La fin manque."))
        .field("to")
        .remedy(text("Give --to or --for.", "--to oder --for angeben.", "Donner --to ou --for."))
}

/// A work time of nothing.
pub fn no_work() -> ApiError {
    ApiError::new(
        Code::BadInput,
        text(
            "The work time must be longer than nothing.",
            "Die Arbeitszeit muss länger als nichts sein.",
            "Le temps de travail doit durer plus que rien.",
        ),
    )
    .field("for")
    .remedy(text(
        "Give a longer one, or delete the entry.",
        "Eine längere angeben oder den Eintrag löschen.",
        "En donner un plus long ou supprimer l’entrée.",
    ))
}

/// An entry that could not be named.
pub fn an_entry() -> String {
    text("an entry", "einen Eintrag", "une entrée").into()
}

/// An entry that still runs, in place of its end.
pub fn now() -> &'static str {
    text("now", "jetzt", "maintenant").said()
}

/// After some that were named: so many more.
pub fn and_more(count: usize) -> String {
    say!(en " and {count} more", de " und {count} weitere", fr " et {count} autres")
}
