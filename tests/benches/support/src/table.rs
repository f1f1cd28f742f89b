//! Tables in Markdown.

use std::fmt;

/// A table with a heading for each column. The first column is text, the others are aligned as numbers.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new<C: Into<String>>(columns: impl IntoIterator<Item = C>) -> Self {
        Self { columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row. Cells that are missing stay empty.
    pub fn row<C: Into<String>>(&mut self, cells: impl IntoIterator<Item = C>) {
        let mut cells: Vec<String> = cells.into_iter().map(Into::into).collect();
        cells.resize(self.columns.len(), String::new());
        self.rows.push(cells);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rule: Vec<String> =
            (0..self.columns.len()).map(|column| if column == 0 { "---" } else { "---:" }.to_owned()).collect();
        formatter.write_str(&(line(&self.columns) + &line(&rule)))?;
        self.rows.iter().try_for_each(|row| formatter.write_str(&line(row)))
    }
}

/// A number as a cell, with so many digits after the point; a dash for what was not measured.
#[must_use]
pub fn number(number: f64, digits: usize) -> String {
    if number.is_finite() { format!("{number:.digits$}") } else { "–".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Table, number};

    #[test]
    fn a_table_is_written_in_markdown() {
        let mut table = Table::new(["kind", "ms"]);
        table.row(["bon", "1.50"]);
        table.row(["serde"]);
        assert_eq!(table.to_string(), "| kind | ms |\n| --- | ---: |\n| bon | 1.50 |\n| serde |  |\n");
    }

    #[test]
    fn what_was_not_measured_is_a_dash() {
        assert_eq!((number(1.256, 2), number(f64::NAN, 2)), ("1.26".to_owned(), "–".to_owned()));
    }
}
