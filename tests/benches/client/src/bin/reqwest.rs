//! Runs reqwest.

use client::Failure;
use client::program::{run, uncounted};
use client::subjects::TypedReqwest;

fn main() -> Result<(), Failure> {
    run::<TypedReqwest>(uncounted)
}
