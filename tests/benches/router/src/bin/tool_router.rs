//! The embedded router, with its store in the file that the first argument names. With a second argument it counts its SQL
//! statements, which takes time of its own: nothing else is measured then.

use std::env;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use router::{Failure, KEY, answer};
use tool_router_local::{LocalRouter, SandboxProvider};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Longer than the benchmark runs: no link expires while it does.
const LINK_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

static STATEMENTS: AtomicU64 = AtomicU64::new(0);

/// Counts what sqlx logs: an event for each statement.
struct Counter;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut arguments = env::args().skip(1);
    let store = arguments.next().ok_or("the store's file is missing")?;
    if arguments.next().is_some() {
        tracing::subscriber::set_global_default(Counter)?;
    }
    let router = LocalRouter::builder().sandbox(SandboxProvider::default()).api_key(KEY).store_file(store);
    let router = router.link_lifetime(LINK_LIFETIME).start().await?;
    let address = router.url().socket_addrs(|| None)?.pop().ok_or("a router without an address")?;
    answer(address, || STATEMENTS.load(Relaxed)).await?;
    router.stop().await;
    Ok(())
}

impl Subscriber for Counter {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, _: &Event<'_>) {
        STATEMENTS.fetch_add(1, Relaxed);
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
