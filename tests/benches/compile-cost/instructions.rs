//! How many instructions the compiler executes for a crate: a number that neither a busy machine nor its clock changes.
//!
//! Cargo runs this program in place of rustc, which then runs rustc under cachegrind where the crate is the one that is measured.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use bench_support::Outcome;

use crate::leaf::{self, Leaf};

/// The variable that says where the count is written, for this program in place of rustc.
const COUNT_TO: &str = "COMPILE_COST_COUNT_TO";
/// The variable that says where rustc itself is: what Cargo names may start another program, which would be counted in its place.
const COMPILER: &str = "COMPILE_COST_COMPILER";
/// The variable that Cargo sets for the crate that it was asked for.
const ASKED_FOR: &str = "CARGO_PRIMARY_PACKAGE";

/// Runs rustc, if that is what this program was started for, and counts where it should.
pub(crate) fn in_place_of_rustc() -> Option<Outcome> {
    let count_to = env::var_os(COUNT_TO)?;
    let mut arguments = env::args_os().skip(1);
    let rustc = arguments.next()?;
    Some(run(&rustc, arguments, &count_to))
}

fn run(rustc: &OsStr, arguments: impl Iterator<Item = OsString>, count_to: &OsStr) -> Outcome {
    let mut command = match env::var_os(COMPILER) {
        Some(compiler) if env::var_os(ASKED_FOR).is_some() => {
            let mut command = Command::new("valgrind");
            command.args(["--tool=cachegrind", "--cache-sim=no", "--quiet"]);
            command.arg(format!("--cachegrind-out-file={}", Path::new(count_to).display())).arg(compiler);
            command
        }
        _ => Command::new(rustc),
    };
    let status = command.args(arguments).status()?;
    if status.success() { Ok(()) } else { Err(format!("rustc failed: {status}").into()) }
}

/// How many million instructions `cargo check` executes for the crate itself, which is as if it had just been written.
pub(crate) fn of_check(leaf: &Leaf) -> Outcome<f64> {
    let count = leaf.path().join("instructions");
    let mut cargo = leaf.cargo()?;
    cargo.arg(leaf::Command::Check.to_string()).stdout(Stdio::null());
    cargo.env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?).env(COUNT_TO, &count).env(COMPILER, compiler()?);
    let status = cargo.status()?;
    if !status.success() {
        return Err(format!("{cargo:?} failed: {status}").into());
    }
    let text = fs::read_to_string(&count)?;
    let summary = text.lines().find_map(|line| line.strip_prefix("summary: "));
    Ok(summary.ok_or("cachegrind wrote no summary")?.trim().parse::<f64>()? / 1e6)
}

fn compiler() -> Outcome<OsString> {
    let output = Command::new("rustc").args(["--print", "sysroot"]).output()?;
    let sysroot = String::from_utf8(output.stdout)?;
    Ok(Path::new(sysroot.trim()).join("bin/rustc").into_os_string())
}
