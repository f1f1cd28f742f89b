//! Puts the tables of `tests/benches/results` where the README quotes them, or says that it quotes them wrongly.
//!
//!     cargo run -p bench-support --bin quote [-- --check]
//!
//! A quote stands between two comments, of which the first names the file and the heading of the table:
//!
//!     <!-- quote client.md: In short -->
//!     <!-- end of quote -->

use std::fs;

use bench_support::report::results;
use bench_support::{Outcome, repository};
use clap::Parser;

const BEGIN: &str = "<!-- quote ";
const END: &str = "<!-- end of quote -->";

/// Puts the tables of the benchmarks' results where the README quotes them.
#[derive(Parser)]
struct Arguments {
    /// Only says whether the README quotes the results as they are.
    #[arg(long)]
    check: bool,
}

fn main() -> Outcome {
    let Arguments { check } = Arguments::parse();
    let file = repository().join("README.md");
    let before = fs::read_to_string(&file)?;
    let after = quoted(&before, |name| Ok(fs::read_to_string(results().join(name))?))?;
    if before == after {
        return Ok(());
    }
    if check {
        return Err("README.md does not quote the results as they are: run it without `--check`".into());
    }
    Ok(fs::write(file, after)?)
}

/// The text with each quote as its file has it.
fn quoted(text: &str, read: impl Fn(&str) -> Outcome<String>) -> Outcome<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (source, after) = after.split_once(" -->").ok_or("a quote without the end of its comment")?;
        let (_, after) = after.split_once(END).ok_or_else(|| format!("a quote without an end: {source}"))?;
        let (file, heading) = source.split_once(": ").ok_or_else(|| format!("a quote without a heading: {source}"))?;
        let table = under(&read(file)?, heading).ok_or_else(|| format!("{file} has nothing under {heading:?}"))?;
        out += &format!("{before}{BEGIN}{source} -->\n{table}\n{END}");
        rest = after;
    }
    Ok(out + rest)
}

/// The table that stands under a heading.
fn under(results: &str, heading: &str) -> Option<String> {
    let mut lines = results.lines().skip_while(|line| line.strip_prefix("## ") != Some(heading)).skip(1);
    let table: Vec<&str> =
        lines.by_ref().skip_while(|line| line.is_empty()).take_while(|line| line.starts_with('|')).collect();
    (!table.is_empty()).then(|| table.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::quoted;
    use bench_support::Outcome;

    #[expect(clippy::unnecessary_wraps, reason = "reading a file can fail")]
    fn results(_: &str) -> Outcome<String> {
        Ok("# Client\n\n## In short\n\n| a |\n| --- |\n| 1 |\n\nA remark.\n\n## More\n\n| b |\n".to_owned())
    }

    #[test]
    fn a_quote_is_replaced_and_the_rest_stays() {
        let text = "Before.\n\n<!-- quote client.md: In short -->\n| old |\n<!-- end of quote -->\n\nAfter.\n";
        let after = quoted(text, results).expect("a quote");
        assert_eq!(
            after,
            "Before.\n\n<!-- quote client.md: In short -->\n| a |\n| --- |\n| 1 |\n<!-- end of quote -->\n\nAfter.\n"
        );
        assert_eq!(quoted(&after, results).expect("the same"), after);
    }

    #[test]
    fn a_quote_of_what_is_not_there_is_an_error() {
        let wrong = quoted("<!-- quote client.md: Gone --><!-- end of quote -->", results).expect_err("no such table");
        assert_eq!(wrong.to_string(), "client.md has nothing under \"Gone\"");
        assert!(quoted("<!-- quote client.md: In short -->", results).is_err());
    }
}
