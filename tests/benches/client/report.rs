//! The tables and plots of what was measured.

use bench_support::table::number;
use bench_support::{Outcome, Plot, Report, Table};

use crate::measure::{Effort, Row};
use crate::subject::Subject;

/// Whom the others are compared with.
const YARDSTICK: &str = "typed reqwest";

pub(crate) fn write(
    subjects: &[Subject],
    missing: &[String],
    rows: &[Row],
    Effort { calls, rounds }: Effort,
) -> Outcome {
    let how = format!(
        "Each client is a process of its own, which creates the same session at a router on loopback that answers every call with \
         the same. They take turns: medians of {rounds} rounds, {calls} calls each; 500 tools are listed {} times a round.",
        calls.div_ceil(50)
    );
    let mut report = Report::new("client", "What a call costs through the client", &how)?;
    let yardstick = subjects.iter().position(|subject| subject.name == YARDSTICK);
    let columns = || Table::new(["measure"].into_iter().chain(subjects.iter().map(|subject| subject.name)));
    let (mut ratios, mut numbers) = (columns(), columns());
    for row in rows {
        let whole = yardstick.map_or(f64::NAN, |place| row.numbers[place]);
        let cells = |cell: &dyn Fn(f64) -> String| {
            [row.name.to_owned()].into_iter().chain(row.numbers.iter().map(|number| cell(*number))).collect::<Vec<_>>()
        };
        numbers.row(cells(&|found| number(found, row.digits)));
        // What a call takes by the clock is mostly the other side's and the machine's.
        if row.name.contains("wall") {
            continue;
        }
        let mut of_yardstick = cells(&|found| number(found / whole, 2));
        of_yardstick[0] = quantity(row.name).to_owned();
        ratios.row(of_yardstick);
    }
    report.table("Numbers", &numbers);
    report.table("Of typed reqwest", &ratios);
    report.remark(
        "composio-sdk asks version 3 of the API and does not read the lists and the page of tools that version 3.1 answers; it is \
         answered with the same in the shape that it reads. A block that grows counts as a further allocation.",
    );
    for name in missing {
        report.remark(&format!("Not measured: {name}."));
    }
    for row in rows.iter().filter(|row| row.name.contains("CPU") || row.name.contains("memory")) {
        let mut plot = Plot::new(row.name, row.digits);
        for (subject, number) in subjects.iter().zip(&row.numbers) {
            plot.bar(subject.name, *number);
        }
        report.plot(&file_name(quantity(row.name)), plot);
    }
    report.write()
}

/// The name of a row without its unit.
fn quantity(name: &str) -> &str {
    name.rsplit_once(", ").map_or(name, |(quantity, _unit)| quantity)
}

/// A name as a file can have it.
fn file_name(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
