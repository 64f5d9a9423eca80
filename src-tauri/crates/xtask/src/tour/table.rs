//! The rows of the comparison as a person reads them.

use super::compare::Row;
use super::part::Part;

/// One line for each record, one block for each booking.
pub(super) fn table(rows: &[Row]) -> String {
    let head = ["entry", "booked on", "recorded (UTC)", "received (UTC)", ""];
    let mut lines = vec![head.map(str::to_owned)];
    for row in rows {
        let height = row.recorded.len().max(row.received.len()).max(1);
        for index in 0..height {
            let side = |parts: &[Part]| parts.get(index).map(Part::shown).unwrap_or_default();
            let (note, target, verdict) = match (index, row.same()) {
                (0, true) => (row.note.clone(), row.target.clone(), "=".to_owned()),
                (0, false) => {
                    let remark = row.remark.clone().unwrap_or_default();
                    (row.note.clone(), row.target.clone(), format!("differs {remark}"))
                }
                _ => Default::default(),
            };
            lines.push([note, target, side(&row.recorded), side(&row.received), verdict]);
        }
    }
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 5] = std::array::from_fn(width);
    let line = |cells: &[String; 5]| {
        let padded = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let mut text: Vec<String> = lines.iter().map(line).collect();
    text.insert(1, "─".repeat(widths.iter().sum::<usize>() + 8));
    text.join("\n")
}
