//! What a call costs through the client, beside other clients of the same API, in one run.
//!
//!     cargo bench -p client
//!     cargo bench -p client -- --calls 200 --rounds 3
//!     cargo bench -p client --no-default-features -- --ceilings
//!
//! Each client is a process of its own. They call a router on loopback, in the process of the benchmark, which answers every call
//! with the same. The warm clients take turns.

mod measure;
mod report;
mod server;
mod subject;

use bench_support::machine::is_installed;
use bench_support::{Ceilings, Outcome};
use clap::Parser;

use crate::measure::{Effort, allocations, cold, each, instructions, warm};
use crate::server::Server;
use crate::subject::{Calls, Subject};

/// The most allocations that creating a session may take.
const ALLOCATIONS: f64 = 74.0;
/// The most instructions.
const INSTRUCTIONS: f64 = 107_000.0;

/// Measures what a call costs through the client.
#[derive(Parser)]
struct Arguments {
    /// Only holds what no noise changes to its ceilings, and writes nothing.
    #[arg(long)]
    ceilings: bool,
    /// The clients, by name; all of them unless said. The first column is always that of tool-router.
    #[arg(long, value_delimiter = ',')]
    clients: Vec<String>,
    /// How many calls a round has.
    #[arg(long, default_value_t = 1600)]
    calls: usize,
    /// How many rounds there are.
    #[arg(long, default_value_t = 9)]
    rounds: usize,
    /// What Cargo says to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Outcome {
    let Arguments { ceilings, clients, calls, rounds, bench: _ } = Arguments::parse();
    let server = Server::start()?;
    if ceilings { hold(&server) } else { measure(&server, &clients, Effort { calls, rounds }) }
}

fn hold(server: &Server) -> Outcome {
    let mut ceilings = Ceilings::new();
    let ours = Subject::ours();
    ceilings.hold("allocations of a create", allocations(server, &ours, "create")?, ALLOCATIONS);
    if is_installed("valgrind") {
        ceilings.hold("instructions of a create", instructions(server, &ours, "create")?, INSTRUCTIONS);
    } else {
        println!("     instructions of a create: not counted without valgrind");
    }
    ceilings.verdict()
}

fn measure(server: &Server, clients: &[String], Effort { calls, rounds }: Effort) -> Outcome {
    let (mut subjects, missing) = Subject::all();
    let ours = Subject::ours();
    subjects.retain(|subject| {
        clients.is_empty() || subject.name == ours.name || clients.iter().any(|name| name == subject.name)
    });
    let mut rows = Vec::new();
    let warm_calls = [
        (["create: CPU, µs", "create: wall, µs"], "create", calls, 1),
        (["create, 16 in flight: CPU, µs", "create, 16 in flight: wall, µs"], "create", calls, 16),
        (["execute: CPU, µs", "execute: wall, µs"], "execute", calls, 1),
        (["tools(), 500 of them: CPU, µs", "tools(), 500 of them: wall, µs"], "tools", calls.div_ceil(50), 1),
    ];
    for (names, call, count, in_flight) in warm_calls {
        rows.extend(warm(server, &subjects, names, Calls { call, count, in_flight }, rounds)?);
    }
    rows.extend(cold(server, &subjects, rounds)?);
    for (name, call) in [("create: allocations", "create"), ("execute: allocations", "execute")] {
        rows.push(each(&subjects, (name, 1), |subject| allocations(server, subject, call))?);
    }
    let name = ("create: instructions, thousands", 1);
    rows.push(each(&subjects, name, |subject| Ok(instructions(server, subject, "create")? / 1e3))?);
    let requests = each(&subjects, ("create: requests", 1), |subject| requests(server, subject))?;
    rows.push(requests);
    report::write(&subjects, &missing, &rows, Effort { calls, rounds })
}

/// How many requests a client sends to create a session.
fn requests(server: &Server, subject: &Subject) -> Outcome<f64> {
    let mut process = subject.start(&server.url())?;
    server.requests();
    process.take(Calls { call: "create", count: 10, in_flight: 1 })?;
    process.end()?;
    Ok(f64::from(u32::try_from(server.requests())?) / 10.0)
}
