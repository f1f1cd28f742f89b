//! Crates of so many items of a kind, and what Cargo took for them.

use std::env;
use std::fmt::{self, Display};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};

use bench_support::cost::Costs;
use bench_support::{Cost, Outcome, Unit, repository};
use clap::ValueEnum;

use crate::instructions;
use crate::kinds::Kind;

/// What Cargo does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Command {
    Check,
    Build,
}

impl Display for Command {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Check => "check",
            Self::Build => "build",
        })
    }
}

/// A crate of so many items of a kind.
pub(crate) struct Leaf {
    path: PathBuf,
    /// What each command took.
    costs: [Costs; 2],
    /// The millions of instructions of a check.
    instructions: Option<f64>,
}

impl Leaf {
    pub(crate) fn write(kind: &Kind, size: usize) -> Outcome<Self> {
        let repository = repository();
        let name = format!("{}-{size}", kind.name);
        let path = folder().join(&name);
        fs::create_dir_all(path.join("src"))?;
        let dependencies = kind.dependencies(&repository);
        fs::write(
            path.join("Cargo.toml"),
            format!(
                "[package]\nname = \"leaf-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
                 [dependencies]\n{dependencies}\n"
            ),
        )?;
        fs::write(path.join("src/lib.rs"), kind.source(size))?;
        fs::copy(repository.join("examples/tool-router.catalog.json"), path.join("typed.catalog.json"))?;
        fs::copy(repository.join("Cargo.lock"), path.join("Cargo.lock"))?;
        Ok(Self { path, costs: [Costs::new(Unit::Milliseconds), Costs::new(Unit::Milliseconds)], instructions: None })
    }

    pub(crate) fn costs(&self, command: Command) -> &Costs {
        &self.costs[command as usize]
    }

    /// Compiles the crate, which is as if it had just been written.
    pub(crate) fn compile(&self, command: Command) -> Outcome<Cost> {
        Cost::of(self.cargo()?.arg(command.to_string()).stdout(Stdio::null()))
    }

    /// Counts the instructions of a check, once.
    pub(crate) fn count(&mut self) -> Outcome<f64> {
        let count = instructions::of_check(self)?;
        self.instructions = Some(count);
        Ok(count)
    }

    /// The millions of instructions of a check, if they were counted.
    pub(crate) fn instructions(&self) -> Option<f64> {
        self.instructions
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Cargo, for the crate as if it had just been written.
    pub(crate) fn cargo(&self) -> Outcome<process::Command> {
        let source = self.path.join("src/lib.rs");
        fs::write(&source, fs::read(&source)?)?;
        let mut cargo = process::Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&self.path).env("CARGO_TARGET_DIR", folder().join("target")).env("CARGO_TERM_QUIET", "true");
        // Incremental compilation would measure what did not change.
        cargo.env("CARGO_INCREMENTAL", "0");
        Ok(cargo)
    }

    /// The crate as LLVM is given it, as text.
    pub(crate) fn llvm(&self) -> Outcome<String> {
        let file = self.path.join("leaf.ll");
        let mut cargo = self.cargo()?;
        cargo.args(["rustc", "--lib", "--", "-Ccodegen-units=1", "-Cdebuginfo=0"]);
        cargo.arg(format!("--emit=llvm-ir={}", file.display()));
        Cost::of(&mut cargo)?;
        Ok(fs::read_to_string(file)?)
    }
}

/// The crates of a kind: without an item, and of each size.
pub(crate) struct OfKind {
    pub(crate) kind: &'static Kind,
    pub(crate) empty: Leaf,
    pub(crate) sized: Vec<(usize, Leaf)>,
}

impl OfKind {
    /// What one item costs in a crate of each size.
    pub(crate) fn per_item<'a>(
        &'a self,
        command: Command,
        number: impl Fn(&Costs) -> f64 + 'a,
    ) -> impl Iterator<Item = f64> + 'a {
        let empty = number(self.empty.costs(command));
        #[expect(clippy::cast_precision_loss, reason = "a thousand items")]
        self.sized.iter().map(move |(size, leaf)| (number(leaf.costs(command)) - empty) / *size as f64)
    }

    /// The millions of instructions that checking an item takes, in the crate of each size that was counted.
    pub(crate) fn instructions(&self) -> impl Iterator<Item = f64> {
        let empty = self.empty.instructions().unwrap_or(f64::NAN);
        #[expect(clippy::cast_precision_loss, reason = "a thousand items")]
        self.sized.iter().filter_map(move |(size, leaf)| Some((leaf.instructions()? - empty) / *size as f64))
    }
}

/// All crates.
pub(crate) struct Leaves {
    pub(crate) kinds: Vec<OfKind>,
    pub(crate) sizes: Vec<usize>,
}

impl Leaves {
    pub(crate) fn write(kinds: &[&'static Kind], sizes: &[usize]) -> Outcome<Self> {
        let of_kind = |kind: &&'static Kind| -> Outcome<OfKind> {
            // The others would take most of the time.
            let sizes = if kind.is_in_short() { sizes } else { sizes.get(..1).unwrap_or_default() };
            let sized = sizes.iter().map(|size| Ok((*size, Leaf::write(kind, *size)?)));
            Ok(OfKind { kind, empty: Leaf::write(kind, 0)?, sized: sized.collect::<Outcome<_>>()? })
        };
        Ok(Self { kinds: kinds.iter().map(of_kind).collect::<Outcome<_>>()?, sizes: sizes.to_vec() })
    }

    /// Compiles each crate so and so many times, after one time that is not counted.
    pub(crate) fn measure(&mut self, command: Command, runs: usize) -> Outcome {
        for run in 0..=runs {
            for leaf in self.all() {
                let cost = leaf.compile(command)?;
                if run > 0 {
                    leaf.costs[command as usize].push(cost);
                }
            }
            eprintln!("{command}: {run} of {runs}");
        }
        Ok(())
    }

    /// Counts what checking each crate of the smallest size takes, less that of the empty one.
    pub(crate) fn count(&mut self) -> Outcome {
        for of in &mut self.kinds {
            of.empty.count()?;
            if let Some((_, smallest)) = of.sized.first_mut() {
                smallest.count()?;
            }
            eprintln!("instructions: {}", of.kind.name);
        }
        Ok(())
    }

    fn all(&mut self) -> impl Iterator<Item = &mut Leaf> {
        self.kinds.iter_mut().flat_map(|of| {
            let OfKind { empty, sized, kind: _ } = of;
            [empty].into_iter().chain(sized.iter_mut().map(|(_, leaf)| leaf))
        })
    }
}

/// Where the crates are written.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile-cost")
}
