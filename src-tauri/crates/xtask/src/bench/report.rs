//! The report: each figure beside its limit, and the machine it was measured on.

use std::fmt;
use std::fs;
use std::process::Command;

use anyhow::Result;

/// One measured figure.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    what: String,
    value: f64,
    unit: &'static str,
    limit: Option<f64>,
    more: String,
}

impl Figure {
    /// A figure without a limit.
    pub(crate) fn new(what: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self { what: what.into(), value, unit, limit: None, more: String::new() }
    }

    /// It must not exceed this.
    pub(crate) fn at_most(mut self, limit: f64) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Something else to know about it.
    pub(crate) fn also(mut self, more: impl Into<String>) -> Self {
        self.more = more.into();
        self
    }

    fn above(&self) -> bool {
        self.limit.is_some_and(|limit| self.value > limit)
    }

    fn shown(&self, value: f64) -> String {
        match self.unit {
            "" => format!("{value:.0}"),
            unit if value.abs() < 10.0 => format!("{value:.2} {unit}"),
            unit => format!("{value:.1} {unit}"),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.shown(self.value))?;
        if let Some(limit) = self.limit {
            write!(f, " (at most {}{})", self.shown(limit), if self.above() { ", ABOVE" } else { "" })?;
        }
        if self.more.is_empty() { Ok(()) } else { write!(f, " [{}]", self.more) }
    }
}

/// All figures.
#[derive(Debug, Default)]
pub(crate) struct Report(Vec<Figure>);

impl Report {
    /// Adds figures.
    pub(crate) fn extend(&mut self, figures: Vec<Figure>) {
        self.0.extend(figures);
    }

    /// How many figures exceed their limit.
    pub(crate) fn above(&self) -> usize {
        self.0.iter().filter(|figure| figure.above()).count()
    }

    /// The figures as a table, one row each.
    pub(crate) fn table(&self) -> String {
        let row = |figure: &Figure| {
            let limit = figure.limit.map_or("–".to_owned(), |limit| format!("≤ {}", figure.shown(limit)));
            let mark = if figure.above() { " **above**" } else { "" };
            format!(
                "| {} | {} | {}{mark} | {} |\n",
                figure.what,
                limit,
                figure.shown(figure.value),
                figure.more
            )
        };
        let rows: String = self.0.iter().map(row).collect();
        format!("| what | must hold | measured | also |\n|---|---|---|---|\n{rows}")
    }

    /// A section of BENCHMARKS.md under a heading of its own.
    pub(crate) fn section(&self, heading: &str, how: &str) -> Result<String> {
        Ok(format!("## {heading}\n\n{how}\n\nMeasured on {}.\n\n{}", machine()?, self.table()))
    }

    /// BENCHMARKS.md.
    pub(crate) fn markdown(&self) -> Result<String> {
        Ok(format!(
            "# Benchmarks\n\nWritten by `cargo xtask bench`, which measures the release programs on a virtual \
             desktop (X11, a panel with a real tray, no graphics card). Run it again to renew every figure.\n\n\
             Measured on {}.\n\n{}",
            machine()?,
            self.table()
        ))
    }
}

/// A document with this section in place of the one under the same heading, or at the end.
pub(crate) fn with_section(document: &str, section: &str) -> String {
    let heading = section.lines().next().unwrap_or_default();
    let (before, rest) = match document.split_once(&format!("\n{heading}\n")) {
        Some((before, rest)) => (before, rest.find("\n## ").map_or("", |at| &rest[at..])),
        None => (document.trim_end(), ""),
    };
    format!("{}\n\n{}\n{rest}", before.trim_end(), section.trim_end())
}

/// Processors, memory, system, compiler.
fn machine() -> Result<String> {
    let cpu = fs::read_to_string("/proc/cpuinfo")?;
    let model =
        cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|pair| pair.1));
    let processors = cpu.lines().filter(|line| line.starts_with("processor")).count();
    let memory = fs::read_to_string("/proc/meminfo")?;
    let kilobytes: f64 = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB")?.parse().ok())
        .unwrap_or(0.0);
    let system = fs::read_to_string("/etc/os-release")?;
    let name = system
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))
        .unwrap_or("Linux")
        .trim_matches('"');
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease")?;
    let rustc = Command::new("rustc").arg("--version").output()?;
    Ok(format!(
        "{processors} × {}, {:.0} GB, {name}, kernel {}, {}",
        model.unwrap_or("processor"),
        kilobytes / 1e6,
        kernel.trim(),
        String::from_utf8_lossy(&rustc.stdout).split(" (").next().unwrap_or_default().trim()
    ))
}

#[cfg(test)]
mod tests {
    use super::{Figure, Report, with_section};

    #[test]
    fn a_section_is_renewed_where_it_stands_or_added_at_the_end() {
        let old = "# All\n\n| 1 |\n\n## One\n\nold\n\n## Two\n\nkept\n";
        let renewed = with_section(old, "## One\n\nnew\n");
        assert_eq!(renewed, "# All\n\n| 1 |\n\n## One\n\nnew\n\n## Two\n\nkept\n");
        assert_eq!(with_section(&renewed, "## One\n\nnew\n"), renewed, "once more changes nothing");
        assert_eq!(with_section("# All\n", "## One\n\nnew"), "# All\n\n## One\n\nnew\n");
    }

    #[test]
    fn a_figure_above_its_limit_is_counted_and_marked() {
        let mut report = Report::default();
        report.extend(vec![
            Figure::new("slow", 7.0, "ms").at_most(5.0),
            Figure::new("quick", 1.0, "ms").at_most(5.0),
            Figure::new("free", 9.0, "ms"),
        ]);
        assert_eq!(report.above(), 1);
        assert!(report.markdown().unwrap().contains("| slow | ≤ 5.00 ms | 7.00 ms **above** |"));
    }
}
