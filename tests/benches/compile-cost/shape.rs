//! What no noise changes: the code that an item gives LLVM, and whether a thousand items cost ten times as much as a hundred.

use bench_support::{Ceilings, Outcome};

use crate::kinds::{self, KINDS, Kind};
use crate::leaf::{Command, Leaf, Leaves};

/// The LLVM code of a session: lines relative to its floor, and functions in addition to the floor's.
const CODE: [(&str, f64, f64); 4] = [
    ("tool-router-created", 2.85, 11.0),
    ("tool-router-chosen", 2.95, 12.0),
    ("tool-router-executed", 2.45, 16.0),
    ("tool-router-upfront", 1.95, 14.0),
];
/// What an item of a thousand may cost of an item of a hundred.
const GROWTH: f64 = 1.15;
const SIZES: [usize; 2] = [100, 1000];
const RUNS: usize = 5;
const ATTEMPTS: usize = 3;

pub(crate) fn hold() -> Outcome {
    // A kind that does not compile would only be noticed by whoever measures next.
    Leaves::write(&KINDS.iter().collect::<Vec<_>>(), &[1])?.measure(Command::Check, 1)?;
    let mut ceilings = Ceilings::new();
    for (name, lines, functions) in CODE {
        let kind = kinds::named(name)?;
        let floor = kinds::named(kind.floor.ok_or("a kind without a floor")?)?;
        let (code, least) = (Code::of_an_item(kind)?, Code::of_an_item(floor)?);
        println!(
            "     {name}: {} lines, {} functions; {}: {}, {}",
            code.lines, code.functions, floor.name, least.lines, least.functions
        );
        ceilings.hold(&format!("{name}: lines of {}", floor.name), code.lines / least.lines, lines);
        ceilings.hold(&format!("{name}: functions beside {}", floor.name), code.functions - least.functions, functions);
    }
    ceilings.hold(
        "tool-router-created: growth from 100 to 1000",
        growth(kinds::named("tool-router-created")?)?,
        GROWTH,
    );
    ceilings.verdict()
}

/// The code that LLVM is given.
#[derive(Clone, Copy)]
struct Code {
    lines: f64,
    functions: f64,
}

impl Code {
    /// What one item more brings.
    fn of_an_item(kind: &Kind) -> Outcome<Self> {
        const FEW: usize = 10;
        const MORE: usize = 20;
        let [few, more] = [Leaf::write(kind, FEW)?, Leaf::write(kind, MORE)?];
        let (few, more) = (Self::of(&few.llvm()?), Self::of(&more.llvm()?));
        let items = f64::from(u32::try_from(MORE - FEW)?);
        Ok(Self { lines: (more.lines - few.lines) / items, functions: (more.functions - few.functions) / items })
    }

    fn of(text: &str) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a file of some megabytes")]
        let count = |start: &str| text.lines().filter(|line| line.starts_with(start)).count() as f64;
        // What stands in a function is indented.
        Self { lines: count("  "), functions: count("define ") }
    }
}

/// What an item costs in the largest crate of what it costs in the smallest. A busy machine only adds, so that the least counts, and
/// growth that is over the ceiling is measured again: a change of shape stays.
fn growth(kind: &'static Kind) -> Outcome<f64> {
    let mut leaves = Leaves::write(&[kind], &SIZES)?;
    let mut growth = f64::NAN;
    for _ in 0..ATTEMPTS {
        leaves.measure(Command::Check, RUNS)?;
        let per_item: Vec<f64> = leaves.kinds[0].per_item(Command::Check, |costs| costs.user.least()).collect();
        growth = per_item[1] / per_item[0];
        if growth <= GROWTH {
            break;
        }
    }
    Ok(growth)
}
