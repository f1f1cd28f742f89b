//! Runs the client of this repository.

use client::program::{run, uncounted};
use client::subjects::ThisCrate;
use client::Failure;

fn main() -> Result<(), Failure> {
    run::<ThisCrate>(uncounted)
}
