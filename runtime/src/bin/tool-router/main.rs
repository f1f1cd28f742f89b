//! The command `tool-router`.

mod arguments;
mod failure;
mod progress;
mod pull;
mod say;

use std::process::ExitCode;

use clap::Parser;
use tokio::runtime::Builder;

use self::arguments::{Arguments, CatalogCommand, Command};
use self::failure::Failure;

/// How a command that did not fail ended.
enum Outcome {
    /// It did what it was asked to.
    Done,
    /// The file is not what the router has.
    Differs,
}

const DIFFERS: u8 = 1;
/// The command line's parser ends with the same.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Differs) => DIFFERS.into(),
        Err(failure) => {
            say::error(&failure);
            FAILED.into()
        }
    }
}

fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let runtime = Builder::new_current_thread().enable_all().build().map_err(Failure::Start)?;
    let outcome = runtime.block_on(async {
        tokio::select! {
            // What is complete counts, and the file is written in one step that nothing interrupts.
            biased;
            outcome = command(arguments) => outcome,
            interrupted = interruption() => Err(interrupted),
        }
    });
    // A look-up of a host's name cannot be cut short, and is not waited for.
    runtime.shutdown_background();
    outcome
}

async fn command(arguments: Arguments) -> Result<Outcome, Failure> {
    let Command::Catalog { command: CatalogCommand::Pull(pull) } = arguments.command;
    pull::run(pull).await
}

/// Returns when the user or the system wants the program to end.
async fn interruption() -> Failure {
    #[cfg(unix)]
    let terminated = async {
        let signal = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        match signal {
            Ok(mut signal) => signal.recv().await.is_some(),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<bool>();
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted.map_or_else(Failure::Start, |()| Failure::Interrupted),
        _ = terminated => Failure::Interrupted,
    }
}
