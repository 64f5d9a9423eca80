//! What is said about uploads: why one waits or needs a person, and what helps. Each gives (reason, remedy).

use super::losses::minutes;

type Words = (String, String);

fn words(reason: impl Into<String>, remedy: impl Into<String>) -> Words {
    (reason.into(), remedy.into())
}

fn with(detail: &str, sentence: &str) -> String {
    if detail.is_empty() {
        format!("{sentence}.")
    } else {
        format!("{sentence}: {}.", detail.trim_end_matches('.'))
    }
}

/// The answer was lost.
pub fn unsure() -> Words {
    words("The answer was lost.", "Stint looks before it sends again; nothing to do.")
}

/// The workspace demands one or several of `note`, `tag`, `task` and `project`.
pub fn missing(fields: &[&str]) -> Words {
    let (on_target, on_entry): (Vec<&str>, Vec<&str>) =
        fields.iter().copied().partition(|field| matches!(*field, "task" | "project"));
    let add = (!on_entry.is_empty()).then(|| format!("add {} to the entry", listed(&on_entry)));
    let book = (!on_target.is_empty()).then(|| format!("book on {} there", listed(&on_target)));
    let remedy = [add, book].into_iter().flatten().collect::<Vec<_>>().join(", and ");
    words(format!("The workspace there asks for {}.", listed(fields)), format!("{}.", capital(&remedy)))
}

/// `a note, a task and a tag`.
fn listed(nouns: &[&str]) -> String {
    let named: Vec<String> = nouns.iter().map(|noun| format!("a {noun}")).collect();
    match named.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// Too short.
pub fn too_short(seconds: u32) -> Words {
    words(
        format!("The tracker takes nothing shorter than {}.", minutes(seconds)),
        "Make the entry longer, or drop the upload.",
    )
}

/// Too long.
pub fn too_long(seconds: u32) -> Words {
    words(
        format!("The tracker takes nothing longer than {} h in one record.", seconds / 3600),
        "Split the entry, or drop the upload.",
    )
}

/// Not a target there.
pub fn bad_target(target: &str) -> Words {
    words(format!("“{target}” cannot be booked on there."), "Choose another target.")
}

/// Only live timers.
pub fn live_only() -> Words {
    words(
        "The workspace there takes no finished entries, only its own running timer.",
        "Ask its owner to allow manual time.",
    )
}

/// Locked before a day.
pub fn locked_before(day: &str) -> Words {
    words(
        format!("Times before {day} are locked there."),
        "Ask the workspace's owner to unlock them, or drop the upload.",
    )
}

/// The content was refused.
pub fn refused(detail: &str) -> Words {
    words(
        with(detail, "The tracker did not take it"),
        "Edit the entry or choose another target, then try again.",
    )
}

/// No rights.
pub fn not_allowed(detail: &str) -> Words {
    words(with(detail, "This account may not book there"), "Ask for the right, or choose another target.")
}

/// Booking time is off there.
pub fn feature_off(detail: &str) -> Words {
    words(
        with(detail, "Time tracking is off there"),
        "Switch it on there or choose another target, then try again.",
    )
}

/// The tracker cannot do it.
pub fn unsupported(detail: &str) -> Words {
    words(
        with(detail, "The tracker has no way to do this from outside"),
        "Do it there by hand, then drop the upload.",
    )
}

/// The target is gone.
pub fn target_gone(detail: &str) -> Words {
    words(
        with(detail, "The target is not there any more, or not visible"),
        "Choose another target, then try again.",
    )
}

/// Locked or approved.
pub fn locked(detail: &str) -> Words {
    words(with(detail, "The period or record is locked there"), "Ask for it to be unlocked, then try again.")
}

/// Changed by somebody else.
pub fn changed() -> Words {
    words(
        "The record in the tracker is not what Stint sent.",
        "Send yours over it, take theirs, or leave both as they are.",
    )
}

/// Removed by somebody else.
pub fn gone() -> Words {
    words(
        "Somebody removed the record in the tracker since.",
        "Send yours to make it anew, take theirs to unbook the entry, or leave both as they are.",
    )
}

/// Several candidates.
pub fn ambiguous(count: usize) -> Words {
    let reason = match count {
        0 => {
            return words(
                "Whether it arrived cannot be seen with this account.".to_owned(),
                "Look in the tracker. Remove it there if you do not want it; then drop the upload.",
            );
        }
        1 => "A record there could be this one.".to_owned(),
        count => format!("{count} records there could be this one."),
    };
    words(reason, "Pick the one that is yours, or drop the upload.")
}

/// Nonsense.
pub fn unexpected(detail: &str) -> Words {
    words(
        with(detail, "The answer does not look like this tracker's"),
        "Check the connection's address, then try again.",
    )
}

/// Why a connection waits. `until` is a local time; `None` = until a person acts.
pub fn pause(code: &str, detail: &str, until: Option<&str>, variable: &str) -> Words {
    let next = match until {
        Some(until) => format!("Stint tries again at {until}."),
        None => "Then choose Try again.".into(),
    };
    match code {
        "sign_in" => {
            words("The tracker does not know the token any more.", "Sign in again with a new token.")
        }
        "signed_out" => words(
            with(detail, "The sign-in there has ended"),
            "Sign in again; entries wait here until then, nothing is lost.",
        ),
        "not_allowed" => words(
            with(detail, "The account is not let in"),
            "Check workspace and rights there, then test the connection.",
        ),
        "quota" => words(with(detail, "The tracker takes no more requests for now"), next),
        "unreachable" => words(with(detail, "The tracker cannot be reached"), next),
        "blocked" => words(with(detail, "Something in front of the tracker turns Stint away"), next),
        "no_token" => words("No token is kept for this connection.", "Sign in again with a token."),
        "keychain_locked" => words(
            "The keychain is locked.",
            format!("Unlock it, or set {variable} in the resident's environment. {next}"),
        ),
        "keychain_missing" | "keychain_silent" => words(
            "The keychain does not answer.",
            format!("Start it, or set {variable} in the resident's environment. {next}"),
        ),
        "by_hand" => words("You paused the uploads here.", "Resume them when you like; nothing is lost."),
        "removed" => removed(),
        _ => words("The connection waits.", next),
    }
}

/// The connection was removed.
pub fn removed() -> Words {
    words(
        "The connection was removed, so nothing is sent there.",
        "Choose another target, or leave it as a record.",
    )
}

/// Given up by the person.
pub fn dropped() -> Words {
    words("You gave this upload up; the tracker was left as it is.", "Try again to send it after all.")
}

/// Undecided time holds an entry back.
pub fn undecided() -> Words {
    words("Part of this entry is undecided, so nothing is sent yet.", "Decide what that time was.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_record_is_told_in_the_unit_a_person_would_use() {
        assert_eq!(too_short(900).0, "The tracker takes nothing shorter than 15 min.");
        assert_eq!(too_short(1).0, "The tracker takes nothing shorter than 1 s.");
    }

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
