//! Runs hyper.

use client::Failure;
use client::program::{run, uncounted};
use client::subjects::RawHyper;

fn main() -> Result<(), Failure> {
    run::<RawHyper>(uncounted)
}
