//! Bad input and bad days: a clear sentence, exit code 1, nothing changed.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::{Flow, Ground};

/// What is tried.
pub(super) const FLOWS: &[Flow] = &[
    ("bad input: each is refused with field and remedy, and nothing changes", refused),
    ("bad input: any text is kept as it was typed", texts),
    ("a bad account: wrong token, wrong address and plain http are told apart", accounts),
    ("a damaged database: it says which backup can be restored", damaged),
    ("a full disk: the verb is refused and nothing is lost", full_disk),
];

fn refused(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.say(&["add", "Before", "--from", "3h ago", "--for", "1h"])?;
    stint.say(&["start", "Running"])?;
    let before = stint.log()?;
    for (words, named) in [
        (&["start", "X", "--on", "nowhere:KEY"][..], "nowhere"),
        (&["start", "X", "--at", "half past cheese"], "half past cheese"),
        (&["add", "X", "--from", "1h ago", "--to", "2h ago"], "end"),
        (&["add", "X", "--from", "150m ago", "--for", "10m"], "overlap"),
        (&["edit", "00000000", "--note", "X"], "00000000"),
        (&["continue", "00000000"], "00000000"),
    ] {
        let said = stint.refused(words)?;
        ensure!(said.to_lowercase().contains(named), "stint {} names “{named}”: {said}", words.join(" "));
    }
    let said = stint.refused(&["start", &"long ".repeat(8 * 1024)])?;
    ensure!(said.contains("note"), "a note of 40 kB is refused by its name: {said}");
    let after = stint.log()?;
    ensure!(times(&before) == times(&after), "nothing changed: {after}");
    let usage = stint.command(&["start", "--no-such-word"]).output()?;
    ensure!(usage.status.code() == Some(2), "wrong usage ends with 2");
    Ok(())
}

/// What must not change, leaving out what grows by itself.
fn times(log: &serde_json::Value) -> Vec<String> {
    let rows = log.as_array().into_iter().flatten();
    rows.map(|entry| format!("{} {} {} {}", entry["id"], entry["note"], entry["start"], entry["segments"]))
        .collect()
}

fn texts(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    let long = "ß".repeat(2000);
    for note in ["🦀 👩‍👩‍👧 ok", "שלום עולם", "a < b > c & \"d\" 'e'", "two\nlines", &long]
    {
        stint.say(&["start", note])?;
        let status = stint.json(&["status"])?;
        ensure!(
            status["entry"]["note"] == note,
            "“{}…” came back otherwise",
            note.chars().take(20).collect::<String>()
        );
    }
    Ok(())
}

fn accounts(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    let url = format!("{}/clockify", ground.sandbox.url());
    let nobody = "http://127.0.0.1:9/clockify";
    for (url, token, named) in [
        (url.as_str(), "wrong", "key"),
        (nobody, "clockify-sandbox-key", "127.0.0.1"),
        ("http://clockify.example", "clockify-sandbox-key", "https"),
    ] {
        let words = ["tracker", "add", "clockify", "clockify", "--url", url];
        let error =
            stint.token(&words, token).err().with_context(|| format!("{url} with “{token}” is refused"))?;
        let said = format!("{error:#}");
        ensure!(said.to_lowercase().contains(named), "it names “{named}”: {said}");
        ensure!(!said.contains("clockify-sandbox-key"), "the token is never shown: {said}");
    }
    let trackers = stint.json(&["tracker", "list"])?;
    ensure!(trackers.as_array().is_some_and(Vec::is_empty), "nothing was kept: {trackers}");
    Ok(())
}

fn damaged(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.say(&["add", "Review", "--from", "3h ago", "--for", "1h"])?;
    stint.say(&["backup"])?;
    stint.quit()?;
    let database = stint.data().join("stint.db");
    for rest in ["stint.db-wal", "stint.db-shm"] {
        // Present only when the last run left something in them.
        drop(fs::remove_file(stint.data().join(rest)));
    }
    let size = usize::try_from(fs::metadata(&database)?.len())?;
    fs::write(&database, "this is no database, ".repeat(size / 21))?;
    let said = stint.refused(&["status"])?;
    ensure!(said.contains("backup"), "it speaks of the backup: {said}");
    let kept = fs::read(&database)?;
    ensure!(kept.starts_with(b"this is no database"), "the damaged file is left as it is");
    Ok(())
}

fn full_disk(ground: &Ground<'_>) -> Result<()> {
    let stint = ground.stint();
    stint.say(&["add", "Review", "--from", "3h ago", "--for", "1h"])?;
    stint.quit()?;
    // A limit on the size of files is what a full disk looks like to one process; some room is left.
    let database = fs::metadata(stint.data().join("stint.db"))?.len();
    let blocks = (database + 512 * 1024) / 512;
    let program = stint.command(&[]).get_program().to_owned();
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" resident --no-tray");
    let mut command = ground.desktop.command("sh");
    command.arg("-c").arg(script).arg(program).env("STINT_DATA_DIR", stint.data());
    let mut resident = ground.desktop.daemon(&mut command)?;
    resident.ready(|| stint.answers())?;
    ground.desktop.keep(resident);
    let much = "x".repeat(15_000);
    let mut kept = 0;
    let said = loop {
        ensure!(kept < 500, "the disk is never full");
        let output = stint.command(&["start", &format!("{kept} {much}")]).output()?;
        if !output.status.success() {
            ensure!(output.status.code() == Some(1), "a refusal ends with 1: {output:?}");
            break String::from_utf8_lossy(&output.stderr).into_owned();
        }
        kept += 1;
    };
    ensure!(said.contains("nothing was changed"), "it says what became of the verb: {said}");
    ensure!(said.contains("stint doctor") || said.contains("space"), "it says what helps: {said}");
    let running = stint.json(&["status"])?["entry"]["id"].clone();
    stint.kill()?;
    // With room again, everything that was answered is there, and nothing that was refused.
    let log = stint.log()?;
    let entries = log.as_array().map_or(&[][..], Vec::as_slice);
    ensure!(entries.len() == kept + 1, "{kept} starts were kept: {}", entries.len());
    ensure!(stint.json(&["status"])?["entry"]["id"] == running, "what ran runs on");
    Ok(())
}
