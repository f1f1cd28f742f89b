//! A process that makes calls when it is told to, and says what they took. It is told on standard input,
//! `<call> <count> <in flight>`, a line each, and answers with a line of JSON.

use std::env;
use std::io::{self, BufRead, Write};
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use nix::sys::resource::{UsageWho, getrusage};
use serde_json::json;
use tokio::runtime;

use crate::{Client, Failure};

/// How many allocations there were so far.
pub type Allocations = fn() -> usize;

/// Runs the client until standard input ends. The router's URL is the last argument.
///
/// # Errors
///
/// When a call fails, or a line says nothing that it knows.
pub fn run<C: Client>(allocations: Allocations) -> Result<(), Failure> {
    let url = env::args().next_back().ok_or("the router's URL is missing")?;
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let client = C::new(&url)?;
        for line in io::stdin().lock().lines() {
            let line = line?;
            let [call, count, in_flight] = *line.split(' ').collect::<Vec<_>>() else {
                return Err(format!("not a call: {line}").into());
            };
            let (count, in_flight) = (count.parse()?, in_flight.parse()?);
            let took = match call {
                "create" => took(count, in_flight, allocations, async || client.create().await.map(drop)).await?,
                "execute" => {
                    let session = client.create().await?;
                    took(count, in_flight, allocations, async || some(client.execute(&session).await?)).await?
                }
                "tools" => {
                    let session = client.create().await?;
                    took(count, in_flight, allocations, async || some(client.tools(&session).await?)).await?
                }
                _ => return Err(format!("not a call: {call}").into()),
            };
            writeln!(io::stdout(), "{took}")?;
        }
        Ok(())
    })
}

/// An answer without anything in it was not read.
fn some(number: usize) -> Result<(), Failure> {
    if number == 0 { Err("the answer is empty".into()) } else { Ok(()) }
}

async fn took(
    count: usize,
    in_flight: usize,
    allocations: Allocations,
    call: impl AsyncFn() -> Result<(), Failure>,
) -> Result<serde_json::Value, Failure> {
    let (started, cpu, before) = (Instant::now(), processor()?, allocations());
    let worker = async || {
        for _ in 0..count / in_flight {
            call().await?;
        }
        Ok::<_, Failure>(())
    };
    if in_flight == 1 {
        worker().await?;
    } else {
        try_join_all((0..in_flight).map(|_| worker())).await?;
    }
    let (wall, cpu, allocations) = (started.elapsed(), processor()? - cpu, allocations() - before);
    Ok(json!({ "wall": wall.as_secs_f64(), "cpu": cpu.as_secs_f64(), "allocations": allocations }))
}

/// The processor's time that this process had.
fn processor() -> io::Result<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    let spent = usage.user_time() + usage.system_time();
    let (seconds, micros) = (spent.tv_sec().unsigned_abs(), spent.tv_usec().unsigned_abs());
    Ok(Duration::from_secs(seconds) + Duration::from_micros(micros))
}

/// In a process that does not count its allocations.
#[must_use]
pub fn uncounted() -> usize {
    0
}
