//! What is said about verbs and their times.

use crate::{ApiError, Code};

/// Nothing runs.
pub fn nothing_running() -> ApiError {
    ApiError::new(Code::NotNow, "Nothing is running.").remedy("Start with “stint start”.")
}

/// No earlier entry.
pub fn nothing_to_continue() -> ApiError {
    ApiError::new(Code::NotNow, "There is no earlier entry to go on with.").remedy("Start a new one.")
}

/// Nothing to undo.
pub fn nothing_to_undo() -> ApiError {
    ApiError::new(Code::NotNow, "There is nothing to undo.")
}

/// Nothing to redo.
pub fn nothing_to_redo() -> ApiError {
    ApiError::new(Code::NotNow, "There is nothing to redo.")
}

/// No such entry.
pub fn unknown_entry(id: &str) -> ApiError {
    ApiError::new(Code::NotFound, format!("No entry has the id {id}."))
        .field("id")
        .remedy("“stint log --json” shows the ids.")
}

/// The beginning of an id fits several entries.
pub fn several_entries(id: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("Several entries begin with {id}."))
        .field("id")
        .remedy("Type more of it.")
}

/// A time in the future.
pub fn future(field: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("“{field}” lies in the future."))
        .field(field)
        .remedy("Give a time that has passed; for a day before, add the date or “yesterday”.")
}

/// A time too early.
pub fn too_early(field: &str, earliest: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("“{field}” must be later than {earliest}."))
        .field(field)
        .remedy(format!("Give a time after {earliest}."))
}

/// The end is not after the start.
pub fn end_before_start() -> ApiError {
    ApiError::new(Code::BadInput, "The end is not after the start.")
        .field("to")
        .remedy("Give a later end, or a duration.")
}

/// A time outside an entry.
pub fn outside(field: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("“{field}” does not lie inside the entry."))
        .field(field)
        .remedy("Give a time between its start and its end.")
}

/// A border that is not there (any more).
pub fn no_border(at: &str) -> ApiError {
    ApiError::new(Code::NotNow, format!("No two parts touch at {at} any more."))
        .field("from")
        .remedy("Look at the entry again; it was changed meanwhile.")
}

/// A border beyond the parts it lies between.
pub fn beyond(after: &str, before: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("The border lies between {after} and {before}."))
        .field("at")
        .remedy("Give a time between them.")
}

/// A border between two parts that was not named.
pub fn which_border() -> ApiError {
    ApiError::new(Code::BadInput, "Which border is meant is missing.")
        .field("from")
        .remedy("Say where it lies now.")
}

/// A part that does not end.
pub fn part_without_end() -> ApiError {
    ApiError::new(Code::BadInput, "A part has no end.")
        .field("parts")
        .remedy("Give one; only the last part of a running entry goes on.")
}

/// A move without a goal.
pub fn move_where() -> ApiError {
    ApiError::new(Code::BadInput, "Where to is missing.")
        .field("by")
        .remedy("Give how far, such as -15m, or a new start with --to.")
}

/// A break that does not fit.
pub fn bad_break() -> ApiError {
    ApiError::new(Code::BadInput, "A break lies outside the entry or overlaps another.")
        .field("break")
        .remedy("Give breaks as FROM-TO inside the entry, one after the other.")
}

/// Times overlap other entries.
pub fn overlaps(others: &str) -> ApiError {
    ApiError::new(Code::Overlap, format!("The times overlap {others}."))
        .field("overlap")
        .remedy("Choose: trim the others, split them, or keep both (--overlap trim|split|keep).")
}

/// Too many overlaps.
pub fn too_many() -> ApiError {
    ApiError::new(Code::Overlap, "The times overlap too many entries at once.")
        .field("overlap")
        .remedy("Choose a shorter range, or keep both.")
}

/// Merging one entry.
pub fn merge_needs_two() -> ApiError {
    ApiError::new(Code::BadInput, "Merging needs two entries or more.")
        .field("id")
        .remedy("Name another entry.")
}

/// One of several entries does not take a change.
pub fn in_entry(entry: &str, why: ApiError) -> ApiError {
    ApiError { message: format!("{entry}: {} Nothing was changed.", why.message), ..why }
}

/// More entries than one verb takes.
pub fn too_many_at_once(most: usize) -> ApiError {
    ApiError::new(Code::BadInput, format!("More than {most} entries are named at once."))
        .field("ids")
        .remedy("Take some of them first, then the rest.")
}

/// No entry was named.
pub fn none_named() -> ApiError {
    ApiError::new(Code::BadInput, "No entry is named.").field("ids").remedy("Choose at least one.")
}

/// A running entry where a finished one is needed.
pub fn still_running() -> ApiError {
    ApiError::new(Code::NotNow, "The entry still runs.").remedy("Stop it first.")
}

/// No undecided time.
pub fn nothing_undecided() -> ApiError {
    ApiError::new(Code::NotNow, "Nothing is undecided there.")
}

/// Two fields that exclude each other.
pub fn contradiction(fields: &str) -> ApiError {
    ApiError::new(Code::BadInput, format!("{fields} cannot be given together."))
        .field("to")
        .remedy("Give one of them.")
}

/// A note that is too long.
pub fn note_too_long(kilobytes: usize) -> ApiError {
    ApiError::new(Code::BadInput, format!("The note is longer than {kilobytes} kB."))
        .field("note")
        .remedy("Shorten it; long text belongs into the tracker's issue.")
}

/// A tag that is none.
pub fn bad_tag() -> ApiError {
    ApiError::new(Code::BadInput, "A tag is empty, longer than 100 bytes, or holds a line break.")
        .field("tag")
        .remedy("Use a short word.")
}

/// Text that is no time.
pub fn bad_when(field: &str, sentence: &str) -> ApiError {
    let (said, remedy) = halves(sentence);
    ApiError::new(Code::BadInput, said).field(field).remedy(remedy)
}

/// Text that is no duration.
pub fn bad_duration(field: &str, sentence: &str) -> ApiError {
    let (said, remedy) = halves(sentence);
    ApiError::new(Code::BadInput, said).field(field).remedy(remedy)
}

/// "What happened; what to do" as two sentences. One without a remedy in it gets the usual one.
fn halves(sentence: &str) -> (String, String) {
    let (said, remedy) = sentence.split_once("; ").unwrap_or(("This was not understood", sentence));
    (capital(said), capital(remedy))
}

fn capital(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// Neither an end nor a duration.
pub fn end_missing() -> ApiError {
    ApiError::new(Code::BadInput, "The end is missing.").field("to").remedy("Give --to or --for.")
}

/// A work time of nothing.
pub fn no_work() -> ApiError {
    ApiError::new(Code::BadInput, "The work time must be longer than nothing.")
        .field("for")
        .remedy("Give a longer one, or delete the entry.")
}
