//! Runs the client of this repository.

use client::Failure;
use client::program::{run, uncounted};
use client::subjects::ThisCrate;

fn main() -> Result<(), Failure> {
    run::<ThisCrate>(uncounted)
}
