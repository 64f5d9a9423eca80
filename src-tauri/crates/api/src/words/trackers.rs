//! What is said about connections, targets and accounts.

use crate::language::text;
use crate::{ApiError, Code, say};

/// A target that is not `connection:key`.
pub fn bad_target(typed: &str) -> ApiError {
    let message = say!(
        en "“{typed}” is not a target.",
        de "„{typed}“ ist kein Ziel.",
        fr "«\u{a0}{typed}\u{a0}» n’est pas une cible."
    );
    ApiError::new(Code::BadInput, message).field("on").remedy(text(
        "Write it as CONNECTION:KEY, such as plane:PROJ-12; “stint target search” finds them.",
        "Als VERBINDUNG:SCHLÜSSEL schreiben, etwa plane:PROJ-12; „stint target search“ findet sie.",
        "L’écrire CONNEXION:CLÉ, comme plane:PROJ-12\u{202f}; «\u{a0}stint target search\u{a0}» les trouve.",
    ))
}

/// No such connection.
pub fn unknown(name: &str) -> ApiError {
    let message = say!(
        en "No connection is called “{name}”.",
        de "Keine Verbindung heißt „{name}“.",
        fr "Aucune connexion ne s’appelle «\u{a0}{name}\u{a0}»."
    );
    ApiError::new(Code::NotFound, message).field("tracker").remedy(text(
        "“stint tracker list” shows them; “stint tracker add” makes one.",
        "„stint tracker list“ zeigt sie; „stint tracker add“ legt eine an.",
        "«\u{a0}stint tracker list\u{a0}» les montre\u{202f}; «\u{a0}stint tracker add\u{a0}» en crée une.",
    ))
}

/// No such target.
pub fn unknown_target(typed: &str) -> ApiError {
    let message = say!(
        en "“{typed}” is not known there.",
        de "„{typed}“ ist dort nicht bekannt.",
        fr "«\u{a0}{typed}\u{a0}» n’y est pas connu."
    );
    ApiError::new(Code::NotFound, message).field("on").remedy(text(
        "Look it up with “stint target search”, or fetch the list again with “stint tracker refresh”.",
        "Mit „stint target search“ suchen oder die Liste mit „stint tracker refresh“ neu holen.",
        "Le chercher avec «\u{a0}stint target search\u{a0}», ou recharger la liste avec «\u{a0}stint tracker refresh\u{a0}».",
    ))
}

/// A target that an entry is not booked on.
pub fn not_booked_on(typed: &str) -> ApiError {
    let message = say!(
        en "The entry is not booked on “{typed}”.",
        de "Der Eintrag ist nicht auf „{typed}“ gebucht.",
        fr "L’entrée n’est pas imputée sur «\u{a0}{typed}\u{a0}»."
    );
    ApiError::new(Code::BadInput, message).field("not").remedy(text(
        "“stint preview ID” shows where it is booked.",
        "„stint preview ID“ zeigt, wo er gebucht ist.",
        "«\u{a0}stint preview ID\u{a0}» montre où elle est imputée.",
    ))
}

/// No such kind.
pub fn unknown_kind(kind: &str, known: &str) -> ApiError {
    let message = say!(
        en "“{kind}” is not a tracker Stint knows.",
        de "„{kind}“ ist kein Tracker, den Stint kennt.",
        fr "«\u{a0}{kind}\u{a0}» n’est pas un service que Stint connaît."
    );
    ApiError::new(Code::BadInput, message).field("kind").remedy(one_of(known))
}

/// A name that cannot be one.
pub fn bad_name() -> ApiError {
    let message = text(
        "The name is empty, longer than 40 characters, or holds a colon or a blank.",
        "Der Name ist leer, länger als 40 Zeichen oder enthält einen Doppelpunkt oder ein Leerzeichen.",
        "Le nom est vide, dépasse 40 caractères ou contient un deux-points ou une espace.",
    );
    ApiError::new(Code::BadInput, message).field("name").remedy(text(
        "Use a short word such as “work”; it becomes the first part of work:PROJ-12.",
        "Ein kurzes Wort wie „work“ nehmen; es wird der erste Teil von work:PROJ-12.",
        "Prendre un mot court comme «\u{a0}work\u{a0}»\u{202f}; il devient le début de work:PROJ-12.",
    ))
}

/// A name that is taken.
pub fn name_taken(name: &str) -> ApiError {
    let message = say!(
        en "A connection called “{name}” exists already.",
        de "Es gibt schon eine Verbindung namens „{name}“.",
        fr "Il existe déjà une connexion «\u{a0}{name}\u{a0}»."
    );
    ApiError::new(Code::BadInput, message).field("name").remedy(text(
        "Choose another name, or remove that one first.",
        "Einen anderen Namen wählen oder jene erst entfernen.",
        "Choisir un autre nom ou retirer d’abord celle-là.",
    ))
}

