//! What is said about fields that a workspace demands and an entry lacks.

use crate::language::text;
use crate::say;

/// The workspace demands one or several of `note`, `tag`, `task` and `project`.
pub fn missing(fields: &[&str]) -> (String, String) {
    let (on_target, on_entry): (Vec<&str>, Vec<&str>) =
        fields.iter().copied().partition(|field| matches!(*field, "task" | "project"));
    let add = (!on_entry.is_empty()).then(|| {
        let nouns = listed(&on_entry);
        say!(en "add {nouns} to the entry", de "dem Eintrag {nouns} geben", fr "ajouter {nouns} à l’entrée")
    });
    let book = (!on_target.is_empty()).then(|| {
        let nouns = listed(&on_target);
        say!(en "book on {nouns} there", de "dort auf {nouns} buchen", fr "imputer là-bas sur {nouns}")
    });
    let joint = text(", and ", " und ", " et ");
    let remedy = [add, book].into_iter().flatten().collect::<Vec<_>>().join(joint.said());
    let nouns = listed(fields);
    let reason = say!(
        en "The workspace there asks for {nouns}.",
        de "Der Arbeitsbereich dort verlangt {nouns}.",
        fr "L’espace là-bas demande {nouns}."
    );
    (reason, format!("{}.", capital(&remedy)))
}

/// `a note, a task and a tag`.
fn listed(fields: &[&str]) -> String {
    let named: Vec<&str> = fields.iter().map(|field| noun(field)).collect();
    let and = text(" and ", " und ", " et ");
    match named.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{}{and}{last}", others.join(", ")),
        None => String::new(),
    }
}

pub(super) fn noun(field: &str) -> &str {
    let noun = match field {
        "note" => text("a note", "eine Notiz", "une note"),
        "tag" => text("a tag", "ein Schlagwort", "une étiquette"),
        "task" => text("a task", "eine Aufgabe", "une tâche"),
        "project" => text("a project", "ein Projekt", "un projet"),
        _ => return field,
    };
    noun.said()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_missing_is_named_with_what_helps() {
        let said = |fields: &[&str]| missing(fields);
        assert_eq!(said(&["note"]).0, "The workspace there asks for a note.");
        assert_eq!(said(&["note"]).1, "Add a note to the entry.");
        assert_eq!(said(&["task"]).1, "Book on a task there.");
        let (reason, remedy) = said(&["note", "task", "tag"]);
        assert_eq!(reason, "The workspace there asks for a note, a task and a tag.");
        assert_eq!(remedy, "Add a note and a tag to the entry, and book on a task there.");
    }
}
