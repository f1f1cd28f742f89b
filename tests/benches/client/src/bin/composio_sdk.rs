//! Runs composio-sdk.

use client::Failure;
use client::program::{run, uncounted};
use client::subjects::ComposioSdk;

fn main() -> Result<(), Failure> {
    run::<ComposioSdk>(uncounted)
}
