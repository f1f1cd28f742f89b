//! What the benchmarks share: costs of processes, tables, plots, and reports that name the machine, the date and the commit.

pub mod ceiling;
pub mod cost;
pub mod machine;
pub mod plot;
pub mod report;
pub mod sample;
pub mod table;

use std::error::Error;
use std::path::{Path, PathBuf};

pub use self::ceiling::Ceilings;
pub use self::cost::{Cost, Unit};
pub use self::plot::Plot;
pub use self::report::Report;
pub use self::sample::Sample;
pub use self::table::Table;

/// How a benchmark ends when it could not measure.
pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The folder of the repository.
#[must_use]
pub fn repository() -> PathBuf {
    let benches = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3);
    benches.expect("this package is three folders below the repository").to_owned()
}
