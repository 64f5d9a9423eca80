//! What is said about settings, files and the rest.

use crate::language::{Text, text};
use crate::{ApiError, Code, say};

/// A setting that does not exist.
pub fn unknown_setting(key: &str) -> ApiError {
    let message = say!(
        en "There is no setting “{key}”.",
        de "Es gibt keine Einstellung „{key}“.",
        fr "Il n’y a pas de réglage «\u{a0}{key}\u{a0}»."
    );
    ApiError::new(Code::BadInput, message).field("key").remedy(text(
        "See “stint doctor”.",
        "Siehe „stint doctor“.",
        "Voir «\u{a0}stint doctor\u{a0}».",
    ))
}

/// A value a setting does not take.
pub fn bad_setting(key: &str, takes: &str) -> ApiError {
    let message = say!(
        en "“{key}” takes {takes}.",
        de "„{key}“ nimmt {takes}.",
        fr "«\u{a0}{key}\u{a0}» accepte {takes}."
    );
    ApiError::new(Code::BadInput, message).field("value").remedy(say!(
        en "Give {takes}.",
        de "Angeben: {takes}.",
        fr "Donner {takes}."
    ))
}

/// What a setting for keys takes.
pub fn takes_keys() -> String {
    text(
        "a combination such as Ctrl+Alt+Space, or “none”",
        "eine Kombination wie Ctrl+Alt+Space oder „none“",
        "une combinaison comme Ctrl+Alt+Space ou «\u{a0}none\u{a0}»",
    )
    .into()
}

/// What a setting of words takes.
pub fn takes_one_of(words: &str) -> String {
    say!(en "one of {words}", de "eines von {words}", fr "l’un de {words}")
}

/// What a setting of seconds takes.
pub fn takes_seconds(low: u32, high: u32) -> String {
    say!(
        en "seconds from {low} to {high}",
        de "Sekunden von {low} bis {high}",
        fr "des secondes de {low} à {high}"
    )
}

/// What a setting for minutes takes.
pub fn takes_minutes(low: u32, high: u32) -> String {
    say!(
        en "minutes from {low} to {high}",
        de "Minuten von {low} bis {high}",
        fr "des minutes de {low} à {high}"
    )
}

/// What a setting for days of the week takes.
pub fn takes_weekdays() -> String {
    text(
        "days from 1 (Monday) to 7 (Sunday), such as 1,2,3,4,5",
        "Tage von 1 (Montag) bis 7 (Sonntag), etwa 1,2,3,4,5",
        "des jours de 1 (lundi) à 7 (dimanche), par exemple 1,2,3,4,5",
    )
    .into()
}

/// What a setting for a place on the screen takes.
pub fn takes_place() -> String {
    text(
        "a place on the screen such as 1200,80",
        "einen Platz auf dem Bildschirm, etwa 1200,80",
        "un endroit de l’écran, par exemple 1200,80",
    )
    .into()
}

/// Text that is no day.
pub fn bad_day(field: &str, typed: &str) -> ApiError {
    let message = say!(
        en "“{typed}” was not understood as a day.",
        de "„{typed}“ wurde nicht als Tag verstanden.",
        fr "«\u{a0}{typed}\u{a0}» n’a pas été compris comme un jour."
    );
    ApiError::new(Code::BadInput, message).field(field).remedy(text(
        "Type today, yesterday, monday or 2026-11-20.",
        "Möglich sind heute, gestern, montag oder 2026-11-20.",
        "Écrire today, yesterday, monday ou 2026-11-20.",
    ))
}

/// A file format that does not exist.
pub fn bad_format(format: &str) -> ApiError {
    let message = say!(
        en "“{format}” is not a format Stint writes.",
        de "„{format}“ ist kein Format, das Stint schreibt.",
        fr "«\u{a0}{format}\u{a0}» n’est pas un format qu’écrit Stint."
    );
    ApiError::new(Code::BadInput, message).field("format").remedy(text(
        "Choose csv, json or ics.",
        "csv, json oder ics wählen.",
        "Choisir csv, json ou ics.",
    ))
}

