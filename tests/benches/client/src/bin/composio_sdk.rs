//! Runs composio-sdk.

use client::program::{run, uncounted};
use client::subjects::ComposioSdk;
use client::Failure;

fn main() -> Result<(), Failure> {
    run::<ComposioSdk>(uncounted)
}
