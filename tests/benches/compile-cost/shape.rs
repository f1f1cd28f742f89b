//! What no noise changes: the code that an item gives LLVM, the instructions that the compiler executes for it, and whether a thousand
//! items take ten times as many as a hundred.

use bench_support::machine::is_installed;
use bench_support::{Ceilings, Outcome};

use crate::kinds::{self, KINDS, Kind};
use crate::leaf::{Command, Leaf, Leaves};

/// The LLVM code of a session: lines relative to its floor, and functions in addition to the floor's.
const CODE: [(&str, f64, f64); 5] = [
    ("tool-router-created", 2.85, 10.0),
    ("tool-router-chosen", 2.9, 10.0),
    ("tool-router-executed", 2.45, 15.0),
    ("tool-router-updated", 3.4, 10.0),
    ("tool-router-upfront", 1.95, 13.0),
];
/// The instructions of checking a session, relative to its floor.
const CHECK: [(&str, f64); 2] = [("tool-router-created", 2.6), ("tool-router-policy", 4.55)];
/// What an item of a thousand may cost of an item of a hundred.
const GROWTH: f64 = 1.15;
const SIZES: [usize; 2] = [100, 1000];

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
    if is_installed("valgrind") {
        hold_instructions(&mut ceilings)?;
    } else {
        println!("     instructions: not counted without valgrind");
    }
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

fn hold_instructions(ceilings: &mut Ceilings) -> Outcome {
    let [smaller, larger] = SIZES;
    for (name, ceiling) in CHECK {
        let kind = kinds::named(name)?;
        let floor = kinds::named(kind.floor.ok_or("a kind without a floor")?)?;
        let (item, least) = (of_an_item(kind, smaller)?, of_an_item(floor, smaller)?);
        println!("     {name}: {item:.2} million instructions; {}: {least:.2}", floor.name);
        ceilings.hold(&format!("{name}: instructions of {}", floor.name), item / least, ceiling);
    }
    let created = kinds::named("tool-router-created")?;
    let growth = of_an_item(created, larger)? / of_an_item(created, smaller)?;
    ceilings.hold(&format!("{}: growth from {smaller} to {larger}", created.name), growth, GROWTH);
    Ok(())
}

/// The millions of instructions of checking an item, in a crate of so many.
fn of_an_item(kind: &'static Kind, size: usize) -> Outcome<f64> {
    let mut leaves = Leaves::write(&[kind], &[size])?;
    leaves.count()?;
    leaves.kinds[0].instructions().next().ok_or_else(|| "nothing was counted".into())
}