/// A part of an export that no other part led to.
pub fn bad_part(after: &str) -> ApiError {
    let message = say!(
        en "No part of an export begins after “{after}”.",
        de "Nach „{after}“ beginnt kein Teil eines Exports.",
        fr "Aucune partie d’un export ne commence après «\u{a0}{after}\u{a0}»."
    );
    ApiError::new(Code::BadInput, message).field("after").remedy(text(
        "Give what the part before says as “next”, or leave it out.",
        "Angeben, was der Teil davor als „next“ nennt, oder weglassen.",
        "Donner ce que la partie d’avant indique comme «\u{a0}next\u{a0}», ou l’omettre.",
    ))
}

/// The system did not change what starts with the session.
pub fn autostart(detail: &str) -> ApiError {
    let message = say!(
        en "What starts with the session was not changed ({detail}).",
        de "Was mit der Sitzung startet, wurde nicht geändert ({detail}).",
        fr "Ce qui démarre avec la session n’a pas été changé ({detail})."
    );
    ApiError::new(Code::Storage, message).field("value").remedy(text(
        "Check that the folder “autostart” of your configuration can be written.",
        "Prüfen, ob der Ordner „autostart“ der eigenen Konfiguration schreibbar ist.",
        "Vérifier que le dossier «\u{a0}autostart\u{a0}» de la configuration est modifiable.",
    ))
}

/// Nothing can be started with the session here.
pub fn no_autostart() -> ApiError {
    let message = text(
        "Stint cannot add itself to what starts with the session here.",
        "Stint kann sich hier nicht zum Start mit der Sitzung eintragen.",
        "Stint ne peut pas s’ajouter ici à ce qui démarre avec la session.",
    );
    ApiError::new(Code::NotNow, message).field("key").remedy(text(
        "Add “stint resident” in the settings of your system.",
        "„stint resident“ in den Einstellungen des Systems eintragen.",
        "Ajouter «\u{a0}stint resident\u{a0}» dans les réglages du système.",
    ))
}

/// What the setting for the start with the session takes.
pub fn takes_on_or_off() -> &'static str {
    text("on or off", "on oder off", "on ou off").said()
}

/// The file manager did not open.
pub fn folder_closed(folder: &str, detail: &str) -> ApiError {
    let message = say!(
        en "No file manager opened ({detail}).",
        de "Es öffnete sich keine Dateiverwaltung ({detail}).",
        fr "Aucun gestionnaire de fichiers ne s’est ouvert ({detail})."
    );
    ApiError::new(Code::NotNow, message).remedy(say!(
        en "The data is in {folder}.",
        de "Die Daten liegen in {folder}.",
        fr "Les données sont dans {folder}."
    ))
}

/// A file the person wanted was not written. What was there before still is.
pub fn file_unwritten(path: &str, detail: &str) -> ApiError {
    let message = say!(
        en "{path} was not written ({detail}).",
        de "{path} wurde nicht geschrieben ({detail}).",
        fr "{path} n’a pas été écrit ({detail})."
    );
    ApiError::new(Code::Storage, message).field("path").remedy(text(
        "Choose another folder, or free some space.",
        "Einen anderen Ordner wählen oder Platz schaffen.",
        "Choisir un autre dossier ou libérer de la place.",
    ))
}

/// A part of the desktop that nothing has looked at.
pub fn not_in_use() -> &'static str {
    text("not in use", "nicht in Gebrauch", "pas utilisé").said()
}

/// What the dialog that asks where to is called.
pub const SAVE_TITLE: Text = text("Save the entries", "Einträge speichern", "Enregistrer les entrées");

/// The disk is full.
pub fn disk_full() -> ApiError {
    let message = text(
        "The disk is full, so nothing was changed.",
        "Der Datenträger ist voll, darum wurde nichts geändert.",
        "Le disque est plein\u{202f}; rien n’a donc été changé.",
    );
    ApiError::new(Code::Storage, message).remedy(text(
        "Free some space and say it again; what was recorded before is safe.",
        "Platz schaffen und noch einmal versuchen; was vorher erfasst wurde, ist sicher.",
        "Libérer de la place et réessayer\u{202f}; ce qui était enregistré est à l’abri.",
    ))
}

