//! How many checks passed, counted out of what the runners print.

use anyhow::Result;

use crate::step::Ran;

/// The count so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    passed: u32,
    failed: u32,
    rows: Vec<String>,
    reasons: Vec<String>,
}

impl Tally {
    /// One check that is good or not.
    pub(super) fn single(&mut self, name: &str, result: Result<()>) {
        self.count(name, u32::from(result.is_ok()), u32::from(result.is_err()));
        if let Err(error) = result {
            self.reasons.push(format!("{name}: {error:#}"));
        }
    }

    /// The tests of cargo's or nextest's run.
    pub(super) fn rust(&mut self, name: &str, ran: &Ran) {
        let (passed, failed) = rust_counts(&ran.text);
        self.runner(name, ran, passed, failed);
    }

    /// The tests of vitest's run.
    pub(super) fn vitest(&mut self, name: &str, ran: &Ran) {
        let (passed, failed) = vitest_counts(&ran.text);
        self.runner(name, ran, passed, failed);
    }

    /// A runner that stopped, or counted nothing, is itself a check that did not pass.
    fn runner(&mut self, name: &str, ran: &Ran, passed: u32, failed: u32) {
        let silent = failed == 0 && (!ran.good || passed == 0);
        self.count(name, passed, failed + u32::from(silent));
        if silent || failed > 0 {
            self.reasons.push(format!("{name}: see {}", ran.log.display()));
        }
    }

    fn count(&mut self, name: &str, passed: u32, failed: u32) {
        self.passed += passed;
        self.failed += failed;
        let mark = if failed == 0 { "✓" } else { "✗" };
        let numbers =
            if passed + failed == 1 { String::new() } else { format!(": {passed} of {}", passed + failed) };
        self.rows.push(format!("{mark} {name}{numbers}"));
    }

    /// Every row, then every reason.
    pub(super) fn report(&self) -> String {
        let reasons = self.reasons.iter().map(|reason| format!("\n{reason}"));
        self.rows.iter().cloned().chain(reasons).collect::<Vec<_>>().join("\n")
    }

    /// The last line.
    pub(super) fn line(&self) -> String {
        format!("{} passed, {} failed", self.passed, self.failed)
    }

    /// Whether nothing is left to mend.
    pub(super) fn all_good(&self) -> bool {
        self.failed == 0 && self.passed > 0
    }
}

/// Nextest: `Summary [ 1.2s] 12 tests run: 11 passed (1 slow), 1 failed, 0 skipped`.
/// Cargo: `test result: ok. 12 passed; 0 failed; …`, once for each binary.
fn rust_counts(text: &str) -> (u32, u32) {
    let plain = without_colours(text);
    let summaries = plain.lines().filter(|line| {
        line.contains("tests run:") || line.contains("test run:") || line.contains("test result:")
    });
    let mut counts = (0, 0);
    for line in summaries {
        counts.0 += number_before(line, "passed");
        counts.1 += number_before(line, "failed")
            + number_before(line, "timed out")
            + number_before(line, "exec failed");
    }
    counts
}

/// Vitest: `Tests  1 failed | 12 passed (13)`.
fn vitest_counts(text: &str) -> (u32, u32) {
    let plain = without_colours(text);
    let line = plain.lines().rev().find(|line| line.trim_start().starts_with("Tests ")).unwrap_or_default();
    (number_before(line, "passed"), number_before(line, "failed"))
}

fn number_before(line: &str, word: &str) -> u32 {
    let before = line.find(word).map_or("", |at| line[..at].trim_end());
    before.rsplit(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').map_or(part, |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_runner_is_read() {
        let nextest = "\u{1b}[32;1m     Summary\u{1b}[0m [   1.2s] \u{1b}[1m12\u{1b}[0m tests run: \u{1b}[1m11\u{1b}[0m passed (2 slow), 1 failed, 0 skipped";
        assert_eq!(rust_counts(nextest), (11, 1));
        let cargo = "test result: ok. 7 passed; 0 failed; 0 ignored\ntest result: FAILED. 2 passed; 3 failed; 0 ignored";
        assert_eq!(rust_counts(cargo), (9, 3));
        assert_eq!(
            vitest_counts(" Test Files  2 passed (2)\n      Tests  1 failed | 12 passed (13)\n"),
            (12, 1)
        );
    }

    #[test]
    fn a_runner_that_says_nothing_did_not_pass() {
        let mut tally = Tally::default();
        tally.rust("tests", &Ran { good: true, text: "error: nothing".into(), log: "x.log".into() });
        assert_eq!((tally.line().as_str(), tally.all_good()), ("0 passed, 1 failed", false));
    }

    #[test]
    fn the_last_line_counts_everything() {
        let mut tally = Tally::default();
        tally.single("lints", Ok(()));
        tally.single("a flow", Err(anyhow::anyhow!("the icon is grey")));
        assert_eq!(tally.line(), "1 passed, 1 failed");
        assert!(tally.report().contains("a flow: the icon is grey"));
    }
}
