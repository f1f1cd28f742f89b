//! The command `tool-router`.

mod arguments;
mod failure;
mod file;
mod progress;
mod pull;
mod say;

use std::io;
use std::process::ExitCode;

use clap::Parser;
use tokio::runtime::Builder;

use self::arguments::{Arguments, CatalogCommand, Command};
use self::failure::Failure;

/// How a successful command ended.
enum Outcome {
    /// It did what it was asked to.
    Done,
    /// The file differs from what the router has.
    Differs,
}

const DIFFERS: u8 = 1;
/// The command-line parser uses the same exit code.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Differs) => DIFFERS.into(),
        Err(failure) => {
            say::error(&failure, failure.help().as_deref());
            FAILED.into()
        }
    }
}

fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let runtime = Builder::new_current_thread().enable_all().build().map_err(Failure::Start)?;
    let outcome = runtime.block_on(async {
        // From here on, a signal does not kill the process: it could leave a temporary file behind.
        let interruption = interruption().map_err(Failure::Start)?;
        tokio::select! {
            // A finished command counts, and the file is written in one step that nothing interrupts.
            biased;
            outcome = command(arguments) => outcome,
            () = interruption => Err(Failure::Interrupted),
        }
    });
    // A DNS look-up cannot be cancelled, and is not waited for.
    runtime.shutdown_background();
    outcome
}

async fn command(arguments: Arguments) -> Result<Outcome, Failure> {
    let Command::Catalog { command: CatalogCommand::Pull(pull) } = arguments.command;
    pull::run(pull).await
}

/// Resolves when the user or the system asks the program to end.
#[cfg(unix)]
fn interruption() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Resolves when the user asks the program to end.
#[cfg(windows)]
fn interruption() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
