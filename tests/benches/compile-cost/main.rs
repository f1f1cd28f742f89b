//! What a declared session costs the compiler, beside other macros and what is written by hand, in one run.
//!
//!     cargo bench -p compile-cost
//!     cargo bench -p compile-cost -- --kinds tool-router-created,floor-created --sizes 100 --runs 1 --commands check
//!     cargo bench -p compile-cost -- --ceilings
//!
//! For each kind of item it checks and builds a crate with none and 100 of them, each of them used, and with 1000 of those that the
//! README quotes. Only the leaf crate is measured: its dependencies are built before. All crates take turns, so that a slow moment
//! hits all of them. Where valgrind is installed, the instructions of checking the smallest crates are counted as well, which a slow
//! moment does not change.

mod instructions;
mod kinds;
mod leaf;
mod report;
mod shape;

use bench_support::Outcome;
use bench_support::machine::is_installed;
use clap::Parser;

use crate::kinds::{KINDS, Kind};
use crate::leaf::{Command, Leaves};

/// Measures what a declared session costs the compiler.
#[derive(Parser)]
struct Arguments {
    /// Only holds what no noise changes to its ceilings, and writes nothing.
    #[arg(long)]
    ceilings: bool,
    /// The kinds of items; all of them unless said.
    #[arg(long, value_delimiter = ',', value_parser = kinds::named)]
    kinds: Vec<&'static Kind>,
    /// How many items a crate has. The sizes after the smallest are for the kinds that the README quotes.
    #[arg(long, value_delimiter = ',', default_values_t = [100, 1000])]
    sizes: Vec<usize>,
    /// What is measured.
    #[arg(long, value_delimiter = ',', default_values_t = [Command::Check, Command::Build], value_enum)]
    commands: Vec<Command>,
    /// How often each crate is compiled.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// What Cargo says to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Outcome {
    if let Some(outcome) = instructions::in_place_of_rustc() {
        return outcome;
    }
    let Arguments { ceilings, mut kinds, mut sizes, commands, runs, bench: _ } = Arguments::parse();
    if ceilings {
        return shape::hold();
    }
    if kinds.is_empty() {
        kinds = KINDS.iter().collect();
    }
    sizes.retain(|size| *size > 0);
    sizes.sort_unstable();
    let mut leaves = Leaves::write(&kinds, &sizes)?;
    for command in &commands {
        leaves.measure(*command, runs)?;
    }
    if is_installed("valgrind") {
        leaves.count()?;
    }
    report::write(&leaves, &commands, runs)
}