/// The database cannot be written.
pub fn read_only(path: &str) -> ApiError {
    let message = say!(
        en "{path} cannot be written.",
        de "{path} ist nicht schreibbar.",
        fr "{path} n’est pas modifiable."
    );
    ApiError::new(Code::Storage, message).remedy(text(
        "Check the owner and rights of the data folder.",
        "Besitzer und Rechte des Datenordners prüfen.",
        "Vérifier le propriétaire et les droits du dossier des données.",
    ))
}

/// Another problem of the database.
pub fn storage(detail: &str) -> ApiError {
    let message = say!(
        en "The database did not take it ({detail}), so nothing was changed.",
        de "Die Datenbank hat es nicht angenommen ({detail}), darum wurde nichts geändert.",
        fr "La base de données ne l’a pas pris ({detail})\u{202f}; rien n’a donc été changé."
    );
    ApiError::new(Code::Storage, message).remedy(text(
        "See “stint doctor” for its state and its backups.",
        "„stint doctor“ nennt ihren Zustand und ihre Sicherungen.",
        "«\u{a0}stint doctor\u{a0}» donne son état et ses sauvegardes.",
    ))
}

/// The database cannot be opened. `what` is the sentence that says why, without its end.
pub fn unopened(what: &str, remedy: String) -> ApiError {
    let message = format!("{what}.");
    ApiError::new(Code::Storage, message).field("data-dir").remedy(remedy)
}

/// What helps when a newer program wrote the database.
pub fn newer_remedy() -> String {
    text(
        "Update Stint; this program leaves the file as it is.",
        "Stint aktualisieren; dieses Programm lässt die Datei, wie sie ist.",
        "Mettre Stint à jour\u{202f}; ce programme laisse le fichier tel quel.",
    )
    .into()
}

/// What helps when the database is damaged: the newest backup, where there is one.
pub fn damaged_remedy(newest: Option<&str>, database: &str) -> String {
    match newest {
        Some(newest) => say!(
            en "Put the newest backup in place with “stint restore {newest}”; the damaged file is kept beside it.",
            de "Die neueste Sicherung mit „stint restore {newest}“ einsetzen; die beschädigte Datei bleibt daneben erhalten.",
            fr "Remettre la dernière sauvegarde avec «\u{a0}stint restore {newest}\u{a0}»\u{202f}; le fichier abîmé est gardé à côté."
        ),
        None => say!(
            en "There is no backup. Move {database} away to begin anew.",
            de "Es gibt keine Sicherung. {database} beiseiteschieben, um neu zu beginnen.",
            fr "Il n’y a pas de sauvegarde. Déplacer {database} pour recommencer."
        ),
    }
}

/// What helps when the data folder cannot be written.
pub fn rights_remedy() -> String {
    text(
        "Check the owner and rights of the data folder, or choose another with --data-dir.",
        "Besitzer und Rechte des Datenordners prüfen oder mit --data-dir einen anderen wählen.",
        "Vérifier le propriétaire et les droits du dossier des données, ou en choisir un autre avec --data-dir.",
    )
    .into()
}

/// What helps when the file belongs to another program.
pub fn foreign_remedy() -> String {
    text(
        "Choose another folder with --data-dir; that file is not Stint's.",
        "Mit --data-dir einen anderen Ordner wählen; diese Datei gehört nicht zu Stint.",
        "Choisir un autre dossier avec --data-dir\u{202f}; ce fichier n’est pas à Stint.",
    )
    .into()
}

/// What helps otherwise.
pub fn disk_remedy() -> String {
    text(
        "Check the disk and the rights of the data folder.",
        "Datenträger und Rechte des Datenordners prüfen.",
        "Vérifier le disque et les droits du dossier des données.",
    )
    .into()
}

/// What the database is called in a sentence.
pub fn the_database() -> &'static str {
    text("The database", "Die Datenbank", "La base de données").said()
}

/// A revision beyond all counting; a defect.
pub fn revision_out_of_range() -> ApiError {
    let message = text(
        "A revision is out of range.",
        "Eine Revision liegt außerhalb des Bereichs.",
        "Une révision sort des limites.",
    );
    ApiError::new(Code::Internal, message)
}
