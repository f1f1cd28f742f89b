//! The tables and plots of what was measured.

use bench_support::cost::Costs;
use bench_support::table::number;
use bench_support::{Outcome, Plot, Report, Table};

use crate::leaf::{Command, Leaves, OfKind};

/// What others are compared with.
const YARDSTICK: &str = "bon";

pub(crate) fn write(leaves: &Leaves, commands: &[Command], runs: usize) -> Outcome {
    let sizes = leaves.sizes.iter().map(usize::to_string).collect::<Vec<_>>().join(" and ");
    let how = format!(
        "Crates without an item, and with {sizes}, by turns: medians of {runs} runs each of the processor's time, less that of the \
         empty crate. A `floor-…` is the same caller over one builder that is written by hand for all agents, without generics and \
         without a macro; see `kinds.rs` for the source of each kind."
    );
    let mut report = Report::new("compile-cost", "What an item costs the compiler", &how)?;
    report.table("In short", &in_short(leaves, commands));
    for command in commands {
        report.table(&format!("cargo {command}"), &table(leaves, *command));
    }
    for command in commands {
        report.plot(&command.to_string(), plot(leaves, *command));
    }
    report.write()
}

/// What an item of the largest crate costs, of the kinds that the README quotes.
fn in_short(leaves: &Leaves, commands: &[Command]) -> Table {
    let columns = commands.iter().map(|command| format!("`cargo {command}`, ms an item"));
    let counted = leaves.kinds.iter().any(|of| of.instructions().next().is_some());
    let instructions = counted.then(|| "instructions of a check, millions an item".to_owned());
    let mut table = Table::new(["kind".to_owned()].into_iter().chain(columns).chain(instructions));
    for of in leaves.kinds.iter().filter(|of| of.kind.is_in_short()) {
        let costs = commands.iter().map(|command| number(last(cpu(of, *command)), 2));
        let instructions = counted.then(|| number(last(of.instructions()), 1));
        table.row([of.kind.name.to_owned()].into_iter().chain(costs).chain(instructions));
    }
    table
}

fn table(leaves: &Leaves, command: Command) -> Table {
    let mut columns = vec!["kind".to_owned(), "empty crate, ms".to_owned()];
    columns.extend(leaves.sizes.iter().map(|size| format!("ms an item of {size}")));
    columns.extend(["growth", "above its floor, ms", "of bon", "by the clock, ms"].map(str::to_owned));
    let mut table = Table::new(columns);
    let named = |name: &str| leaves.kinds.iter().find(|of| of.kind.name == name);
    for of in &leaves.kinds {
        let cpu: Vec<f64> = cpu(of, command).collect();
        let largest = last(cpu.iter().copied());
        // In a crate of the same size.
        let other = |name: Option<&str>| {
            let other = name.and_then(named).map(|other| self::cpu(other, command));
            last(other.into_iter().flat_map(|other| other.take(cpu.len())))
        };
        let mut row = vec![of.kind.name.to_owned(), number(of.empty.costs(command).cpu.median(), 0)];
        row.extend((0..leaves.sizes.len()).map(|size| number(cpu.get(size).copied().unwrap_or(f64::NAN), 2)));
        row.push(number(if cpu.len() > 1 { largest / cpu[0] } else { f64::NAN }, 2));
        row.push(number(largest - other(of.kind.floor), 2));
        row.push(number(largest / other(Some(YARDSTICK)), 2));
        row.push(number(last(of.per_item(command, |costs| costs.wall.median())), 2));
        table.row(row);
    }
    table
}

fn plot(leaves: &Leaves, command: Command) -> Plot {
    let size = leaves.sizes.first().copied().unwrap_or_default();
    let mut plot = Plot::new(format!("cargo {command}: milliseconds an item, in a crate of {size}"), 2);
    for of in &leaves.kinds {
        plot.bar(of.kind.name, cpu(of, command).next().unwrap_or(f64::NAN));
    }
    plot
}

fn cpu(of: &OfKind, command: Command) -> impl Iterator<Item = f64> {
    of.per_item(command, |costs: &Costs| costs.cpu.median())
}

fn last(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.last().unwrap_or(f64::NAN)
}
