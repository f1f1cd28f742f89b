//! What the benchmark and the servers that it measures agree on.

use std::io::{self, Write};

use tokio::io::{AsyncBufReadExt, BufReader};

/// The API key of the embedded router.
pub const KEY: &str = "ak_of_the_benchmark";

/// What a server is asked on standard input: how many SQL statements it has executed.
pub const STATEMENTS: &str = "statements";

/// How a server ends when it cannot serve.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Says where the server listens, and answers questions on standard input until it ends.
///
/// # Errors
///
/// When the standard streams cannot be used.
pub async fn answer(address: impl std::fmt::Display, statements: impl Fn() -> u64) -> Result<(), Failure> {
    say(&address)?;
    let mut questions = BufReader::new(tokio::io::stdin()).lines();
    while let Some(question) = questions.next_line().await? {
        match question.as_str() {
            STATEMENTS => say(&statements())?,
            _ => return Err(format!("not a question: {question}").into()),
        }
    }
    Ok(())
}

fn say(what: &dyn std::fmt::Display) -> io::Result<()> {
    let mut out = io::stdout();
    writeln!(out, "{what}")?;
    out.flush()
}
