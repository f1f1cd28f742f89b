//! What a request costs the embedded router, and what somebody who waits does: with few and many in flight, with little and
//! much stored, and beside a bare insert into SQLite.
//!
//!     cargo bench -p router
//!     cargo bench -p router -- --rows 0,1000 --in-flight 1 --rounds 3
//!     cargo bench -p router -- --ceilings
//!
//! Each server is a process of its own. Requests come from the process of the benchmark, over connections that are kept.

mod connection;
mod fill;
mod load;
mod memory;
mod report;
mod server;
mod speed;
mod statements;
mod user;
mod wake;

use std::path::Path;
use std::time::Duration;

use bench_support::{Ceilings, Outcome, Sample};
use clap::Parser;

use crate::speed::{CALLS, Effort, Samples};

/// The most SQL statements of each kind of request. What a link has the router do afterwards may have begun before.
const STATEMENTS: [f64; CALLS.len()] = [2.0, 2.0, 2.0, 2.0, 10.5, 1.0];
/// The most that the processor's time of a request may grow by with ten thousand rows. What goes through all of them takes more
/// than ten times as long; what finds them by an index takes as long, but for the noise.
const GROWTH: f64 = 2.0;
/// The most memory of a waiter with its connection, in kilobytes.
const WAITER: f64 = 32.0;
/// The most memory of an MCP session, in kilobytes.
const MCP_SESSION: f64 = 80.0;

/// Measures what a request costs the embedded router.
#[derive(Parser)]
struct Arguments {
    /// Only holds to ceilings what does not depend on the machine, and writes nothing.
    #[arg(long)]
    ceilings: bool,
    /// How many sessions, accounts and links there are already.
    #[arg(long, value_delimiter = ',', default_values_t = [0, 10_000, 50_000])]
    rows: Vec<usize>,
    /// How many requests are in flight.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 16, 64])]
    in_flight: Vec<usize>,
    /// How many rounds there are.
    #[arg(long, default_value_t = 11)]
    rounds: usize,
    /// How long each kind of request is repeated in a round, in milliseconds.
    #[arg(long, default_value_t = 120)]
    slice: u64,
    /// One kind of request alone, and nothing else; nothing is written.
    #[arg(long)]
    only: Option<String>,
    /// What Cargo says to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let Arguments { ceilings, rows, in_flight, rounds, slice, only, bench: _ } = Arguments::parse();
    let folder = tempfile::tempdir()?;
    if ceilings {
        return hold(folder.path()).await;
    }
    let effort = Effort { rows, in_flight, rounds, slice: Duration::from_millis(slice) };
    let found = speed::measure(folder.path(), &effort, only.as_deref()).await?;
    if only.is_some() {
        println!("{}\n{}", report::creates(&found), report::requests(&effort, &found));
        return Ok(());
    }
    let statements = statements::measure(folder.path()).await?;
    let memory = memory::measure(folder.path()).await?;
    let woken = wake::measure(folder.path(), 4 * rounds).await?;
    report::write(&effort, &found, &statements, memory, &woken)
}

async fn hold(folder: &Path) -> Outcome {
    let mut ceilings = Ceilings::new();
    for ((call, found), ceiling) in CALLS.iter().zip(statements::measure(folder).await?).zip(STATEMENTS) {
        ceilings.hold(&format!("{call}: SQL statements"), found, ceiling);
    }
    let memory = memory::measure(folder).await?;
    ceilings.hold("a waiter: KB", memory.waiter, WAITER);
    ceilings.hold("an MCP session: KB", memory.mcp_session, MCP_SESSION);
    let effort = Effort { rows: vec![0, 10_000], in_flight: vec![1], rounds: 7, slice: Duration::from_millis(100) };
    for found in speed::measure(folder, &effort, None).await? {
        // The least: a busy machine only adds.
        let least = |samples: &Samples| samples.cpu.iter().copied().collect::<Sample>().least();
        let growth = least(&found.routers[1]) / least(&found.routers[0]);
        ceilings.hold(&format!("{}: growth of the processor's time with 10,000 rows", found.call), growth, GROWTH);
    }
    ceilings.verdict()
}
