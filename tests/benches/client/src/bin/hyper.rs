//! Runs hyper.

use client::program::{run, uncounted};
use client::subjects::RawHyper;
use client::Failure;

fn main() -> Result<(), Failure> {
    run::<RawHyper>(uncounted)
}
