//! What a benchmark has found: a Markdown file and its plots in `tests/benches/results`.

use std::fs;
use std::path::PathBuf;

use crate::machine::Provenance;
use crate::{Outcome, Plot, Table, repository};

/// The results of a benchmark. Each of its tables stands under a heading, by which the README quotes it.
#[derive(Debug)]
pub struct Report {
    name: &'static str,
    text: String,
    plots: Vec<(String, Plot)>,
}

impl Report {
    /// The results of the benchmark `name`, and how they were measured.
    pub fn new(name: &'static str, title: &str, how: &str) -> Outcome<Self> {
        let Provenance { machine, compiler, date, commit } = Provenance::here()?;
        let text = format!(
            "# {title}\n\nWritten by `cargo bench -p {name}` in `tests/benches`, not by hand. {how}\n\n\
             {machine}; {compiler}; {date} (UTC); commit {commit}.\n"
        );
        Ok(Self { name, text, plots: Vec::new() })
    }

    /// Adds a table under a heading.
    pub fn table(&mut self, heading: &str, table: &Table) {
        self.text += &format!("\n## {heading}\n\n{table}");
    }

    /// Adds a remark on what stands above.
    pub fn remark(&mut self, remark: &str) {
        self.text += &format!("\n{remark}\n");
    }

    /// Adds a plot.
    pub fn plot(&mut self, name: &str, plot: Plot) {
        let file = format!("{}-{name}.svg", self.name);
        self.text += &format!("\n![{}]({file})\n", plot.title());
        self.plots.push((file, plot));
    }

    /// Prints the results, and writes them to their files.
    ///
    /// # Errors
    ///
    /// When a file cannot be written.
    pub fn write(&self) -> Outcome {
        println!("{}", self.text);
        let folder = results();
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(self.name).with_extension("md"), &self.text)?;
        self.plots.iter().try_for_each(|(file, plot)| plot.draw(&folder.join(file)))
    }
}

/// Where results are written to.
#[must_use]
pub fn results() -> PathBuf {
    repository().join("tests/benches/results")
}
