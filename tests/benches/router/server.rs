//! The servers that are measured, each a process of its own.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use bench_support::Outcome;
use nix::time::{clock_getcpuclockid, clock_gettime};
use nix::unistd::Pid;
use router::STATEMENTS;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// A running server.
pub(crate) struct Server {
    address: SocketAddr,
    pid: Pid,
    child: Child,
    questions: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Server {
    /// The embedded router with its store in a file.
    pub(crate) async fn router(store: &Path) -> Outcome<Self> {
        Self::start(Command::new(env!("CARGO_BIN_EXE_router-tool-router")).arg(store)).await
    }

    /// The same, which counts its SQL statements.
    pub(crate) async fn counted_router(store: &Path) -> Outcome<Self> {
        Self::start(Command::new(env!("CARGO_BIN_EXE_router-tool-router")).arg(store).arg("counted")).await
    }

    /// The bare insert, into a database in a file.
    pub(crate) async fn bare(database: &Path) -> Outcome<Self> {
        Self::start(Command::new(env!("CARGO_BIN_EXE_router-bare")).arg(database)).await
    }

    async fn start(command: &mut Command) -> Outcome<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let pid = Pid::from_raw(i32::try_from(child.id().ok_or("a server that has ended")?)?);
        let questions = child.stdin.take().ok_or("no standard input")?;
        let mut answers = BufReader::new(child.stdout.take().ok_or("no standard output")?).lines();
        let address = answers.next_line().await?.ok_or("a server did not start")?.parse()?;
        Ok(Self { address, pid, child, questions, answers })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The processor's time that it has had.
    pub(crate) fn cpu(&self) -> Outcome<Duration> {
        Ok(clock_gettime(clock_getcpuclockid(self.pid)?)?.into())
    }

    /// The memory that it has, without what it maps of files, in kilobytes.
    pub(crate) fn memory(&self) -> Outcome<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid))?;
        let memory = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).ok_or("the kernel does not say")?;
        Ok(memory.trim().trim_end_matches(" kB").parse()?)
    }

    /// How many SQL statements it has executed, if it counts them.
    pub(crate) async fn statements(&mut self) -> Outcome<f64> {
        self.questions.write_all(format!("{STATEMENTS}\n").as_bytes()).await?;
        Ok(self.answers.next_line().await?.ok_or("a server has ended")?.parse()?)
    }

    /// Lets it end.
    pub(crate) async fn end(self) -> Outcome {
        let Self { mut child, questions, .. } = self;
        drop(questions);
        let status = child.wait().await?;
        if status.success() { Ok(()) } else { Err(format!("a server failed: {status}").into()) }
    }
}
