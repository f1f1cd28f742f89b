//! The command `tool-router catalog pull`, run as a process.

#[cfg(unix)]
mod interrupted;
mod local;
mod refused;
mod remote;

use std::fs::{self, DirEntry};
use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;
use tokio::process::Command;
use tokio::time::timeout;

/// The default output file.
const FILE: &str = "tool-router.catalog.json";
/// The key of every test; no output may contain it.
const KEY: &str = "ak_topsecret";

/// A folder for the command to run in.
struct Folder(TempDir);

/// The result of a run.
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder");
        let name = |entry: io::Result<DirEntry>| entry.expect("an entry").file_name().into_string().expect("a name");
        entries.map(name).collect()
    }

    /// `tool-router catalog pull` without the environment's settings.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tool-router"));
        command.args(["catalog", "pull"]).args(arguments).current_dir(self.0.path());
        for name in ["API_KEY", "USER_API_KEY", "ORG_API_KEY", "BASE_URL", "ORG_ID", "PROJECT_ID"] {
            command.env_remove(format!("COMPOSIO_{name}"));
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        command
    }

    async fn run(&self, arguments: &[&str]) -> Run {
        ended(self.command(arguments)).await
    }

    /// A run with a key, against the router at `url`.
    async fn pull(&self, url: &str, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command.env("COMPOSIO_API_KEY", KEY).env("COMPOSIO_BASE_URL", url);
        ended(command).await
    }
}

async fn ended(mut command: Command) -> Run {
    let output =
        timeout(Duration::from_secs(60), command.output()).await.expect("it does not hang").expect("it starts");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let run = Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) };
    assert!(!run.stdout.contains(KEY) && !run.stderr.contains(KEY), "{}{}", run.stdout, run.stderr);
    run
}

impl Run {
    /// The standard output of a successful run.
    #[track_caller]
    fn done(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "{}", self.stdout);
        self.stdout
    }

    /// The output of a run that found the file to differ.
    #[track_caller]
    fn differs(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(1), ""), "{}", self.stdout);
        self.stdout
    }

    /// The standard error of a failed run.
    #[track_caller]
    fn failed(self) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (Some(2), ""), "{}", self.stderr);
        assert!(self.stderr.starts_with("error: "), "{}", self.stderr);
        self.stderr
    }
}
