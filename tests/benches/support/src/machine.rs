//! Where and when something was measured, and of which commit. Nothing else about the machine is told.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

use crate::{Outcome, repository};

/// Where and when something was measured.
#[derive(Clone, Debug)]
pub struct Provenance {
    /// The machine.
    pub machine: String,
    /// The compiler.
    pub compiler: String,
    /// The day, in UTC.
    pub date: String,
    /// The commit, and whether something was changed since.
    pub commit: String,
}

impl Provenance {
    /// This machine, now.
    ///
    /// # Errors
    ///
    /// When the compiler or Git cannot be asked.
    pub fn here() -> Outcome<Self> {
        let cores = thread::available_parallelism()?;
        Ok(Self {
            machine: format!("{}, {cores} cores, {}", processor(), system()),
            compiler: said("rustc", &["--version"], &repository())?,
            date: jiff::Timestamp::now().strftime("%Y-%m-%d").to_string(),
            commit: commit()?,
        })
    }
}

fn processor() -> String {
    let facts = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = facts.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split(": ").nth(1));
    model.unwrap_or(env::consts::ARCH).to_owned()
}

/// The system's kernel, without the name of the machine or its build.
fn system() -> String {
    let release = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let release = release.split(['-', '+']).next().unwrap_or_default().trim();
    format!("{} {release}", env::consts::OS).trim_end().to_owned()
}

fn commit() -> Outcome<String> {
    let repository = repository();
    let commit = said("git", &["rev-parse", "--short=10", "HEAD"], &repository)?;
    // The results themselves are written while it is measured.
    let changes = ["status", "--porcelain", "--", ".", ":!tests/benches/results", ":!README.md"];
    let changed = !said("git", &changes, &repository)?.is_empty();
    Ok(if changed { format!("{commit} with changes") } else { commit })
}

/// Whether a program is there to be started.
#[must_use]
pub fn is_installed(program: &str) -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

/// What a program prints.
fn said(program: &str, arguments: &[&str], folder: &Path) -> Outcome<String> {
    let output = Command::new(program).args(arguments).current_dir(folder).output()?;
    if !output.status.success() {
        return Err(format!("{program} {arguments:?} failed: {}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
