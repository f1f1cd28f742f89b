//! What it costs to depend on tool-router: the time of a clean build, crates, and the size of a program.
//!
//!     cargo bench -p dependency
//!     cargo bench -p dependency -- --programs tool-router,reqwest --runs 1
//!
//! Each program is minimal, in a folder of its own, and built from nothing: with every feature of tool-router by itself, and
//! beside that with reqwest alone and with `composio-sdk`. Crates are downloaded before. A clean build keeps both cores busy, so
//! that what else the machine does shows.

mod program;

use bench_support::cost::Costs;
use bench_support::table::number;
use bench_support::{Outcome, Plot, Report, Table, Unit};
use clap::Parser;

use crate::program::Program;

/// Measures what it costs to depend on tool-router.
#[derive(Parser)]
struct Arguments {
    /// The programs; all of them unless said.
    #[arg(long, value_delimiter = ',')]
    programs: Vec<String>,
    /// How often each is built from nothing.
    #[arg(long, default_value_t = 1)]
    runs: usize,
    /// What Cargo says to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What was found of a program.
struct Found {
    name: String,
    crates: usize,
    builds: Costs,
    /// In megabytes, of a release without symbols.
    size: f64,
}

fn main() -> Outcome {
    let Arguments { programs, runs, bench: _ } = Arguments::parse();
    let mut all = program::all()?;
    if let Some(unknown) = programs.iter().find(|name| all.iter().all(|program| program.name != **name)) {
        let known: Vec<&str> = all.iter().map(|program| program.name.as_str()).collect();
        return Err(format!("{unknown} is not one of {}", known.join(", ")).into());
    }
    all.retain(|program| programs.is_empty() || programs.contains(&program.name));
    let mut found = Vec::new();
    for program in all {
        eprintln!("{}", program.name);
        match measure(&program, runs) {
            Ok(program) => found.push(Ok(program)),
            // A peer may need a library that this machine does not have.
            Err(error) if program.is_peer => found.push(Err(format!("{}: {error}", program.name))),
            Err(error) => return Err(error),
        }
    }
    write(&found, runs)
}

fn measure(program: &Program, runs: usize) -> Outcome<Found> {
    let folder = program.write()?;
    let crates = folder.crates()?;
    let mut builds = Costs::new(Unit::Seconds);
    for _ in 0..runs {
        builds.push(folder.build_from_nothing()?);
    }
    Ok(Found { name: program.name.clone(), crates, builds, size: folder.release_size()? })
}

fn write(found: &[Result<Found, String>], runs: usize) -> Outcome {
    let how = format!(
        "Minimal programs that create a session or, with reqwest alone, send a request. `cargo build` from nothing (medians of \
         {runs}), the crates that it compiles, and the size of a release without symbols. The feature `local` also compiles SQLite."
    );
    let mut report = Report::new("dependency", "What it costs to depend on tool-router", &how)?;
    let mut table = Table::new(["program", "crates", "clean build: CPU, s", "by the clock, s", "release, MB"]);
    let mut time = Plot::new("clean cargo build: CPU, seconds", 1);
    let mut size = Plot::new("a minimal program, release without symbols: MB", 2);
    let mut missing = Vec::new();
    for found in found {
        let Found { name, crates, builds, size: bytes } = match found {
            Ok(found) => found,
            Err(reason) => {
                missing.push(reason);
                continue;
            }
        };
        let (cpu, wall) = (builds.cpu.median(), builds.wall.median());
        table.row([name.clone(), crates.to_string(), number(cpu, 1), number(wall, 1), number(*bytes, 2)]);
        time.bar(name, cpu);
        size.bar(name, *bytes);
    }
    report.table("Programs", &table);
    for reason in missing {
        report.remark(&format!("Not measured: {reason}."));
    }
    report.plot("build", time);
    report.plot("size", size);
    report.write()
}
