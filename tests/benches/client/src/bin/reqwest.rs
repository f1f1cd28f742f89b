//! Runs reqwest.

use client::program::{run, uncounted};
use client::subjects::TypedReqwest;
use client::Failure;

fn main() -> Result<(), Failure> {
    run::<TypedReqwest>(uncounted)
}
