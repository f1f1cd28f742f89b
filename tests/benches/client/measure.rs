//! What is measured of each client.

use std::fs;
use std::path::Path;

use bench_support::machine::is_installed;
use bench_support::{Outcome, Sample, Unit};

use crate::server::Server;
use crate::subject::{Calls, Process, Subject};

/// How often a warm client makes a call in one round, and how many rounds there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    pub(crate) calls: usize,
    pub(crate) rounds: usize,
}

/// A row of the results: one number for each client, in their order.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) digits: usize,
    pub(crate) numbers: Vec<f64>,
}

/// What a warm client takes for calls: of the processor's time and by the clock. The clients take turns.
pub(crate) fn warm(
    server: &Server,
    subjects: &[Subject],
    names: [&'static str; 2],
    calls: Calls,
    rounds: usize,
) -> Outcome<[Row; 2]> {
    let mut processes = subjects.iter().map(|subject| subject.start(&server.url())).collect::<Outcome<Vec<_>>>()?;
    let mut samples = vec![(Sample::default(), Sample::default()); subjects.len()];
    for round in 0..=rounds {
        for (process, (cpu, wall)) in processes.iter_mut().zip(&mut samples) {
            let took = process.take(calls)?;
            // The first round opens connections, and lets what compiles while it runs do so.
            if round > 0 {
                cpu.push(took.cpu * 1e6);
                wall.push(took.wall * 1e6);
            }
        }
    }
    for process in processes {
        process.end()?;
    }
    let [cpu, wall] = names;
    Ok([
        Row { name: cpu, digits: 1, numbers: samples.iter().map(|(cpu, _)| cpu.median()).collect() },
        Row { name: wall, digits: 1, numbers: samples.iter().map(|(_, wall)| wall.median()).collect() },
    ])
}

/// What a process takes that starts, creates one session and ends: of the processor's time, and of memory.
pub(crate) fn cold(server: &Server, subjects: &[Subject], rounds: usize) -> Outcome<[Row; 2]> {
    let mut samples = vec![(Sample::default(), Sample::default()); subjects.len()];
    for round in 0..=rounds {
        for (subject, (cpu, memory)) in subjects.iter().zip(&mut samples) {
            let mut process = subject.start(&server.url())?;
            process.take(Calls { call: "create", count: 1, in_flight: 1 })?;
            let peak = process.peak_memory()?;
            let cost = process.end()?;
            // The first reads the program from the disk.
            if round > 0 {
                cpu.push(Unit::Milliseconds.of(cost.cpu));
                memory.push(peak);
            }
        }
    }
    Ok([
        Row {
            name: "cold process: CPU, ms",
            digits: 1,
            numbers: samples.iter().map(|(cpu, _)| cpu.median()).collect(),
        },
        Row {
            name: "cold process: peak memory, MB",
            digits: 1,
            numbers: samples.iter().map(|(_, peak)| peak.median()).collect(),
        },
    ])
}

/// How many allocations a warm client makes for a call.
pub(crate) fn allocations(server: &Server, subject: &Subject, call: &'static str) -> Outcome<f64> {
    if !subject.is_compiled() {
        return Ok(f64::NAN);
    }
    let mut process = subject.start_counted(&server.url())?;
    process.take(Calls { call, count: 20, in_flight: 1 })?;
    let took = process.take(Calls { call, count: 100, in_flight: 1 })?;
    process.end()?;
    Ok(took.allocations)
}

/// How many instructions a warm client executes for a call, where there is valgrind.
pub(crate) fn instructions(server: &Server, subject: &Subject, call: &'static str) -> Outcome<f64> {
    const FEW: u32 = 20;
    const MORE: u32 = 120;
    if !subject.is_compiled() || !is_installed("valgrind") {
        return Ok(f64::NAN);
    }
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("callgrind.out");
    let executed = |count: u32| -> Outcome<f64> {
        let mut process: Process = subject.start_under_callgrind(&server.url(), &out)?;
        process.take(Calls { call, count: count.try_into()?, in_flight: 1 })?;
        process.end()?;
        let profile = fs::read_to_string(&out)?;
        let total =
            profile.lines().rev().find_map(|line| line.strip_prefix("totals: ").or(line.strip_prefix("summary: ")));
        Ok(total.ok_or("a profile without its total")?.trim().parse()?)
    };
    Ok((executed(MORE)? - executed(FEW)?) / f64::from(MORE - FEW))
}

/// What each client is found to take, as a row.
pub(crate) fn each(
    subjects: &[Subject],
    (name, digits): (&'static str, usize),
    number: impl Fn(&Subject) -> Outcome<f64>,
) -> Outcome<Row> {
    Ok(Row { name, digits, numbers: subjects.iter().map(number).collect::<Outcome<_>>()? })
}