/// An address that cannot be one.
pub fn bad_url(url: &str) -> ApiError {
    let message = say!(
        en "“{url}” is not a web address.",
        de "„{url}“ ist keine Webadresse.",
        fr "«\u{a0}{url}\u{a0}» n’est pas une adresse web."
    );
    ApiError::new(Code::BadInput, message).field("url").remedy(text(
        "Write it as https://host.",
        "Als https://host schreiben.",
        "L’écrire https://host.",
    ))
}

/// Plain http beyond this machine.
pub fn insecure_url() -> ApiError {
    let message = text(
        "Without encryption everybody on the way could read the token.",
        "Ohne Verschlüsselung könnten alle auf dem Weg den Token lesen.",
        "Sans chiffrement, tout le monde en chemin pourrait lire le jeton.",
    );
    ApiError::new(Code::BadInput, message).field("url").remedy(text(
        "Use https://; plain http:// works only for this machine itself.",
        "https:// nehmen; einfaches http:// geht nur für diesen Rechner selbst.",
        "Prendre https://\u{202f}; http:// seul ne va que pour cette machine même.",
    ))
}

/// An address with a user name or password in it.
pub fn url_with_secret() -> ApiError {
    let message = text(
        "The address holds a user name, password, query or fragment.",
        "Die Adresse enthält Benutzernamen, Passwort, Abfrage oder Fragment.",
        "L’adresse contient un nom d’utilisateur, un mot de passe, une requête ou un fragment.",
    );
    ApiError::new(Code::BadInput, message).field("url").remedy(text(
        "Leave only https://host and, where needed, a path; the token goes into its own field.",
        "Nur https://host und, wo nötig, einen Pfad lassen; der Token hat sein eigenes Feld.",
        "Ne laisser que https://host et, au besoin, un chemin\u{202f}; le jeton a son propre champ.",
    ))
}

/// A required field of the form is empty.
pub fn field_missing(key: &str, label: &str) -> ApiError {
    let message = say!(en "{label} is missing.", de "{label} fehlt.", fr "Il manque\u{a0}: {label}.");
    ApiError::new(Code::BadInput, message).field(key).remedy(text("Fill it in.", "Ausfüllen.", "À remplir."))
}

/// A tracker that every house runs on a server of its own, and no address of one.
pub fn url_missing(tracker: &str) -> ApiError {
    let message = say!(
        en "The address of your {tracker} is missing.",
        de "Die Adresse des eigenen {tracker} fehlt.",
        fr "Il manque l’adresse de votre {tracker}."
    );
    let remedy = text(
        "Give the address of its start page, such as https://tracker.example.org.",
        "Die Adresse seiner Startseite angeben, etwa https://tracker.example.org.",
        "Donner l’adresse de sa page d’accueil, comme https://tracker.example.org.",
    );
    ApiError::new(Code::BadInput, message).field("url").remedy(remedy)
}

/// A field the form does not have.
pub fn unknown_field(key: &str, known: &str) -> ApiError {
    let message = say!(
        en "This tracker has no setting “{key}”.",
        de "Dieser Tracker hat keine Einstellung „{key}“.",
        fr "Ce service n’a pas de réglage «\u{a0}{key}\u{a0}»."
    );
    let remedy = if known.is_empty() {
        text("Leave it out.", "Weglassen.", "L’omettre.").into()
    } else {
        say!(en "It has: {known}.", de "Er hat: {known}.", fr "Il a\u{a0}: {known}.")
    };
    ApiError::new(Code::BadInput, message).field(key).remedy(remedy)
}

/// A value a field does not take.
pub fn bad_choice(key: &str, known: &str) -> ApiError {
    let message = say!(
        en "“{key}” does not take this value.",
        de "„{key}“ nimmt diesen Wert nicht.",
        fr "«\u{a0}{key}\u{a0}» n’accepte pas cette valeur."
    );
    ApiError::new(Code::BadInput, message).field(key).remedy(one_of(known))
}

fn one_of(known: &str) -> String {
    say!(en "Choose one of: {known}.", de "Zur Wahl stehen: {known}.", fr "Choisir parmi\u{a0}: {known}.")
}

/// No token anywhere.
pub fn token_missing(secret: &str, variable: &str) -> ApiError {
    let message = say!(en "{secret} is missing.", de "{secret} fehlt.", fr "Il manque\u{a0}: {secret}.");
    ApiError::new(Code::BadInput, message).field("token").remedy(say!(
        en "Give it with --token-stdin, or set {variable} for the resident.",
        de "Mit --token-stdin angeben oder {variable} für den Hintergrunddienst setzen.",
        fr "Le donner avec --token-stdin ou définir {variable} pour le processus de fond."
    ))
}

/// The keychain did not help.
pub fn keychain(what: &str, variable: &str) -> ApiError {
    let message = say!(
        en "{what}, so the token could not be kept.",
        de "{what}, darum ließ sich der Token nicht aufbewahren.",
        fr "{what}\u{202f}; le jeton n’a donc pas pu être gardé."
    );
    ApiError::new(Code::Keychain, message).field("token").remedy(say!(
        en "Unlock it and try again, or set {variable} in the resident's environment.",
        de "Entsperren und noch einmal versuchen, oder {variable} in der Umgebung des Hintergrunddienstes setzen.",
        fr "Le déverrouiller et réessayer, ou définir {variable} pour le processus de fond."
    ))
}

