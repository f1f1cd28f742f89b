//! Runs the client that the first argument names, and counts its allocations. That takes time of its own, so that no time is
//! measured of this program.

use std::alloc::System;
use std::env;

use client::Failure;
use client::program::run;
#[cfg(feature = "composio-sdk")]
use client::subjects::ComposioSdk;
use client::subjects::{RawHyper, ThisCrate, TypedReqwest};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// A block that grows is a further allocation.
fn allocations() -> usize {
    let stats = ALLOCATOR.stats();
    stats.allocations + stats.reallocations
}

fn main() -> Result<(), Failure> {
    match env::args().nth(1).as_deref() {
        Some("client-tool-router") => run::<ThisCrate>(allocations),
        Some("client-reqwest") => run::<TypedReqwest>(allocations),
        Some("client-hyper") => run::<RawHyper>(allocations),
        #[cfg(feature = "composio-sdk")]
        Some("client-composio-sdk") => run::<ComposioSdk>(allocations),
        other => Err(format!("not a client: {other:?}").into()),
    }
}
