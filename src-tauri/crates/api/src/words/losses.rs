//! What a tracker will show differently, in words; and an amount of time in the tracker's own unit.

use crate::language::text;
use crate::say;

/// An amount as the tracker keeps it: `1:30:05` in seconds, `90 min` in minutes, `1.50 h` in decimal hours.
pub fn amount(seconds: u32, in_seconds: bool, in_hours: bool) -> String {
    if in_hours {
        let (hours, hundredths) = (seconds / 3600, seconds % 3600 * 100 / 3600);
        say!(
            en "{hours}.{hundredths:02} h",
            de "{hours},{hundredths:02} Std.",
            fr "{hours},{hundredths:02} h"
        )
    } else if in_seconds {
        format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    } else {
        let minutes = seconds / 60;
        say!(en "{minutes} min", de "{minutes} Min.", fr "{minutes} min")
    }
}

/// `45 s`, from a minute on `15 min`.
pub(super) fn minutes(seconds: u32) -> String {
    if seconds < 60 {
        return say!(en "{seconds} s", de "{seconds} Sek.", fr "{seconds} s");
    }
    let minutes = (seconds + 30) / 60;
    say!(en "{minutes} min", de "{minutes} Min.", fr "{minutes} min")
}

/// Rounded.
pub fn rounded(seconds: i32) -> String {
    let by = minutes(seconds.unsigned_abs());
    if seconds > 0 {
        say!(en "Rounded up by {by}.", de "Aufgerundet um {by}", fr "Arrondi de {by} vers le haut.")
    } else {
        say!(en "Rounded down by {by}.", de "Abgerundet um {by}", fr "Arrondi de {by} vers le bas.")
    }
}

/// Breaks subtracted.
pub fn break_subtracted(seconds: u32) -> String {
    let pause = minutes(seconds);
    say!(
        en "Break of {pause} subtracted, so it reads as ending earlier.",
        de "Pause von {pause} abgezogen, darum endet es dort früher.",
        fr "Pause de {pause} déduite\u{202f}; la fin y paraît donc plus tôt."
    )
}

/// No date.
pub fn no_date() -> String {
    text(
        "No date there: it counts on the day of upload; date and times go into the text.",
        "Dort gibt es kein Datum: Es zählt am Tag des Uploads; Datum und Zeiten stehen im Text.",
        "Pas de date là-bas\u{a0}: le jour de l’envoi compte\u{202f}; date et heures vont dans le texte.",
    )
    .into()
}

/// No clock time.
pub fn no_clock_time() -> String {
    text(
        "No clock times there, only the day.",
        "Dort gibt es keine Uhrzeiten, nur den Tag.",
        "Pas d’heures là-bas, seulement le jour.",
    )
    .into()
}

/// No tags.
pub fn no_tags() -> String {
    text(
        "Tags are not kept there.",
        "Schlagwörter werden dort nicht aufbewahrt.",
        "Les étiquettes n’y sont pas gardées.",
    )
    .into()
}

/// Text changed.
pub fn text_changed() -> String {
    text(
        "Characters that are not allowed there are replaced.",
        "Zeichen, die dort nicht erlaubt sind, werden ersetzt.",
        "Les caractères non permis là-bas sont remplacés.",
    )
    .into()
}

/// Text cut.
pub fn text_cut(kept: u32) -> String {
    say!(
        en "The text is cut after {kept} characters.",
        de "Der Text wird nach {kept} Zeichen abgeschnitten.",
        fr "Le texte est coupé après {kept} caractères."
    )
}

/// Split.
pub fn split(parts: u32) -> String {
    say!(
        en "Becomes {parts} records there.",
        de "Wird dort zu {parts} Datensätzen.",
        fr "Devient {parts} enregistrements là-bas."
    )
}

/// Past midnight, where each day is a record.
pub fn past_midnight(records: u32) -> String {
    if records > 1 {
        return say!(
            en "Runs past midnight, so it becomes {records} records, one a day.",
            de "Geht über Mitternacht und wird darum zu {records} Datensätzen, einem je Tag.",
            fr "Passe minuit et devient donc {records} enregistrements, un par jour."
        );
    }
    text(
        "Runs past midnight; all of it counts on this day, because the rest is too short for a record.",
        "Geht über Mitternacht; alles zählt an diesem Tag, weil der Rest für einen Datensatz zu kurz ist.",
        "Passe minuit\u{202f}; tout compte ce jour-là, car le reste est trop court pour un enregistrement.",
    )
    .into()
}