/// No such upload.
pub fn unknown_upload(id: &str) -> ApiError {
    let message = say!(
        en "No upload has the id {id}.",
        de "Kein Upload hat die Kennung {id}.",
        fr "Aucun envoi n’a l’identifiant {id}."
    );
    ApiError::new(Code::NotFound, message).field("id").remedy(text(
        "“stint uploads” shows them.",
        "„stint uploads“ zeigt sie.",
        "«\u{a0}stint uploads\u{a0}» les montre.",
    ))
}

/// An upload that is not waiting for a person.
pub fn upload_not_stuck() -> ApiError {
    let message = text(
        "This upload does not wait for a person.",
        "Dieser Upload wartet auf niemanden.",
        "Cet envoi n’attend personne.",
    );
    ApiError::new(Code::NotNow, message).field("id")
}

/// Which remote record is meant.
pub fn which_record() -> ApiError {
    let message = text(
        "It is not clear which record there is meant.",
        "Es ist nicht klar, welcher Datensatz dort gemeint ist.",
        "On ne sait pas quel enregistrement est visé là-bas.",
    );
    ApiError::new(Code::BadInput, message).field("remote_id").remedy(text(
        "Name it; “stint uploads --json” lists the candidates.",
        "Ihn nennen; „stint uploads --json“ zählt sie auf.",
        "Le nommer\u{202f}; «\u{a0}stint uploads --json\u{a0}» les énumère.",
    ))
}

/// A record that another upload knows as its own.
pub fn record_taken() -> ApiError {
    let message = text(
        "Another upload knows this record as its own.",
        "Dieser Datensatz gehört schon zu einem anderen Upload.",
        "Cet enregistrement appartient déjà à un autre envoi.",
    );
    ApiError::new(Code::Refused, message).field("remote_id").remedy(text(
        "Pick another one, or drop the upload.",
        "Einen anderen wählen oder den Upload aufgeben.",
        "En choisir un autre ou renoncer à l’envoi.",
    ))
}

/// An upload whose record nobody else changed.
pub fn no_conflict() -> ApiError {
    let message = text(
        "Nobody changed or removed the record of this upload.",
        "Den Datensatz dieses Uploads hat niemand geändert oder entfernt.",
        "Personne n’a changé ni retiré l’enregistrement de cet envoi.",
    );
    ApiError::new(Code::NotNow, message).field("id").remedy(text(
        "“stint uploads” shows which uploads need you, and why.",
        "„stint uploads“ zeigt, welche Uploads zu erledigen sind und warum.",
        "«\u{a0}stint uploads\u{a0}» montre les envois à traiter, et pourquoi.",
    ))
}

/// Theirs of an entry that is not booked there any more.
pub fn not_booked_any_more() -> ApiError {
    let message = text(
        "The entry is not booked there any more, so it cannot take theirs.",
        "Der Eintrag ist dort nicht mehr gebucht und kann die dortige Fassung nicht übernehmen.",
        "L’entrée n’y est plus imputée et ne peut donc prendre la version de là-bas.",
    );
    ApiError::new(Code::NotNow, message).field("id").remedy(text(
        "Send yours to remove the record there, or leave both as they are.",
        "Die eigene Fassung senden, um den Datensatz dort zu entfernen, oder beide lassen.",
        "Envoyer la version d’ici pour y retirer l’enregistrement, ou laisser les deux.",
    ))
}

/// Theirs is a live timer.
pub fn theirs_runs() -> ApiError {
    let message = text(
        "The record runs as a timer there.",
        "Der Datensatz läuft dort als Uhr.",
        "L’enregistrement y tourne comme chronomètre.",
    );
    ApiError::new(Code::NotNow, message).field("id").remedy(text(
        "Stop it there first, then check again.",
        "Ihn dort erst stoppen, dann noch einmal prüfen.",
        "L’y arrêter d’abord, puis vérifier de nouveau.",
    ))
}

/// Theirs is one of several records of an entry, and no edit of the entry says the same.
pub fn theirs_is_one_of_several() -> ApiError {
    let message = text(
        "The entry has several records there, and this change touches more than its own part.",
        "Der Eintrag hat dort mehrere Datensätze, und diese Änderung betrifft mehr als den eigenen Teil.",
        "L’entrée y a plusieurs enregistrements, et ce changement touche plus que sa propre part.",
    );
    ApiError::new(Code::NotNow, message).field("id").remedy(text(
        "Edit the entry, or choose one of the other two.",
        "Den Eintrag bearbeiten oder eine der anderen beiden Möglichkeiten wählen.",
        "Modifier l’entrée ou choisir l’une des deux autres possibilités.",
    ))
}
